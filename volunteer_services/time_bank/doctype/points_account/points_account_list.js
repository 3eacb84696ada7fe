const ACCOUNT_COLOURS = { Active: "green", "Under Review": "red", Closed: "gray" };

frappe.listview_settings["Points Account"] = {
	add_fields: ["status", "held"],
	get_indicator(doc) {
		return [__(doc.status, null, "Points Account"), ACCOUNT_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};
