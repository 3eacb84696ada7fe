(function (r) {
	frappe.query_reports["Pilot Programme Progress"] = {
		filters: [
			r.choices(
				"view",
				__("Rows"),
				[
					{ value: "Programmes", label: __("Programmes") },
					{ value: "Target by Region", label: __("Target by Region") },
				],
				{ default: "Programmes", reqd: 1 }
			),
			r.link("programme", __("Pilot Programme"), "Pilot Programme", {
				get_query: () => ({ filters: { is_template: 0 } }),
			}),
			{ fieldname: "year", label: __("Year"), fieldtype: "Int" },
			r.link("region", __("Region (and below)"), "Service Region"),
			r.choices("status", __("Status"), [
				"",
				{ value: "Planned", label: __("Planned", null, "Pilot Programme") },
				{ value: "Running", label: __("Running", null, "Pilot Programme") },
				{ value: "Closed", label: __("Closed", null, "Pilot Programme") },
			]),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
