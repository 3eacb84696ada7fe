(function (r) {
	frappe.query_reports["Missed Checklist Items"] = {
		filters: [
			r.standard(),
			r.level(__("Regions Below Each Item")),
			r.link("region", __("Region (and below)"), "Service Region"),
			r.day(),
			r.site_type(),
			r.site_status("Active"),
		],
		formatter: r.formatter,
		onload: r.fill_standards,
	};
})(volunteer_services.reports);
