// The live list of a call-out on its form: who was called, what they answered, who is there. It asks anew while it is
// looked at; every button fits a thumb.
frappe.provide("volunteer_services.call_outs");

const API = "volunteer_services.api.emergency.";
const EVERY_SECONDS = 15;
const COLOURS = {
	Asked: "orange",
	Coming: "blue",
	"Coming Later": "light-blue",
	"Not Coming": "gray",
	"On the Way": "purple",
	Present: "green",
	Departed: "gray",
};
// What a button does.
const word_of = (step) => ({
	Yes: __("Yes", null, "Call-out Response"),
	No: __("No", null, "Call-out Response"),
	Later: __("Later", null, "Call-out Response"),
	"Set Out": __("Set Out", null, "Call-out Response"),
	Arrived: __("Arrived", null, "Call-out Response"),
	Departed: __("Departed", null, "Emergency Call-out"),
})[step];
const escape = (text) => frappe.utils.escape_html(text || "");

volunteer_services.call_outs.colour = (status) => COLOURS[status] || "gray";

volunteer_services.call_outs.show = function (frm, is_running) {
	const live = new LiveList(frm);
	frm.call_out_list?.stop();
	frm.call_out_list = live;
	live.load();
	if (is_running) live.start();
	volunteer_services.paper.add_button(frm, __("Print Call List"), "Emergency Call List");
	frm.add_custom_button(__("Copy the Call"), async () => {
		const { text } = await frappe.xcall(`${API}call_text`, { call_out: frm.docname });
		frappe.utils.copy_to_clipboard(text);
	});
	if (!is_running || !frm.perm[0].write) return;
	frm.add_custom_button(__("Call Next Wave"), () => next_wave(frm, live));
	frm.add_custom_button(__("Call a Person"), () => one_person(frm, live));
};

async function next_wave(frm, live) {
	const { wave, called } = await frappe.xcall(`${API}call_next`, { call_out: frm.docname });
	frappe.show_alert(
		called
			? { message: __("Wave {0}: {1} people are called.", [wave, called]), indicator: "green" }
			: { message: __("Nobody is left who may be called."), indicator: "orange" }
	);
	live.load();
}

function one_person(frm, live) {
	volunteer_services.dialogs.ask({
		title: __("Call a Person"),
		fields: [{ fieldname: "volunteer", fieldtype: "Link", options: "Volunteer Profile", label: __("Volunteer"), reqd: 1 }],
		label: __("Call Out"),
		call: ({ volunteer }) => frappe.xcall(`${API}call_people`, { call_out: frm.docname, volunteers: [volunteer] }),
		done: () => live.load(),
	});
}

class LiveList {
	constructor(frm) {
		this.frm = frm;
		this.call_out = frm.docname;
		this.$wrapper = frm.fields_dict.board.$wrapper;
		this.$wrapper.off("click.call_out").on("click.call_out", "[data-step]", (event) => this.mark(event.currentTarget));
	}

	start() {
		this.timer = setInterval(() => this.again(), EVERY_SECONDS * 1000);
	}

	stop() {
		clearInterval(this.timer);
	}

	again() {
		if (!document.body.contains(this.$wrapper[0]) || this.frm.docname !== this.call_out) return this.stop();
		if (document.hidden || !this.$wrapper.is(":visible") || this.is_busy) return undefined;
		return this.load();
	}

	async load() {
		const board = await frappe.xcall(`${API}board`, { call_out: this.call_out });
		if (this.frm.docname === this.call_out) this.$wrapper.html(html_of(board));
	}

	async mark(button) {
		const { name, step } = button.dataset;
		this.is_busy = true;
		$(button).closest("[data-person]").find("button").prop("disabled", true);
		try {
			await frappe.xcall(`${API}mark`, { names: [name], step });
		} finally {
			this.is_busy = false;
			await this.load();
		}
	}
}

function html_of(board) {
	const figures = [
		[__("Needed", null, "Emergency Call-out"), board.needed],
		[__("Called", null, "Emergency Call-out"), board.asked],
		[__("Coming", null, "Call-out Response"), board.coming],
		[__("Present", null, "Call-out Response"), board.present],
		[__("Departed", null, "Call-out Response"), board.departed],
		[__("Hours", null, "Emergency Call-out"), board.hours],
	];
	const heads = figures.map(
		([label, value]) => `<div class="mr-4 mb-2"><div class="text-muted small">${label}</div><b>${value}</b></div>`
	);
	const people = board.rows.map((row) => person(row, board.may_act)).join("");
	return `<div class="call-out-list">
		<div class="d-flex flex-wrap">${heads.join("")}</div>
		${warning(__("Still there: {0}", [names(board.missing)]), board.missing)}
		${warning(__("Out for too long, relieve them: {0}", [names(board.too_long)]), board.too_long)}
		${people || `<p class="text-muted">${__("Nobody has been called.")}</p>`}
	</div>`;
}

const names = (list) => list.map(escape).join("、");

function warning(text, list) {
	return list.length ? `<p class="text-danger">${text}</p>` : "";
}

function person(row, may_act) {
	const facts = [
		row.team && escape(row.team),
		row.wave ? __("Wave {0}", [row.wave]) : "",
		row.mobile && `<a href="tel:${encodeURIComponent(row.mobile)}">${escape(row.mobile)}</a>`,
		row.eta && !row.arrived_on && __("expected at {0}", [row.eta.slice(11)]),
		row.arrived_on && __("arrived at {0}", [row.arrived_on.slice(11)]),
		row.out_on && __("departed at {0}", [row.out_on.slice(11)]),
	].filter(Boolean);
	const buttons = may_act ? steps(row.status).map((step) => button(row, step)).join("") : "";
	return `<div class="d-flex flex-wrap align-items-center justify-content-between border-top py-2" data-person="${escape(row.name)}">
		<div class="mr-3" style="min-width: 180px; flex: 1 1 220px"><b>${escape(row.volunteer_name)}</b>
			<span class="indicator-pill ${COLOURS[row.status] || "gray"}">${escape(row.word)}</span>
			<div class="small text-muted">${facts.join(" · ")}</div></div>
		<div class="d-flex flex-wrap">${buttons}</div></div>`;
}

function steps(status) {
	if (status === "Departed") return [];
	if (status === "Present") return ["Departed"];
	if (status === "On the Way") return ["Arrived"];
	const answers = { Coming: ["No"], "Not Coming": ["Yes"], "Coming Later": ["Yes", "No"] }[status] || ["Yes", "Later", "No"];
	return status === "Not Coming" ? answers : [...answers, "Set Out", "Arrived"];
}

function button(row, step) {
	const kind = ["Arrived", "Departed"].includes(step) ? "btn-primary" : "btn-default";
	return `<button type="button" class="btn ${kind} btn-sm mr-2 mb-1" style="min-height: 36px" data-name="${escape(row.name)}"
		data-step="${step}">${word_of(step)}</button>`;
}
