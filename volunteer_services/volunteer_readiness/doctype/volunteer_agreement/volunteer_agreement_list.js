const AGREEMENT_COLOURS = { Draft: "gray", Signed: "blue", "In Force": "green", Ended: "gray", Terminated: "red" };

frappe.listview_settings["Volunteer Agreement"] = {
	add_fields: ["workflow_state", "from_date", "to_date"],
	get_indicator(doc) {
		const colour = AGREEMENT_COLOURS[doc.workflow_state] || "gray";
		return [__(doc.workflow_state, null, "Volunteer Agreement"), colour, `workflow_state,=,${doc.workflow_state}`];
	},
};

volunteer_services.lists.second_line("Volunteer Agreement", (doc) => [
	frappe.datetime.str_to_user(doc.from_date),
	doc.to_date ? frappe.datetime.str_to_user(doc.to_date) : "",
	__(doc.workflow_state, null, "Volunteer Agreement"),
]);
