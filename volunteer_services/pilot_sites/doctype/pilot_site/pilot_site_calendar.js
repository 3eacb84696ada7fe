// The calendar shows the milestones; the Gantt chart each site from its first milestone to its last.
frappe.views.calendar["Pilot Site"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "title",
		allDay: "all_day",
		progress: "progress",
	},
	gantt: true,
	order_by: "starts_on",
	// Days are changed in the form, where the milestone and its reason stand.
	options: { editable: false, selectable: false, ...volunteer_services.engine_words.calendar() },
	get_events_method: "volunteer_services.api.pilot_sites.calendar",
	get_css_class(event) {
		return { Overdue: "danger", Done: "success" }[event.status] || "default";
	},
};
