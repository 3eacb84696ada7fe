const OPEN_STATES = ["Draft", "Published", "Completed", "Recorded"];

volunteer_services.link_filters.describe(
	"Service Activity",
	{ project: __("Projects sent to approval, and approved ones") },
	{ participants: { volunteer: __("Registered volunteers and applicants") } }
);

frappe.ui.form.on("Service Activity", {
	setup(frm) {
		frm.set_query("project", () => ({
			filters: { workflow_state: ["not in", ["Rejected", "Draft", "Returned"]] },
		}));
		frm.set_query("volunteer", "participants", () => ({
			filters: { workflow_state: ["not in", ["Rejected", "Deregistered"]] },
		}));
	},

	refresh(frm) {
		mark_rows(frm);
		show_problems(frm);
		offer_posts(frm);
		volunteer_services.sign_ups.show(frm);
		volunteer_services.check_in.add_buttons(frm);
		volunteer_services.notice.show(frm);
		volunteer_services.repetition.add_buttons(frm);
		volunteer_services.materials.show(frm);
		if (!frm.perm[0].write || !OPEN_STATES.includes(frm.doc.workflow_state || "Draft")) return;
		frm.add_custom_button(__("Paste Roll Call"), () => paste(frm));
		const signed_up = (frm.doc.participants || []).filter((row) => row.status === "Signed Up");
		if (signed_up.length) frm.add_custom_button(__("All Signed Up Attended"), () => attended(frm, signed_up));
		if (frm.is_new()) return;
		offer_records(frm);
	},

	// The action Record of the workflow takes the same way as the button, with its list of problems.
	before_workflow_action(frm) {
		if (frm.selected_workflow_action === "Publish") return volunteer_services.notice.before_publish(frm);
		if (frm.selected_workflow_action !== "Record") return undefined;
		frappe.dom.unfreeze();
		make_records(frm);
		return new Promise(() => {});
	},

	async project(frm) {
		offer_posts(frm);
		if (!frm.doc.project || frm.doc.location) return;
		const { message } = await frappe.db.get_value("Volunteer Project", frm.doc.project, "location");
		if (message.location && !frm.doc.location) frm.set_value("location", message.location);
	},

	starts_on(frm) {
		if (frm.doc.starts_on && (!frm.doc.ends_on || frm.doc.ends_on <= frm.doc.starts_on)) {
			frm.set_value("ends_on", moment(frm.doc.starts_on).add(2, "hours").format("YYYY-MM-DD HH:mm:ss"));
		}
	},
});

frappe.ui.form.on("Service Activity Participant", {
	starts_on: suggest_break,
	ends_on: suggest_break,

	participants_add(frm, cdt, cdn) {
		const is_ahead = frm.doc.starts_on && frm.doc.starts_on > frappe.datetime.now_datetime();
		frappe.model.set_value(cdt, cdn, "status", is_ahead ? "Signed Up" : "Attended");
	},

	volunteer(frm, cdt, cdn) {
		const row = locals[cdt][cdn];
		if (!row.volunteer) return;
		frappe.model.set_value(cdt, cdn, "problem", "");
		if (frm.doc.participants.some((other) => other.name !== cdn && other.volunteer === row.volunteer)) {
			frappe.show_alert({
				message: __("This volunteer stands in the list already."),
				indicator: "orange",
			});
		}
	},
});

async function offer_records(frm) {
	const { name } = frm.doc;
	const may_record = await volunteer_services.make_up.show(frm);
	const pending = pending_rows(frm).filter((row) => row.volunteer);
	if (!may_record || !pending.length || frm.doc.name !== name) return;
	frm.add_custom_button(__("Make {0} Service Records", [pending.length]), () => make_records(frm)).addClass(
		"btn-primary"
	);
}

// The posts of the project, to choose from in the grid.
async function offer_posts(frm) {
	if (!frm.doc.project) return;
	const project = await frappe.db.get_doc("Volunteer Project", frm.doc.project).catch(() => null);
	const titles = ((project && project.posts) || []).map((row) => row.post_title);
	frm.fields_dict.participants.grid.update_docfield_property("post", "options", titles);
}

function pending_rows(frm) {
	return (frm.doc.participants || []).filter(
		(row) => !row.service_log && (!row.status || row.status === "Attended")
	);
}

// The activity's break for who stayed more than half of it; see services/rollcall.usual_break.
function suggest_break(frm, cdt, cdn) {
	const row = locals[cdt][cdn];
	if (row.break_minutes || !frm.doc.break_minutes || !(row.starts_on || row.ends_on)) return;
	const minutes = (from, to) => moment(to).diff(moment(from), "minutes");
	const stayed = minutes(row.starts_on || frm.doc.starts_on, row.ends_on || frm.doc.ends_on);
	const whole = minutes(frm.doc.starts_on, frm.doc.ends_on);
	if (stayed > whole / 2 && stayed > frm.doc.break_minutes) {
		frappe.model.set_value(cdt, cdn, "break_minutes", frm.doc.break_minutes);
	}
}

// Green: recorded. Orange: a reason why not.
function mark_rows(frm) {
	for (const grid_row of frm.fields_dict.participants.grid.grid_rows || []) {
		const colour = grid_row.doc.service_log ? "--green-500" : grid_row.doc.problem ? "--orange-500" : null;
		$(grid_row.wrapper).css("box-shadow", colour ? `inset 3px 0 0 var(${colour})` : "");
	}
}

function show_problems(frm) {
	frm.dashboard.clear_headline();
	const problems = pending_rows(frm).filter((row) => row.problem);
	if (!problems.length) return;
	frm.dashboard.set_headline(
		__("{0} participants have no service record yet; the reason stands in their row.", [problems.length]),
		"orange"
	);
}

async function attended(frm, rows) {
	for (const row of rows) await frappe.model.set_value(row.doctype, row.name, "status", "Attended");
	frm.refresh_field("participants");
	await frm.save();
}

async function paste(frm) {
	if (frm.is_new() || frm.is_dirty()) await frm.save();
	volunteer_services.rollcall.open(frm);
}

async function make_records(frm) {
	if (frm.is_dirty()) await frm.save();
	let { message: result } = await frappe.call({
		method: "volunteer_services.api.activities.make_records",
		args: { activity: frm.doc.name },
		freeze: true,
		freeze_message: __("Making service records…"),
	});
	if (result.job) {
		result = await volunteer_services.progress.watch(result.job, __("Making Service Records"));
	}
	await frm.reload_doc();
	show_result(result);
}

function show_result({ made, problems }) {
	const done = __("{0} service records were made and sent to review.", [made]);
	if (!problems.length) {
		frappe.show_alert({ message: done, indicator: "green" }, 7);
		return;
	}
	const escape = frappe.utils.escape_html;
	const rows = problems.map(
		(row) => `<tr><td>${row.idx}</td><td>${escape(row.name || row.volunteer || "")}</td>
			<td>${escape(frappe.utils.html2text(row.problem || ""))}</td></tr>`
	);
	frappe.msgprint({
		title: __("Service Records"),
		wide: true,
		indicator: "orange",
		message: `<p>${done}</p>
			<p>${__("{0} rows are left; put them right and make the records again:", [problems.length])}</p>
			<table class="table table-bordered table-sm"><thead><tr><th>${__("Row")}</th>
			<th>${__("Volunteer")}</th><th>${__("Reason")}</th></tr></thead>
			<tbody>${rows.join("")}</tbody></table>`,
	});
}
