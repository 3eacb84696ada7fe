(function (r) {
	frappe.query_reports["Hours by Category"] = {
		filters: [
			...r.period("This Year"),
			r.choices(
				"group_by",
				__("Grouped By"),
				[
					{ value: "Category", label: __("Category") },
					{ value: "Theme", label: __("Theme") },
					{ value: "Recipient Group", label: __("Recipient Group") },
					{ value: "Age Group", label: __("Age Group") },
					{ value: "Entry Source", label: __("Entry Source") },
					{ value: "Class of Hours", label: __("Class of Hours") },
					{ value: "Project", label: __("Project") },
					{ value: "Service Site", label: __("Service Site") },
					{ value: "Recording Unit", label: __("Recording Unit") },
					{ value: "Political Status", label: __("Political Status") },
					{ value: "Recorded By", label: __("Recorded By") },
				],
				{ default: "Category", reqd: 1 }
			),
			...r.place(),
			...r.unit(),
			...r.source(),
			...r.people(),
			...r.compare(),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
