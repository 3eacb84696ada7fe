(function (r) {
	frappe.query_reports["Materials Not Returned"] = {
		filters: [
			...r.place().slice(0, 2),
			r.link("activity", __("Activity"), "Service Activity"),
			{
				fieldname: "days",
				label: __("Out for at Least So Many Days"),
				fieldtype: "Int",
				default: 0,
			},
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
