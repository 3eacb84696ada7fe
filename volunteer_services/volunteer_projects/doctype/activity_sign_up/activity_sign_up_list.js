frappe.listview_settings["Activity Sign Up"] = {
	add_fields: ["status", "starts_on", "activity_name", "queue_no", "needs_leader", "is_reserve"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = volunteer_services.sign_ups.colour(doc.status);
		if (doc.is_reserve && doc.status === "Waiting") return [__("On Reserve", null, "Activity Sign Up"), colour, "is_reserve,=,1"];
		return [__(doc.status, null, "Activity Sign Up"), colour, `status,=,${doc.status}`];
	},

	onload(listview) {
		if (!frappe.model.can_write("Activity Sign Up")) return;
		for (const target of ["Confirmed", "Declined", "Removed", "Attended", "Excused", "No Show"]) {
			listview.page.add_actions_menu_item(volunteer_services.sign_ups.verb(target), () =>
				volunteer_services.sign_ups.move(listview.get_checked_items(true), target, () => listview.refresh())
			);
		}
		listview.page.add_inner_button(__("The Organiser Decides"), () => {
			listview.filter_area.add([
				["Activity Sign Up", "needs_leader", "=", 1],
				["Activity Sign Up", "status", "=", "Waiting"],
			]);
		});
	},
};

volunteer_services.lists.second_line("Activity Sign Up", (doc) => [
	frappe.datetime.str_to_user(doc.starts_on),
	doc.activity_name,
	__(doc.status, null, "Activity Sign Up"),
]);
