frappe.listview_settings["Activity Shift"] = {
	add_fields: ["capacity", "minimum", "places_taken", "waiting_count", "starts_on", "activity_name"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.capacity && doc.places_taken >= doc.capacity) return [__("No Places Left"), "green", "places_taken,>,0"];
		if (doc.minimum && doc.places_taken < doc.minimum) return [__("Too Few"), "red", "minimum,>,0"];
		return [__("Places Left"), "blue", "places_taken,>=,0"];
	},
};

volunteer_services.lists.second_line("Activity Shift", (doc) => [
	doc.activity_name,
	frappe.datetime.str_to_user(doc.starts_on),
	doc.capacity ? `${doc.places_taken} / ${doc.capacity}` : doc.places_taken,
]);
