(function (r) {
	frappe.query_reports["Late Records"] = {
		filters: [
			...r.period("This Year"),
			r.choices("kind", __("Kind"), [
				"",
				{ value: "Late Record", label: __("Late Record") },
				{ value: "Overdue Activity", label: __("Overdue Activity") },
				{ value: "Due Soon", label: __("Due Soon") },
			]),
			...r.make_up(),
			...r.place(),
			...r.unit(),
			...r.category(),
			r.link("recorder", __("Recorded By"), "User"),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
