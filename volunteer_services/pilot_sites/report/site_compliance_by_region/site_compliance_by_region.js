(function (r) {
	frappe.query_reports["Site Compliance by Region"] = {
		filters: [
			r.level(),
			r.link("region", __("Region (and below)"), "Service Region"),
			r.standard(),
			r.day(),
			r.site_type(),
			r.site_status("Active"),
		],
		formatter: r.formatter,
		onload(report) {
			r.fill_standards(report);
			report.page.add_inner_button(__("Export Workbook"), () => r.download_workbook(report));
		},
	};
})(volunteer_services.reports);
