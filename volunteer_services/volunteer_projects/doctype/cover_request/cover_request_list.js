frappe.listview_settings["Cover Request"] = {
	add_fields: ["status", "starts_on", "activity_name", "taken_by_name"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { Open: "orange", Taken: "green", Lapsed: "red" }[doc.status] || "gray";
		return [__(doc.status, null, "Cover Request"), colour, `status,=,${doc.status}`];
	},
};

volunteer_services.lists.second_line("Cover Request", (doc) => [
	frappe.datetime.str_to_user(doc.starts_on),
	doc.activity_name,
	__(doc.status, null, "Cover Request"),
]);
