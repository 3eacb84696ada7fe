{% include "volunteer_services/public/js/foundation/report_filters.js" %}

(function (r) {
	frappe.query_reports["Points Ledger Audit"] = {
		filters: [],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
