// Who could serve when: the table person × shift in which the organiser gives out the shifts of an activity.
frappe.provide("volunteer_services.roster");

const AVAILABILITY = "volunteer_services.api.availability";
const HOLDS_PLACE = ["Signed Up", "Offered", "Confirmed", "Attended", "Left Early"];

volunteer_services.roster.open = async function (frm) {
	const roster = new Roster(frm);
	await roster.load();
	roster.show();
};

class Roster {
	constructor(frm) {
		this.activity = frm.docname;
		this.may_give = frm.perm[0].write && frm.doc.workflow_state === "Published";
		this.dialog = new frappe.ui.Dialog({
			title: __("Give Out Shifts"),
			size: "extra-large",
			fields: [{ fieldname: "roster", fieldtype: "HTML" }],
			onhide: () => frm.reload_doc(),
			...(this.may_give ? this.actions() : {}),
		});
		this.$table = this.dialog.fields_dict.roster.$wrapper;
		this.$table.on("change", "[data-tick]", () => this.count());
	}

	actions() {
		return {
			primary_action_label: __("Give the Ticked Shifts"),
			primary_action: () => this.busy(() => this.save()),
			secondary_action_label: __("Propose Evenly"),
			secondary_action: () => this.busy(() => this.propose()),
		};
	}

	show() {
		this.dialog.show();
	}

	async load() {
		this.found = await get("table", this.activity);
		this.$table.html(this.found.people.length ? table(this.found, this.may_give) : nobody());
		this.count();
	}

	// One question at a time; what the server refuses leaves the ticks as they are.
	async busy(work) {
		this.dialog.disable_primary_action();
		try {
			await work();
		} finally {
			this.dialog.enable_primary_action();
		}
	}

	ticked() {
		return this.$table
			.find("[data-tick]:checked")
			.toArray()
			.map(({ dataset }) => dataset.tick.split(":").map(Number));
	}

	// The ticks count at once, in the heads of rows and columns; nothing is saved.
	count() {
		const { shifts, people } = this.found;
		const by_shift = shifts.map(() => 0);
		const by_person = people.map(() => []);
		for (const [row, column] of this.ticked()) {
			by_shift[column] += 1;
			by_person[row].push(shifts[column]);
		}
		shifts.forEach((shift, column) => {
			const $places = this.$table.find(`[data-places="${column}"]`);
			const taken = shift.places_taken + by_shift[column];
			$places.text(shift.capacity ? `${taken} / ${shift.capacity}` : taken);
			$places.toggleClass("text-danger", Boolean(shift.capacity && taken > shift.capacity));
		});
		people.forEach((person, row) => {
			const minutes = by_person[row].reduce((sum, shift) => sum + length(shift), person.given_minutes);
			this.$table
				.find(`[data-given="${row}"]`)
				.text(__("given: {0} shifts, {1} h", [person.given + by_person[row].length, hours(minutes)]));
		});
	}

	async propose() {
		const picks = await get("proposal", this.activity);
		const row_of = new Map(this.found.people.map(({ volunteer }, row) => [volunteer, row]));
		const column_of = new Map(this.found.shifts.map(({ name }, column) => [name, column]));
		this.$table.find("[data-tick]").prop("checked", false);
		for (const { shift, volunteer } of picks) {
			const place = `${row_of.get(volunteer)}:${column_of.get(shift)}`;
			this.$table.find(`[data-tick="${place}"]`).prop("checked", true);
		}
		this.count();
		const ticked = this.ticked().length;
		frappe.show_alert({
			message: ticked
				? __("{0} shifts are ticked. Nothing is saved before you give them.", [ticked])
				: __("Nobody who could serve is left for a shift that needs people."),
			indicator: ticked ? "blue" : "orange",
		});
	}

	async save() {
		const { shifts, people } = this.found;
		const ticks = this.ticked().map(([row, column]) => ({
			shift: shifts[column].name,
			volunteer: people[row].volunteer,
		}));
		const { message } = await frappe.call({
			method: `${AVAILABILITY}.assign`,
			type: "POST",
			args: { activity: this.activity, ticks },
			freeze: true,
		});
		tell(message);
		await this.load();
	}
}

function tell({ done, reserves, problems }) {
	const given = [
		__("{0} shifts were given. The people are asked to confirm.", [done]),
		reserves ? __("{0} people are reserves.", [reserves]) : "",
	].join(" ");
	if (!problems.length) {
		frappe.show_alert({ message: given, indicator: "green" }, 7);
		return;
	}
	const lines = problems.map(({ problem }) => `<li>${frappe.utils.escape_html(frappe.utils.html2text(problem))}</li>`);
	frappe.msgprint({
		title: __("Give Out Shifts"),
		indicator: "orange",
		message: `<p>${given}</p><ul>${lines.join("")}</ul>`,
	});
}

function nobody() {
	return `<p class="text-muted">${__("Nobody has said yet when they could serve.")}</p>`;
}

function table({ shifts, people }, may_give) {
	const head = shifts.map((shift, column) => {
		const { escape_html } = frappe.utils;
		const title = [shift.is_whole ? "" : shift.shift_title, shift.post].filter(Boolean).join(" · ");
		return `<th scope="col">${escape_html(volunteer_services.shift_matrix.span(shift.starts_on, shift.ends_on))}
			<div class="small">${escape_html(title)}</div>
			<div class="volunteer-matrix-places" data-places="${column}"></div></th>`;
	});
	const body = people.map(
		(person, row) =>
			`<tr><th scope="row">${name_of(person, row)}</th>${shifts
				.map((shift, column) => cell(person, shift, `${row}:${column}`, may_give))
				.join("")}</tr>`
	);
	return `<div class="volunteer-matrix volunteer-roster" tabindex="0" role="region"
		aria-label="${frappe.utils.escape_html(__("Give Out Shifts"))}">
		<table><thead><tr><th>${__("Volunteer")}</th>${head.join("")}</tr></thead>
		<tbody>${body.join("")}</tbody></table></div>`;
}

function name_of(person, row) {
	const four = person.last_four ? ` <span class="text-muted">··${frappe.utils.escape_html(person.last_four)}</span>` : "";
	const missed = person.no_shows
		? `<div class="small text-danger">${__("did not come: {0}", [person.no_shows])}</div>`
		: "";
	return `${frappe.utils.escape_html(person.volunteer_name)}${four}
		<div class="small text-muted">${__("could: {0} shifts, {1} h", [person.could, hours(person.could_minutes)])}</div>
		<div class="small" data-given="${row}"></div>${missed}`;
}

// Who has a place shows its state; who could serve and has none is ticked.
function cell(person, shift, place, may_give) {
	const { escape_html } = frappe.utils;
	const answer = person.answers[shift.name];
	const sign_up = person.sign_ups[shift.name];
	const state = sign_up
		? `<a class="indicator-pill no-indicator-dot ${volunteer_services.sign_ups.colour(sign_up.status)}"
			href="${frappe.utils.get_form_link("Activity Sign Up", sign_up.name)}" target="_blank" rel="noopener">${__(
				sign_up.status,
				null,
				"Activity Sign Up"
			)}</a>`
		: "";
	const is_there = sign_up && (HOLDS_PLACE.includes(sign_up.status) || sign_up.status === "Waiting");
	if (is_there || answer !== "Can Serve" || !shift.is_open) return `<td>${state || word(answer)}</td>`;
	if (!may_give) return `<td>${word(answer)} ${state}</td>`;
	const label = escape_html(`${person.volunteer_name}, ${volunteer_services.shift_matrix.span(shift.starts_on, shift.ends_on)}`);
	return `<td><label class="volunteer-roster-tick"><input type="checkbox" data-tick="${place}" aria-label="${label}">
		<span>${__("could", null, "Shift Availability")}</span></label> ${state}</td>`;
}

function word(answer) {
	if (!answer) return `<span class="text-muted">${__("no answer")}</span>`;
	return answer === "Can Serve"
		? __("could", null, "Shift Availability")
		: `<span class="text-muted">${__("cannot", null, "Shift Availability")}</span>`;
}

function length({ starts_on, ends_on }) {
	return moment(ends_on).diff(moment(starts_on), "minutes");
}

function hours(minutes) {
	return Math.round(minutes / 6) / 10;
}

async function get(method, activity) {
	const { message } = await frappe.call({ method: `${AVAILABILITY}.${method}`, type: "GET", args: { activity } });
	return message;
}

frappe.dom.set_style(`
	.volunteer-roster tbody th { min-width: 130px; max-width: 190px; font-weight: 500; }
	.volunteer-roster-tick { display: flex; gap: 6px; align-items: center; margin: 0; min-height: 32px; cursor: pointer; }
	.volunteer-roster-tick input { margin: 0; }
`);
