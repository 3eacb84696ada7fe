(function (r) {
	frappe.query_reports["Redemptions by Month"] = {
		filters: [
			...r.period("Last 12 Months"),
			...r.place(),
			...r.rewards(),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
