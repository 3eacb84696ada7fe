const WITH_PLAQUE = ["Designated", "Active", "Concluded"];

volunteer_services.link_filters.describe("Site Submission", { pilot_site: __("Sites with a plaque") });

frappe.ui.form.on("Site Submission", {
	setup(frm) {
		frm.set_query("pilot_site", () => ({ filters: { workflow_state: ["in", WITH_PLAQUE] } }));
	},

	refresh(frm) {
		const { doc } = frm;
		frm.toggle_display("site_name", false); // stands in the link beside it
		frm.toggle_display("decision_section", !frm.is_new());
		frm.dashboard.clear_headline();
		if (frm.is_new()) {
			if (!doc.year) frm.set_value("year", Number(frappe.datetime.get_today().slice(0, 4)));
			return;
		}
		show_deadline(frm);
		frm.add_custom_button(__("Print Submission"), () => volunteer_services.paper.open(doc, "Site Submission Sheet"));
	},
});

function show_deadline(frm) {
	const { doc } = frm;
	if (!doc.due_on) return;
	const day = frappe.datetime.str_to_user(doc.due_on);
	if (doc.is_late) {
		frm.dashboard.set_headline(__("Submitted after the day it was due, {0}.", [day]), "orange");
	} else if (["Draft", "Returned"].includes(doc.workflow_state)) {
		const is_late = doc.due_on < frappe.datetime.get_today();
		frm.dashboard.set_headline(__("Due on {0}.", [day]), is_late ? "red" : "blue");
	}
}
