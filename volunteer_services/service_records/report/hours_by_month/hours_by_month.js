(function (r) {
	frappe.query_reports["Hours by Month"] = {
		filters: [
			...r.period("Last 12 Months"),
			...r.place(),
			...r.unit(),
			...r.category(),
			...r.source(),
			...r.people(),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
