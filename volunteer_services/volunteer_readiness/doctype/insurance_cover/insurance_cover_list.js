const COVER_COLOURS = { Planned: "orange", Insured: "blue", "In Force": "green", Lapsed: "gray" };

frappe.listview_settings["Insurance Cover"] = {
	add_fields: ["status", "policy", "to_date"],
	get_indicator(doc) {
		const colour = COVER_COLOURS[doc.status] || "gray";
		return [__(doc.status, null, "Insurance Cover"), colour, `status,=,${doc.status}`];
	},
	onload(listview) {
		volunteer_services.readiness.add_cover_actions(listview);
	},
};

volunteer_services.lists.second_line("Insurance Cover", (doc) => [
	volunteer_services.lists.title("Volunteer Insurance Policy", doc.policy),
	frappe.datetime.str_to_user(doc.to_date),
	__(doc.status, null, "Insurance Cover"),
]);
