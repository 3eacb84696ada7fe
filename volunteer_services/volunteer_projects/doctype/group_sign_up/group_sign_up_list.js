frappe.listview_settings["Group Sign Up"] = {
	add_fields: ["status", "starts_on", "activity_name", "head_count", "open_places"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { Booked: doc.open_places ? "orange" : "green" }[doc.status] || "gray";
		return [__(doc.status, null, "Group Sign Up"), colour, `status,=,${doc.status}`];
	},
};

volunteer_services.lists.second_line("Group Sign Up", (doc) => [
	frappe.datetime.str_to_user(doc.starts_on),
	doc.activity_name,
	__("{0} of {1} named", [doc.head_count - doc.open_places, doc.head_count]),
]);
