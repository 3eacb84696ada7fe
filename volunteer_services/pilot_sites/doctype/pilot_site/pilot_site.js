const WITH_PLAQUE = ["Designated", "Active", "Concluded", "Plaque Revoked"];
const RUNNING = ["Designated", "Active"];
const IN_PROGRAMME = ["Candidate", "Preparing"];

volunteer_services.link_filters.describe("Pilot Site", {
	programme: __("Programmes that are planned or running"),
	service_site: __("Active sites"),
	lead_person: __("Users who may log in"),
});
volunteer_services.workflow_reason.declare("Pilot Site", {
	"Revoke Plaque": { read_by: __("Shown on the public page that checks plaques.") },
});

frappe.ui.form.on("Pilot Site", {
	setup(frm) {
		frm.set_query("programme", () => ({ filters: { is_template: 0, status: ["!=", "Closed"] } }));
		frm.set_query("service_site", () => ({ filters: { status: "Active" } }));
		frm.set_query("lead_person", () => ({ filters: { enabled: 1, user_type: "System User" } }));
	},

	// Who applies for their own site leads it; officers name somebody else, since they designate.
	onload(frm) {
		if (frm.is_new() && !frm.doc.lead_person && !volunteer_services.has_role("OFFICERS")) {
			frm.set_value("lead_person", frappe.session.user);
		}
	},

	refresh(frm) {
		const { doc } = frm;
		const state = doc.workflow_state || "Candidate";
		frm.toggle_display("site_name", false); // stands in the title, and in the link beside it
		const grid = frm.fields_dict.milestones.grid;
		grid.cannot_add_rows = true;
		frm.set_df_property("milestones", "cannot_delete_rows", 1);
		frm.toggle_display("milestones_section", WITH_PLAQUE.includes(state));
		frm.toggle_display("plaque_section", !frm.is_new() && state !== "Candidate" && state !== "Withdrawn");
		frm.toggle_display("decision_reason", Boolean(doc.decision_reason));
		["plaque_revoked_on", "revoke_reason"].forEach((field) => frm.toggle_display(field, Boolean(doc[field])));
		frm.set_df_property("designated_on", "read_only", IN_PROGRAMME.includes(state) ? 0 : 1);
		mark_milestones(frm);
		show_milestones(frm);
		if (!frm.is_new()) add_buttons(frm, state);
	},
});

function overdue_rows(frm) {
	const today = frappe.datetime.get_today();
	return (frm.doc.milestones || []).filter((row) => row.status === "Open" && row.due_on < today);
}

// Red: overdue. Green: done. Grey: waived.
function mark_milestones(frm) {
	const overdue = new Set(overdue_rows(frm).map((row) => row.name));
	const colours = { Done: "--green-500", Waived: "--gray-400" };
	for (const row of frm.fields_dict.milestones.grid.grid_rows || []) {
		const colour = overdue.has(row.doc.name) ? "--red-500" : colours[row.doc.status];
		$(row.wrapper).css("box-shadow", colour ? `inset 3px 0 0 var(${colour})` : "");
	}
}

function show_milestones(frm) {
	frm.dashboard.clear_headline();
	const { doc } = frm;
	if (!RUNNING.includes(doc.workflow_state)) return;
	const overdue = overdue_rows(frm);
	if (overdue.length) {
		const titles = overdue.map((row) => frappe.utils.escape_html(row.phase_title)).join(", ");
		frm.dashboard.set_headline(__("{0} milestones are overdue: {1}.", [overdue.length, titles]), "red");
	} else if (doc.next_milestone) {
		const day = frappe.datetime.str_to_user(doc.next_due_on);
		const title = frappe.utils.escape_html(doc.next_milestone);
		frm.dashboard.set_headline(__("Next milestone: {0}, due on {1}.", [title, day]), "blue");
	}
}

function add_buttons(frm, state) {
	const { doc } = frm;
	if (WITH_PLAQUE.includes(state)) {
		frm.add_custom_button(__("Print Plaque Certificate"), () => volunteer_services.paper.open(doc, "Plaque Certificate"));
	}
	const group = __("Create");
	const offers = [
		[__("New Assessment"), "Site Assessment", { service_site: doc.service_site, pilot_site: doc.name }, true],
		[
			__("Plan a Visit"),
			"Site Visit",
			{ service_site: doc.service_site, pilot_site: doc.name, visitor: frappe.session.user },
			state !== "Withdrawn",
		],
		[
			__("New Submission"),
			"Site Submission",
			{ pilot_site: doc.name, year: Number(frappe.datetime.get_today().slice(0, 4)) },
			WITH_PLAQUE.includes(state) && state !== "Plaque Revoked",
		],
	];
	for (const [label, doctype, values, is_offered] of offers) {
		if (!is_offered || !frappe.model.can_create(doctype)) continue;
		frm.add_custom_button(label, () => frappe.new_doc(doctype, values), group);
	}
}
