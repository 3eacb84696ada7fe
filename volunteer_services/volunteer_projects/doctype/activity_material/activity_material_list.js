frappe.listview_settings["Activity Material"] = {
	add_fields: ["kind", "still_out", "handed_out", "planned", "unit", "activity_name"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.still_out) return [__("Still Out"), "orange", "still_out,>,0"];
		if (doc.handed_out) return [__("Nothing Out"), "green", "handed_out,>,0"];
		return [__("Not Handed Out Yet"), "gray", "handed_out,=,0"];
	},
};

volunteer_services.lists.second_line("Activity Material", (doc) => [
	doc.activity_name,
	__(doc.kind, null, "Activity Material"),
	doc.planned ? `${doc.handed_out} / ${doc.planned}` : doc.handed_out,
]);
