frappe.views.calendar["Site Visit"] = {
	field_map: {
		start: "planned_on",
		end: "ends_on",
		id: "name",
		title: "title",
		allDay: "all_day",
	},
	gantt: { field_map: { start: "planned_on", end: "planned_on", id: "name", title: "site_name", allDay: "all_day" } },
	options: { editable: false, ...volunteer_services.engine_words.calendar() },
	get_events_method: "volunteer_services.api.site_visits.calendar",
	get_css_class(event) {
		if (event.follow_up === "Open") return "warning";
		return event.status === "Visited" ? "success" : "default";
	},
};
