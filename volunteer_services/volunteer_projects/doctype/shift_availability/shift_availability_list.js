frappe.listview_settings["Shift Availability"] = {
	add_fields: ["answer", "starts_on", "activity_name"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = doc.answer === "Can Serve" ? "green" : "gray";
		return [__(doc.answer), colour, `answer,=,${doc.answer}`];
	},
};

volunteer_services.lists.second_line("Shift Availability", (doc) => [
	frappe.datetime.str_to_user(doc.starts_on),
	doc.activity_name,
	__(doc.answer),
]);
