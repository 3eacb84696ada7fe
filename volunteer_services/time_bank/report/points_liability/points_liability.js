(function (r) {
	frappe.query_reports["Points Liability"] = {
		filters: [
			...r.period("This Year"),
			r.choices("group_by", __("Grouped By"), [
				{ value: "Region", label: __("Region") },
				{ value: "Team", label: __("Team") },
				], { default: "Region", reqd: 1 }),
			...r.place().slice(0, 2),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
