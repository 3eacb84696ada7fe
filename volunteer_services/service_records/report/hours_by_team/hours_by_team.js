(function (r) {
	frappe.query_reports["Hours by Team"] = {
		filters: [
			...r.period("This Year"),
			r.choices("level", __("Level"), [""]),
			...r.place(),
			...r.unit(),
			...r.category(),
			...r.source(),
			...r.people(),
			...r.compare(),
			...r.with_empty(),
		],
		onload: (report) => volunteer_services.reports.fill_team_levels(report),
		formatter: r.formatter,
	};
})(volunteer_services.reports);
