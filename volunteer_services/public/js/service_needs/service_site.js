// The menu of the services that people may order here, for the wall.
frappe.ui.form.on("Service Site", {
	refresh(frm) {
		if (!frm.is_new()) volunteer_services.paper.add_button(frm, __("Print the Menu"), "Service Menu Sheet");
	},
});
