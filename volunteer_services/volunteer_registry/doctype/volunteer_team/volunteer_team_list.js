frappe.listview_settings["Volunteer Team"] = {
	add_fields: ["workflow_state", "leader_name", "last_activity_on"],
	has_indicator_for_draft: true,
	hide_name_column: true,
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

	// Nobody's activity is older than any day: teams that were never active are found, too.
	onload(listview) {
		listview.page.add_inner_button(__("Emergency Teams"), () => {
			listview.filter_area.clear(false).then(() => {
				listview.filter_area.add([["Volunteer Team", "emergency_class", "is", "set"]]);
			});
		});
		listview.page.add_inner_button(__("No Activity for Three Months"), () => {
			listview.filter_area.clear(false).then(() => {
				listview.filter_area.add([
					["Volunteer Team", "workflow_state", "=", "Active"],
					["Volunteer Team", "last_activity_on", "<", frappe.datetime.add_months(frappe.datetime.get_today(), -3)],
				]);
			});
		});
	},
};

volunteer_services.lists.second_line("Volunteer Team", (doc) => [
	frappe.utils.escape_html(doc.leader_name || ""),
	doc.last_activity_on
		? __("Last active on {0}", [frappe.datetime.str_to_user(doc.last_activity_on)])
		: __("Not active yet"),
	__(doc.workflow_state, null, "Volunteer Team"),
]);
