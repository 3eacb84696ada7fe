// A room adds to the list of a room below it: its script stands in hooks.py under doctype_list_js and is read after
// the list's own.
frappe.provide("volunteer_services.lists");

volunteer_services.lists.on_load = function (doctype, add) {
	const settings = (frappe.listview_settings[doctype] ??= {});
	const before = settings.onload;
	settings.onload = function (listview) {
		before?.call(this, listview);
		add(listview);
	};
};
