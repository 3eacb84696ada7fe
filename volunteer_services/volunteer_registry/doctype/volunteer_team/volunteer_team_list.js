frappe.listview_settings["Volunteer Team"] = {
	add_fields: ["workflow_state"],
	has_indicator_for_draft: true,
	get_indicator(doc) {
		const colours = {
			Draft: "gray",
			"Pending Review": "orange",
			Active: "green",
			Returned: "yellow",
			Rejected: "red",
			Dissolved: "gray",
		};
		const state = doc.workflow_state;
		return [__(state, null, "Volunteer Team"), colours[state] || "gray", `workflow_state,=,${state}`];
	},
};
