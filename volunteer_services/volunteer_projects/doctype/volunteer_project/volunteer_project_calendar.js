frappe.views.calendar["Volunteer Project"] = {
	field_map: {
		start: "start_date",
		end: "end_date",
		id: "name",
		title: "project_name",
		allDay: "all_day",
	},
	gantt: true,
	options: volunteer_services.engine_words.calendar(),
	get_events_method: "volunteer_services.api.projects.calendar",
	get_css_class(event) {
		return {
			Recruiting: "light-blue",
			"In Progress": "blue",
			Completed: "green",
			Closed: "green",
			Rejected: "red",
		}[event.workflow_state] || "gray";
	},
};
