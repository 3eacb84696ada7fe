(function (r) {
	frappe.query_reports["Needs by Community"] = {
		filters: [...r.period("This Year"), r.link("region", __("Region (and below)"), "Service Region")],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
