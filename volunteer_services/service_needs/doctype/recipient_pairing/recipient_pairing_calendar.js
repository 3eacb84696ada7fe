frappe.views.calendar["Recipient Pairing"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "title",
		allDay: "all_day",
	},
	options: { editable: false, ...volunteer_services.engine_words.calendar() },
	get_events_method: "volunteer_services.api.pairings.calendar",
	get_css_class(event) {
		if (event.is_late) return "danger";
		return event.is_planned ? "success" : "warning";
	},
};
