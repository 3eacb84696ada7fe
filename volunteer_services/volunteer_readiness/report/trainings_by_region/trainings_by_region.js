(function (r) {
	frappe.query_reports["Trainings by Region"] = {
		filters: [
			...r.period("This Year"),
			r.level(),
			r.link("region", __("Region (and below)"), "Service Region"),
			r.link("course", __("Course"), "Volunteer Course"),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
