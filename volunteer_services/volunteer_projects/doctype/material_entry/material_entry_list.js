frappe.listview_settings["Material Entry"] = {
	add_fields: ["kind", "qty", "still_out", "material_name", "activity_name", "happened_at", "unit"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.still_out) return [__("Still Out"), "orange", "still_out,>,0"];
		const colour = { "Handed Out": "blue", "Brought Back": "green", "Went Missing": "red" }[doc.kind];
		return [__(doc.kind, null, "Material Entry"), colour, `kind,=,${doc.kind}`];
	},
};

volunteer_services.lists.second_line("Material Entry", (doc) => [
	`${doc.material_name} × ${doc.qty}`,
	__(doc.kind, null, "Material Entry"),
	frappe.datetime.str_to_user(doc.happened_at),
]);
