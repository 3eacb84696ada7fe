frappe.listview_settings["Check In"] = {
	add_fields: ["kind", "is_open"],
	hide_name_column: true,
	get_indicator(doc) {
		if (doc.is_open) return [__("Check-out Missing"), "orange", "is_open,=,1"];
		const colour = { In: "green", Out: "blue", "Forced Out": "orange" }[doc.kind];
		return [__(doc.kind, null, "Check In"), colour, `kind,=,${doc.kind}`];
	},
};
