const APPLICATION_COLOURS = { Received: "blue", Claim: "orange", "Taken Up": "green", Returned: "yellow", Refused: "red" };

frappe.listview_settings["Volunteer Application"] = {
	add_fields: ["status", "kind", "applied_on", "region"],
	hide_name_column: true,
	get_indicator(doc) {
		const { status } = doc;
		return [__(status, null, "Volunteer Application"), APPLICATION_COLOURS[status] || "gray", `status,=,${status}`];
	},
};

volunteer_services.lists.second_line("Volunteer Application", (doc) => [
	__(doc.kind, null, "Volunteer Application"),
	frappe.datetime.str_to_user(doc.applied_on),
	__(doc.status, null, "Volunteer Application"),
]);
