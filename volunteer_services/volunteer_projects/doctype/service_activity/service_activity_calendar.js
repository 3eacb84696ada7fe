frappe.views.calendar["Service Activity"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "title",
		allDay: "all_day",
	},
	options: volunteer_services.engine_words.calendar(),
	get_events_method: "volunteer_services.api.activities.calendar",
	// While people can sign up, how full it is, in the words that every release has a colour for; afterwards, what
	// became of it.
	get_css_class(event) {
		const by_level = { "Too Few": "danger", "Places Left": "warning", "No Places Left": "success" };
		const by_state = { Published: "blue", Completed: "orange", Recorded: "green", "Called Off": "gray" };
		return by_level[event.level] || by_state[event.workflow_state] || "gray";
	},
};
