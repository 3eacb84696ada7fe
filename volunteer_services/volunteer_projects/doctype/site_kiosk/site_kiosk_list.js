frappe.listview_settings["Site Kiosk"] = {
	add_fields: ["closed_on"],
	hide_name_column: true,
	get_indicator(doc) {
		return doc.closed_on
			? [__("Ended", null, "Site Kiosk"), "gray", "closed_on,is,set"]
			: [__("In Use"), "green", "closed_on,is,not set"];
	},
};

volunteer_services.lists.second_line("Site Kiosk", (doc) => [
	frappe.datetime.str_to_user(doc.opened_on),
	doc.opened_by,
]);
