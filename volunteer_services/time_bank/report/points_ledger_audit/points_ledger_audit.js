(function (r) {
	frappe.query_reports["Points Ledger Audit"] = {
		filters: [],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
