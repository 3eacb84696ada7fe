// Paste Roll Call 粘贴接龙: paste, look at what is doubtful, add to the participants.
frappe.provide("volunteer_services.rollcall");

const KEEP = "keep";
const SKIP = "skip";
// Side by side on a desk, one below the other on a phone.
const STYLE = `<style>
	.rollcall table { table-layout: fixed; }
	.rollcall td { overflow-wrap: anywhere; }
	.rollcall .times { display: flex; align-items: center; gap: 4px; max-width: 260px; }
	.rollcall input[type="time"] { flex: 1 1 0; min-width: 0; padding: 2px 4px; }
	.rollcall .unread { color: var(--orange-600, #b35309); font-weight: 600; }
	@media (max-width: 767px) {
		.rollcall thead, .rollcall colgroup { display: none; }
		.rollcall table, .rollcall tbody, .rollcall tr, .rollcall td { display: block; width: 100%; border: 0; }
		.rollcall tr { border: 1px solid var(--border-color); border-radius: 6px; margin-bottom: 8px; padding: 4px; }
		.rollcall td { padding: 3px 6px; }
		.rollcall td:empty { display: none; }
		.rollcall select { height: 36px; }
	}
</style>`;

volunteer_services.rollcall.open = function (frm) {
	new RollCallDialog(frm).show();
};

class RollCallDialog {
	constructor(frm) {
		this.frm = frm;
		this.dialog = new frappe.ui.Dialog({
			title: __("Paste Roll Call"),
			size: "extra-large",
			fields: [
				{
					fieldname: "text",
					fieldtype: "Text",
					label: __("A WeChat roll call, or columns copied from a spreadsheet"),
				},
				{ fieldname: "result", fieldtype: "HTML" },
			],
			secondary_action_label: __("Edit Text"),
			secondary_action: () => this.edit(),
		});
		this.$text = this.dialog.fields_dict.text.$input;
		this.$result = this.dialog.fields_dict.result.$wrapper;
		this.bind();
	}

	bind() {
		this.$text.attr("rows", 14).attr(
			"placeholder",
			["1. 王秀英", "2. 陈建国 1234", "3. 李小梅 9:30-11:00", "4. 何志强 2小时"].join("\n")
		);
		this.is_open = false;
		this.dialog.$wrapper
			.on("shown.bs.modal", () => (this.is_open = true))
			.on("hidden.bs.modal", () => $(document).off("keydown.rollcall"));
		this.$result.on("change", "select", () => this.count());
		this.$result.on("click", ".rollcall-take-sole", () => this.take_sole());
	}

	// Bootstrap forgets what it is asked while a dialog is still opening.
	close() {
		if (this.is_open) this.dialog.hide();
		else this.dialog.$wrapper.one("shown.bs.modal", () => this.dialog.hide());
	}

	on_key(event) {
		if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		event.stopPropagation();
		this.dialog.get_primary_btn().trigger("click");
	}

	show() {
		// On the document: the focus leaves the dialog for a moment when the text is hidden.
		$(document).on("keydown.rollcall", (event) => this.on_key(event));
		this.dialog.show();
		this.edit();
	}

	edit() {
		this.answer = null;
		this.$result.empty();
		this.dialog.set_df_property("text", "hidden", 0);
		this.dialog.get_secondary_btn().addClass("hide");
		this.dialog.set_primary_action(__("Find Volunteers"), () => this.match());
		setTimeout(() => this.$text.trigger("focus"), 300);
	}

	async match() {
		const text = this.$text.val();
		if (!text.trim()) return;
		const { message } = await frappe.call({
			method: "volunteer_services.api.rollcall.match",
			args: { activity: this.frm.doc.name, text },
			freeze: true,
		});
		this.answer = message;
		this.dialog.set_df_property("text", "hidden", 1);
		this.dialog.get_secondary_btn().removeClass("hide");
		this.render();
		this.dialog.set_primary_action(__("Add to Participants"), () => this.add());
		this.count();
		const first = this.$result.find("select.rollcall-asks").first();
		setTimeout(() => (first.length ? first : this.dialog.get_primary_btn()).trigger("focus"), 100);
	}

	// What must be answered stands first, then whoever only belongs to another team, then the clear rows.
	render() {
		const { rows, skipped } = this.answer;
		rows.forEach((row, index) => (row.index = index));
		const found = rows.filter((row) => row.outcome === "Matched");
		const sole = rows.filter((row) => row.is_sole);
		const asks = rows.filter((row) => row.outcome !== "Matched" && !row.is_sole);
		const take = `<button type="button" class="btn btn-default btn-xs rollcall-take-sole ml-2">${__(
			"Take All Sole Matches"
		)}</button>`;
		this.$result.html(
			`${STYLE}<div class="rollcall">` +
				this.section(__("Please look at these"), asks, "orange") +
				this.section(__("One candidate each, of another team"), sole, "blue", take) +
				this.section(__("Found"), found, "green") +
				this.skipped(skipped) +
				`<p class="text-muted small mb-0">${__(
					"Lines without a volunteer stay in the list with their reason. Ctrl+Enter adds."
				)}</p></div>`
		);
	}

	section(title, rows, colour, action = "") {
		if (!rows.length) return "";
		return `<div class="mb-3"><span class="indicator-pill ${colour}">${title}: ${rows.length}</span>${action}
			<table class="table table-bordered table-sm mt-1 mb-0">
			<colgroup><col style="width: 28%"><col style="width: 26%"><col style="width: 25%"><col></colgroup>
			<thead><tr><th>${__("Pasted")}</th><th>${__("Volunteer")}</th><th>${__("Time")}</th>
			<th>${__("Remark")}</th></tr></thead>
			<tbody>${rows.map((row) => this.row(row)).join("")}</tbody></table></div>`;
	}

	row(row) {
		const escape = frappe.utils.escape_html;
		const notes = new Set([row.outcome === "Matched" ? "" : row.reason, ...row.doubts, this.standing(row)]);
		const unread = row.unread.map(
			(words) => `<span class="unread">${escape(__("Not understood: {0}", [words]))}</span>`
		);
		return `<tr data-index="${row.index}">
			<td>${escape(row.raw)}${this.read(row)}</td>
			<td>${this.choice(row)}</td>
			<td>${this.time(row)}</td>
			<td class="small">${[...[...notes].filter(Boolean).map(escape), ...unread].join("<br>")}</td></tr>`;
	}

	// Which words were taken for what, so that a wrong reading is seen.
	read(row) {
		const escape = frappe.utils.escape_html;
		const parts = row.read.map(
			({ what, words }) => `<span class="text-nowrap">${escape(what)} <b>${escape(words)}</b></span>`
		);
		return parts.length ? `<div class="rollcall-read text-muted small">${parts.join(" · ")}</div>` : "";
	}

	// A row that is asked about may be given its time here.
	time(row) {
		if (!row.asks) return frappe.utils.escape_html(this.span(row));
		const input = (field, label) =>
			`<input type="time" class="form-control input-xs" data-time="${field}" value="${
				row[field] ? moment(row[field]).format("HH:mm") : ""
			}" aria-label="${frappe.utils.escape_html(`${row.name || row.raw} ${label}`)}">`;
		return `<div class="times">${input("starts_on", __("Starts On"))}–${input("ends_on", __("Ends On"))}</div>
			<div class="text-muted small">${__("Empty: as the activity.")}</div>`;
	}

	take_sole() {
		for (const row of this.answer.rows.filter((row) => row.is_sole)) {
			this.$result.find(`tr[data-index="${row.index}"] select`).val(row.candidates[0]);
		}
		this.count();
		this.dialog.get_primary_btn().trigger("focus");
	}

	choice(row) {
		const matched = row.outcome === "Matched";
		const option = (value, label, chosen) =>
			`<option value="${frappe.utils.escape_html(value)}" ${chosen ? "selected" : ""}>${frappe.utils.escape_html(
				label
			)}</option>`;
		const keep = __("Keep without a volunteer");
		const choose = __("Choose… (else kept without a volunteer)");
		const preset = matched ? row.volunteer : row.outcome === "Duplicate" ? SKIP : KEEP;
		return `<select class="form-control input-xs ${matched ? "" : "rollcall-asks"}"
			aria-label="${frappe.utils.escape_html(row.name || row.raw)}">
			${row.candidates.map((key) => option(key, this.label(key, row), key === preset)).join("")}
			${option(KEEP, row.candidates.length && !matched ? choose : keep, preset === KEEP)}
			${option(SKIP, __("Leave out"), preset === SKIP)}</select>`;
	}

	label(key, row) {
		const person = this.answer.people[key];
		const parts = [person.name, person.last_four ? `··${person.last_four}` : "", person.team];
		if (person.is_masked) parts.push(__("of elsewhere"));
		else if (row.is_sole) parts.push(__("of another team"));
		return parts.filter(Boolean).join(" · ");
	}

	span(row) {
		const time = (value) => (value ? moment(value).format("HH:mm") : "…");
		if (!row.starts_on && !row.ends_on) return __("as the activity");
		return `${time(row.starts_on)}–${time(row.ends_on)}`;
	}

	standing(row) {
		const there = row.volunteer && this.in_grid(row.volunteer, row);
		if (!there) return "";
		return is_waiting(there) ? __("signed up; will be marked") : __("stands in the list already");
	}

	skipped(lines) {
		if (!lines.length) return "";
		const items = lines.map(
			(line) => `<li>${frappe.utils.escape_html(line.raw)}
				<span class="text-muted">(${frappe.utils.escape_html(line.reason)})</span></li>`
		);
		return `<details class="mb-3 small"><summary>${__("{0} other lines", [lines.length])}</summary>
			<ul class="mb-0 mt-1">${items.join("")}</ul></details>`;
	}

	choices() {
		return this.$result
			.find("tr[data-index]")
			.toArray()
			.map((tr) => ({
				row: { ...this.answer.rows[tr.dataset.index], ...this.typed_times(tr) },
				choice: $(tr).find("select").val(),
			}))
			.sort((one, other) => one.row.index - other.row.index);
	}

	// What was typed into an asked row, and the break that goes with it; nothing where nothing was changed.
	typed_times(tr) {
		const row = this.answer.rows[tr.dataset.index];
		const typed = { starts_on: row.starts_on, ends_on: row.ends_on };
		for (const input of tr.querySelectorAll("input[data-time]")) {
			const before = row[input.dataset.time];
			if (input.value === (before ? moment(before).format("HH:mm") : "")) continue;
			typed[input.dataset.time] = input.value ? this.on_day(input.value) : null;
		}
		if (typed.starts_on === row.starts_on && typed.ends_on === row.ends_on) return {};
		if (typed.starts_on && typed.ends_on && typed.ends_on <= typed.starts_on) {
			typed.ends_on = moment(typed.ends_on).add(1, "day").format("YYYY-MM-DD HH:mm:ss");
		}
		return { ...typed, break_minutes: this.usual_break(typed) };
	}

	on_day(time) {
		return `${this.frm.doc.starts_on.slice(0, 10)} ${time}:00`;
	}

	// As services/rollcall.usual_break: the activity's for who stayed more than half of it.
	usual_break({ starts_on, ends_on }) {
		const { doc } = this.frm;
		const pause = doc.break_minutes || 0;
		if (!starts_on && !ends_on) return 0;
		const minutes = (from, to) => moment(to).diff(moment(from), "minutes");
		const stayed = minutes(starts_on || doc.starts_on, ends_on || doc.ends_on);
		return stayed > minutes(doc.starts_on, doc.ends_on) / 2 && stayed > pause ? pause : 0;
	}

	count() {
		const taken = this.choices().filter(({ choice }) => choice !== SKIP).length;
		this.dialog.get_primary_btn().text(__("Add {0} to Participants", [taken]));
	}

	async add() {
		let added = 0;
		for (const { row, choice } of this.choices()) {
			if (choice !== SKIP && this.add_row(row, choice === KEEP ? null : choice)) added += 1;
		}
		this.drop_empty_rows();
		this.frm.refresh_field("participants");
		this.close();
		if (!added) {
			frappe.show_alert({ message: __("Everybody stands in the list already."), indicator: "blue" });
			return;
		}
		this.frm.dirty();
		await this.frm.save();
		frappe.show_alert({ message: __("{0} participants were added.", [added]), indicator: "green" });
	}

	// True when the grid changed. Nobody is added twice for the same time; who had signed up is marked as present.
	add_row(row, volunteer) {
		const values = {
			status: this.status(),
			starts_on: row.starts_on,
			ends_on: row.ends_on,
			break_minutes: row.break_minutes,
			remark: row.remark,
		};
		const there = volunteer ? this.in_grid(volunteer, row) : this.unfound_in_grid(row);
		if (there) {
			if (!volunteer || !is_waiting(there) || values.status === "Signed Up") return false;
			Object.assign(there, values, { remark: there.remark || values.remark });
			return true;
		}
		if (volunteer) {
			const person = this.answer.people[volunteer];
			Object.assign(values, { volunteer, volunteer_name: person.is_masked ? row.name : person.name });
		} else {
			const problem = [row.reason, ...row.doubts].join(" · ");
			Object.assign(values, {
				volunteer_name: person_of(row),
				problem: `${problem}: ${row.raw}`,
			});
		}
		this.frm.add_child("participants", values);
		return true;
	}

	status() {
		return this.frm.doc.starts_on > frappe.datetime.now_datetime() ? "Signed Up" : "Attended";
	}

	// Morning and evening of one volunteer are two rows; the same time twice is one.
	in_grid(volunteer, row) {
		const { doc } = this.frm;
		const starts = (other) => other.starts_on || doc.starts_on;
		const ends = (other) => other.ends_on || doc.ends_on;
		return doc.participants.find(
			(other) =>
				other.volunteer === volunteer &&
				(is_waiting(other) || (starts(other) < ends(row) && starts(row) < ends(other)))
		);
	}

	unfound_in_grid(row) {
		return this.frm.doc.participants.find(
			(other) =>
				!other.volunteer &&
				(other.problem || "").endsWith(`: ${row.raw}`) &&
				other.volunteer_name === person_of(row) &&
				(other.starts_on || null) === row.starts_on
		);
	}

	drop_empty_rows() {
		for (const row of [...this.frm.doc.participants]) {
			if (!row.volunteer && !row.volunteer_name && !row.remark) {
				frappe.model.clear_doc(row.doctype, row.name);
			}
		}
	}
}

function is_waiting(row) {
	return ["Signed Up", "Waiting"].includes(row.status);
}

// Two people of one line are two rows, whoever they are.
function person_of(row) {
	return (row.name || row.raw).slice(0, 140);
}
