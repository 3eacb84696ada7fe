(function (r) {
	const today = frappe.datetime.get_today();
	frappe.query_reports["No Shows"] = {
		filters: [
			// The year that the next sign-up looks back.
			{
				fieldname: "from_date",
				label: __("From Date"),
				fieldtype: "Date",
				default: frappe.datetime.add_days(today, -365),
			},
			{ fieldname: "to_date", label: __("Until Date"), fieldtype: "Date", default: today },
			r.choices(
				"rows",
				__("Rows"),
				[
					{ value: "Volunteers", label: __("Volunteer") },
					{ value: "Teams", label: __("Team") },
				],
				{ default: "Volunteers", reqd: 1 }
			),
			...r.place().slice(0, 2),
			{ fieldname: "least", label: __("No-shows at Least"), fieldtype: "Int", default: 1 },
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
