const COMPLAINT_COLOURS = {
	Received: "orange",
	Investigating: "blue",
	"Not Taken Up": "gray",
	Answered: "green",
	"Under Review": "orange",
	Closed: "gray",
};

frappe.listview_settings["Service Complaint"] = {
	add_fields: ["status", "kind", "about", "answer_by", "received_on"],
	get_indicator(doc) {
		const { status } = doc;
		return [__(status, null, "Service Complaint"), COMPLAINT_COLOURS[status] || "gray", `status,=,${status}`];
	},
};

volunteer_services.lists.second_line("Service Complaint", (doc) => [
	__(doc.kind, null, "Service Complaint"),
	doc.about,
	__(doc.status, null, "Service Complaint"),
]);
