frappe.ui.form.on("Star Scheme", {
	refresh(frm) {
		if (frm.is_new() || !volunteer_services.stars.may_recalculate()) return;
		frm.add_custom_button(__("Recalculate Stars"), () =>
			volunteer_services.stars.recalculate().then(() => frm.reload_doc())
		);
	},
});
