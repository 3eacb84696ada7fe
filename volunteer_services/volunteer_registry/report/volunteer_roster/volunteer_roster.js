(function (r) {
	frappe.query_reports["Volunteer Roster"] = {
		filters: [
			...r.period("This Year"),
			...r.place(),
			r.choices(
				"served",
				__("Service in the Period"),
				[
					"",
					{ value: "Served in the Period", label: __("Served in the Period") },
					{ value: "Did Not Serve in the Period", label: __("Did Not Serve in the Period") },
				]
			),
			r.choices("star_level", __("Stars"), ["", "0", "1", "2", "3", "4", "5"]),
			r.political_status(),
			r.choices(
				"workflow_state",
				__("Current State"),
				[
					{ value: "Registered", label: __("Registered", null, "Volunteer Profile") },
					{ value: "Applied", label: __("Applied", null, "Volunteer Profile") },
					{ value: "Pending Review", label: __("Pending Review", null, "Volunteer Profile") },
					{ value: "Returned", label: __("Returned", null, "Volunteer Profile") },
					{ value: "Suspended", label: __("Suspended", null, "Volunteer Profile") },
					{ value: "Deregistered", label: __("Deregistered", null, "Volunteer Profile") },
					{ value: "All", label: __("All", null, "Report Filter") },
				],
				{ default: "Registered" }
			),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
