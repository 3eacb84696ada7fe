// The list of volunteers gets the button of the stars (hooks.py: doctype_list_js).
(() => {
	const settings = frappe.listview_settings["Volunteer Profile"] || {};
	const before = settings.onload;
	settings.onload = function (listview) {
		before?.call(this, listview);
		if (!volunteer_services.stars.may_recalculate()) return;
		listview.page.add_menu_item(__("Recalculate Stars"), () =>
			volunteer_services.stars
				.recalculate(listview.get_checked_items(true))
				.then(() => listview.refresh())
		);
	};
	frappe.listview_settings["Volunteer Profile"] = settings;
})();
