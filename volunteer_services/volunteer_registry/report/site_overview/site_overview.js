{% include "volunteer_services/public/js/report_filters.js" %}

(function (r) {
	frappe.query_reports["Site Overview"] = {
		filters: [
			...r.period("This Year"),
			r.link("region", __("Region (and below)"), "Service Region"),
			r.link("site", __("Service Site"), "Service Site"),
			r.choices("site_type", __("Site Type"), [
				"",
				{ value: "Social Work Station", label: __("Social Work Station") },
				{ value: "Lei Feng Service Station", label: __("Lei Feng Service Station") },
				{ value: "Village or Residents Committee", label: __("Village or Residents Committee") },
				{ value: "Property Service Station", label: __("Property Service Station") },
				{ value: "Volunteer Post", label: __("Volunteer Post") },
				{ value: "Volunteers Home", label: __("Volunteers Home") },
				{ value: "Public Cultural Facility", label: __("Public Cultural Facility") },
				{ value: "Base", label: __("Base") },
			]),
			r.choices("status", __("Status"), [
				"",
				{ value: "Active", label: __("Active") },
				{ value: "Paused", label: __("Paused") },
				{ value: "Closed", label: __("Closed") },
			]),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
