(function (r) {
	frappe.query_reports["Volunteers by Star"] = {
		filters: [
			...r.place(),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
