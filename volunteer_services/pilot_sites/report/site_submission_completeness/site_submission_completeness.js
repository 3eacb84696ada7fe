(function (r) {
	frappe.query_reports["Site Submission Completeness"] = {
		filters: [
			{
				fieldname: "year",
				label: __("Year"),
				fieldtype: "Int",
				reqd: 1,
				default: frappe.datetime.get_today().slice(0, 4),
			},
			r.link("programme", __("Pilot Programme"), "Pilot Programme", {
				get_query: () => ({ filters: { is_template: 0 } }),
			}),
			r.link("region", __("Region (and below)"), "Service Region"),
			{ fieldname: "only_incomplete", label: __("Only Incomplete Sites"), fieldtype: "Check" },
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
