frappe.ui.form.on("Service Offer", {
	setup(frm) {
		frm.set_query("need_kind", () => ({ filters: { is_enabled: 1 } }));
		frm.set_query("site", () => ({ filters: { status: "Active" } }));
		frm.set_query("team", () => ({ filters: { workflow_state: "Active", is_group: 0 } }));
	},

	refresh(frm) {
		if (frm.doc.is_published) frm.add_web_link(`/volunteer-needs/menu?kind=${encodeURIComponent(frm.doc.need_kind)}`, __("See on the Menu"));
	},
});
