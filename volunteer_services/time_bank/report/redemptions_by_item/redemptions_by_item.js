(function (r) {
	frappe.query_reports["Redemptions by Item"] = {
		filters: [
			...r.period("This Year"),
			...r.place(),
			...r.rewards(),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
