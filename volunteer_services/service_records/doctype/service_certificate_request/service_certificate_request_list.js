const CERTIFICATE_REQUEST_COLOURS = {
	Requested: "orange",
	Accepted: "blue",
	"Certificate Issued": "green",
	Refused: "red",
	Withdrawn: "gray",
};

frappe.listview_settings["Service Certificate Request"] = {
	add_fields: ["status", "purpose", "recording_unit"],
	get_indicator(doc) {
		const { status } = doc;
		return [
			__(status, null, "Service Certificate Request"),
			CERTIFICATE_REQUEST_COLOURS[status] || "gray",
			`status,=,${status}`,
		];
	},
};

volunteer_services.lists.second_line("Service Certificate Request", (doc) => [
	doc.purpose,
	volunteer_services.lists.title("Recording Unit", doc.recording_unit),
	__(doc.status, null, "Service Certificate Request"),
]);
