(function (r) {
	frappe.query_reports["Accidents by Hours Served"] = {
		filters: [
			...r.period("This Year"),
			r.level(),
			r.link("region", __("Region (and below)"), "Service Region"),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
