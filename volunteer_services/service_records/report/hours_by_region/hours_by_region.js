(function (r) {
	frappe.query_reports["Hours by Region"] = {
		filters: [
			...r.period("This Year"),
			r.choices("level", __("Level"), [
				"",
				{ value: "Province", label: __("Province") },
				{ value: "City", label: __("City") },
				{ value: "District", label: __("District") },
				{ value: "Street", label: __("Street") },
				{ value: "Community", label: __("Community") },
			]),
			...r.place(),
			...r.unit(),
			...r.category(),
			...r.source(),
			...r.people(),
			...r.compare(),
			...r.with_empty(),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
