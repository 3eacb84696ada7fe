frappe.ui.form.on("Star Award", {
	refresh(frm) {
		frm.disable_save();
		volunteer_services.stars.setup_form(frm);
		if (frm.doc.status === "Granted") {
			volunteer_services.paper.add_button(frm, __("Print Star Certificate"), "Star Certificate");
		}
		if (frm.doc.needs_review) {
			frm.dashboard.set_headline(
				__("The hours were corrected below the threshold: keep the star, or revoke it."),
				"orange"
			);
		} else if (frm.doc.status === "Public Notice") {
			frm.dashboard.set_headline(
				__("Public notice until {0}.", [frappe.datetime.str_to_user(frm.doc.notice_to)]),
				"blue"
			);
		}
	},
});
