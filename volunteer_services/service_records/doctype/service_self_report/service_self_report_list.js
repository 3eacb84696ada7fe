const REPORT_COLOURS = {
	"Waiting for Witness": "orange",
	"Waiting for Acceptance": "blue",
	Recorded: "green",
	Refused: "red",
	Withdrawn: "gray",
};

frappe.listview_settings["Service Self Report"] = {
	add_fields: ["workflow_state", "starts_on", "minutes", "team"],
	get_indicator(doc) {
		const state = doc.workflow_state;
		return [__(state, null, "Service Self Report"), REPORT_COLOURS[state] || "gray", `workflow_state,=,${state}`];
	},
};

volunteer_services.lists.second_line("Service Self Report", (doc) => [
	frappe.datetime.str_to_user(doc.starts_on),
	__("{0} h", [format_number(doc.minutes / 60, null, 2)]),
	volunteer_services.lists.title("Volunteer Team", doc.team),
	__(doc.workflow_state, null, "Service Self Report"),
]);
