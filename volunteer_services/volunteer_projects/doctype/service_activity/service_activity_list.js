frappe.listview_settings["Service Activity"] = {
	add_fields: ["workflow_state", "starts_on", "ends_on", "logs_created", "head_count", "team"],

	get_indicator(doc) {
		const colour = {
			Draft: "gray",
			Published: "light-blue",
			Completed: "orange",
			Recorded: "green",
			"Called Off": "black",
		}[doc.workflow_state];
		return [__(doc.workflow_state, null, "Service Activity"), colour || "gray", `workflow_state,=,${doc.workflow_state}`];
	},

	onload(listview) {
		if (frappe.model.can_create("Service Activity")) {
			listview.page.add_inner_button(__("Copy a Week"), volunteer_services.repetition.copy_week);
		}
		listview.page.add_inner_button(__("Still to Record"), () => {
			listview.filter_area.clear().then(() => {
				listview.filter_area.add([
					["Service Activity", "workflow_state", "in", ["Draft", "Published", "Completed"]],
					["Service Activity", "ends_on", "<", frappe.datetime.now_datetime()],
				]);
			});
		});
	},
};

volunteer_services.lists.full_titles("Service Activity");
volunteer_services.lists.second_line("Service Activity", (doc) => [
	frappe.datetime.str_to_user(doc.starts_on),
	__("{0} people", [doc.head_count || 0]),
	volunteer_services.lists.title("Volunteer Team", doc.team),
	__(doc.workflow_state, null, "Service Activity"),
]);
