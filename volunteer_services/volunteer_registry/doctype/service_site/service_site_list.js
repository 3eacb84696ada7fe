// The state by the standard; a site that is paused or closed says that instead.
const STATES = {
	Certified: "green",
	"Needs Rectification": "red",
	"Under Review": "blue",
	Lapsed: "orange",
	"Not Assessed": "gray",
};

frappe.listview_settings["Service Site"] = {
	add_fields: ["status", "compliance_state", "certified_until", "site_type", "contact_phone"],
	hide_name_column: true,
	get_indicator(doc) {
		if (doc.status !== "Active") {
			const colour = doc.status === "Paused" ? "orange" : "gray";
			return [__(doc.status, null, "Service Site"), colour, `status,=,${doc.status}`];
		}
		const state = doc.compliance_state || "Not Assessed";
		return [__(state, null, "Service Site"), STATES[state], `compliance_state,=,${state}`];
	},
};

volunteer_services.lists.second_line("Service Site", (doc) => [
	__(doc.site_type, null, "Service Site"),
	volunteer_services.phones.link(doc.contact_phone),
	doc.status === "Active"
		? __(doc.compliance_state || "Not Assessed", null, "Service Site")
		: __(doc.status, null, "Service Site"),
]);

volunteer_services.lists.full_titles("Service Site");
