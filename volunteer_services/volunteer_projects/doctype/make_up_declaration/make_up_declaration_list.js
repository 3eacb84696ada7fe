const DECLARATION_COLOURS = {
	Draft: "gray",
	"Pending Approval": "blue",
	Approved: "green",
	Returned: "orange",
	Rejected: "red",
	Cancelled: "gray",
};

frappe.listview_settings["Make-up Declaration"] = {
	add_fields: ["workflow_state", "people", "team"],
	has_indicator_for_draft: true,
	has_indicator_for_cancelled: true,
	get_indicator(doc) {
		const state = doc.workflow_state;
		return [__(state, null, "Make-up Declaration"), DECLARATION_COLOURS[state] || "gray", `workflow_state,=,${state}`];
	},
};

volunteer_services.lists.second_line("Make-up Declaration", (doc) => [
	frappe.datetime.str_to_user(doc.starts_on),
	__("{0} people", [doc.people || 0]),
	volunteer_services.lists.title("Volunteer Team", doc.team),
	__(doc.workflow_state, null, "Make-up Declaration"),
]);
