frappe.ui.form.on("Service Site", {
	refresh(frm) {
		if (frm.is_new() || !frappe.model.can_print("Service Site", frm)) return;
		frm.add_custom_button(__("Print"), () => frm.print_doc());
	},
});
