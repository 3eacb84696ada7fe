const CLAIM_COLOURS = {
	Reported: "red",
	Accepted: "blue",
	"Papers Wanted": "orange",
	"Under Assessment": "light-blue",
	Paid: "green",
	Rejected: "gray",
	"Claim Closed": "gray",
};

frappe.listview_settings["Insurance Claim"] = {
	add_fields: ["workflow_state", "happened_on", "is_late"],
	get_indicator(doc) {
		const colour = CLAIM_COLOURS[doc.workflow_state] || "gray";
		return [__(doc.workflow_state, null, "Insurance Claim"), colour, `workflow_state,=,${doc.workflow_state}`];
	},
};

volunteer_services.lists.second_line("Insurance Claim", (doc) => [
	frappe.datetime.str_to_user(doc.happened_on),
	__(doc.workflow_state, null, "Insurance Claim"),
]);
