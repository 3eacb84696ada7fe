(function (r) {
	const classes = [
		"Disaster Rescue",
		"Medical Aid",
		"Psychological Support",
		"Supplies Transport",
		"Resettlement of People",
		"Information Checking",
		"Interpreting",
	];
	frappe.query_reports["Emergency Readiness"] = {
		filters: [
			r.day(),
			...r.place().slice(0, 2),
			r.choices("emergency_class", __("Emergency Class"), [
				"",
				...classes.map((value) => ({ value, label: __(value) })),
			]),
			r.choices(
				"rows",
				__("Rows"),
				[
					{ value: "Teams", label: __("Team") },
					{ value: "People", label: __("Volunteer") },
				],
				{ default: "Teams" }
			),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
