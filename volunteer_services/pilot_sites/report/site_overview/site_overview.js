(function (r) {
	frappe.query_reports["Site Overview"] = {
		filters: [
			...r.period("This Year"),
			r.link("region", __("Region (and below)"), "Service Region"),
			r.link("site", __("Service Site"), "Service Site"),
			r.site_type(),
			r.site_status(),
			r.site_state(),
			{ fieldname: "lapses_by", label: __("Certification Lapses By"), fieldtype: "Date" },
			r.standard(),
			{ fieldname: "missing", label: __("Misses the Item (Code)"), fieldtype: "Data" },
		],
		formatter: r.formatter,
		onload: r.fill_standards,
	};
})(volunteer_services.reports);
