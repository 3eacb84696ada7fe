(function (r) {
	frappe.query_reports["Recruitment Fill Rate"] = {
		filters: [
			...r.period("This Month"),
			r.choices(
				"rows",
				__("Rows"),
				[
					{ value: "Project", label: __("Project") },
					{ value: "Team", label: __("Team") },
					{ value: "Site", label: __("Service Site") },
					{ value: "Month", label: __("Month") },
				],
				{ default: "Project", reqd: 1 }
			),
			...r.place().slice(0, 2),
			r.link("project", __("Project"), "Volunteer Project"),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
