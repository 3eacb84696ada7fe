const QUALIFICATION_COLOURS = {
	Unverified: "orange",
	Valid: "green",
	Expiring: "yellow",
	Expired: "red",
	Revoked: "gray",
};

frappe.listview_settings["Volunteer Qualification"] = {
	add_fields: ["status", "lapses_on", "qualification_type"],
	get_indicator(doc) {
		const colour = QUALIFICATION_COLOURS[doc.status] || "gray";
		return [__(doc.status, null, "Volunteer Qualification"), colour, `status,=,${doc.status}`];
	},
	onload(listview) {
		volunteer_services.readiness.add_list_decisions(listview);
	},
};

volunteer_services.lists.second_line("Volunteer Qualification", (doc) => [
	frappe.utils.escape_html(doc.qualification_type || ""),
	doc.lapses_on ? frappe.datetime.str_to_user(doc.lapses_on) : "",
	__(doc.status, null, "Volunteer Qualification"),
]);
