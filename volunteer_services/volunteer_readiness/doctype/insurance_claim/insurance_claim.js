frappe.ui.form.on("Insurance Claim", {
	setup(frm) {
		frm.set_query("policy", () => ({ filters: { is_disabled: 0 } }));
	},

	refresh(frm) {
		frm.toggle_enable("injured_name", frm.doc.injured_kind !== "Volunteer");
		frm.dashboard.clear_headline();
		if (frm.is_new()) return;
		if (frm.doc.is_late && !frm.doc.insurer_informed_on) {
			frm.dashboard.set_headline(__("The insurer has not been told yet, and the time for it is over."), "red");
		}
	},

	injured_kind: (frm) => frm.toggle_enable("injured_name", frm.doc.injured_kind !== "Volunteer"),
});
