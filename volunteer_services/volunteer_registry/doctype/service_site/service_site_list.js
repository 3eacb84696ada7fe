frappe.listview_settings["Service Site"] = {
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = { Active: "green", Paused: "orange", Closed: "gray" };
		return [__(doc.status, null, "Service Site"), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},

	onload: (listview) => volunteer_services.visits.setup_site_list(listview),
};
