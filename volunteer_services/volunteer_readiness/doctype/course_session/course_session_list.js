const SESSION_COLOURS = { "Not Started": "blue", "In Progress": "orange", Ended: "green", Cancelled: "gray" };

frappe.listview_settings["Course Session"] = {
	add_fields: ["status", "starts_on", "place", "head_count"],
	get_indicator(doc) {
		const colour = SESSION_COLOURS[doc.status] || "gray";
		return [__(doc.status, null, "Course Session"), colour, `status,=,${doc.status}`];
	},
};

volunteer_services.lists.second_line("Course Session", (doc) => [
	frappe.datetime.str_to_user(doc.starts_on),
	frappe.utils.escape_html(doc.place || ""),
	__("{0} people", [doc.head_count || 0]),
]);
