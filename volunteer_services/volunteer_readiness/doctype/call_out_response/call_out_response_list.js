frappe.listview_settings["Call-out Response"] = {
	add_fields: ["status", "scenario"],
	hide_name_column: true,
	get_indicator(doc) {
		const colour = volunteer_services.call_outs.colour(doc.status);
		return [__(doc.status, null, "Call-out Response"), colour, `status,=,${doc.status}`];
	},
};

volunteer_services.lists.second_line("Call-out Response", (doc) => [
	frappe.utils.escape_html(doc.scenario || ""),
	__(doc.status, null, "Call-out Response"),
]);
