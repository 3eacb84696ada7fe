const CALL_OUT_COLOURS = {
	"On Alert": "orange",
	"Ordered Out": "red",
	Gathering: "red",
	"Under Way": "blue",
	Relief: "light-blue",
	Withdrawn: "yellow",
	Reviewed: "green",
	"Call-out Closed": "gray",
	"Stood Down": "gray",
};

frappe.listview_settings["Emergency Call-out"] = {
	add_fields: ["workflow_state", "kind", "place"],
	get_indicator(doc) {
		const colour = CALL_OUT_COLOURS[doc.workflow_state] || "gray";
		return [__(doc.workflow_state, null, "Emergency Call-out"), colour, `workflow_state,=,${doc.workflow_state}`];
	},
};

volunteer_services.lists.second_line("Emergency Call-out", (doc) => [
	__(doc.kind, null, "Emergency Call-out"),
	frappe.utils.escape_html(doc.place || ""),
	__(doc.workflow_state, null, "Emergency Call-out"),
]);
