frappe.views.calendar["Service Activity"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "activity_name",
		allDay: "all_day",
	},
	options: volunteer_services.engine_words.calendar(),
	get_events_method: "volunteer_services.api.activities.calendar",
	get_css_class(event) {
		return { Published: "light-blue", Completed: "orange", Recorded: "green", "Called Off": "gray" }[
			event.workflow_state
		] || "blue";
	},
};
