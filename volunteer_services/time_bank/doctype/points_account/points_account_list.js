const ACCOUNT_COLOURS = { Active: "green", "Under Review": "red", Closed: "gray" };

frappe.listview_settings["Points Account"] = {
	add_fields: ["status", "held"],
	hide_name_column: true, // it is the account's code, a column of its own
	get_indicator(doc) {
		return [__(doc.status, null, "Points Account"), ACCOUNT_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};

volunteer_services.lists.full_titles("Points Account");
