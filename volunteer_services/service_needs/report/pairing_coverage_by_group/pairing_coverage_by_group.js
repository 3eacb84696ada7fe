(function (r) {
	frappe.query_reports["Pairing Coverage by Group"] = {
		filters: [r.link("region", __("Region (and below)"), "Service Region")],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
