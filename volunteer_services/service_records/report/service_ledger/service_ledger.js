(function (r) {
	frappe.query_reports["Service Ledger"] = {
		filters: [
			...r.period("This Month"),
			...r.place(),
			...r.unit(),
			r.link("project", __("Project"), "Volunteer Project"),
			r.link("activity", __("Activity"), "Service Activity"),
			r.link("volunteer", __("Volunteer"), "Volunteer Profile"),
			...r.category(),
			...r.source(),
			...r.people(),
			r.choices(
				"workflow_state",
				__("Current State"),
				[
					{ value: "Approved", label: __("Approved", null, "Service Log") },
					{ value: "Open", label: __("Undecided") },
					{ value: "Rejected", label: __("Rejected", null, "Service Log") },
					{ value: "Cancelled", label: __("Cancelled", null, "Service Log") },
					{ value: "All", label: __("All", null, "Report Filter") },
				],
				{ default: "Approved" }
			),
			{ fieldname: "is_late", label: __("Late Only"), fieldtype: "Check" },
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
