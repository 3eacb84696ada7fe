(function (r) {
	frappe.query_reports["Recruitment Calendar"] = {
		filters: [
			{ fieldname: "days", label: __("Days Ahead"), fieldtype: "Int", default: 30, reqd: 1 },
			...r.place().slice(0, 2),
			{ fieldname: "with_places", label: __("With Places Left Only"), fieldtype: "Check" },
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
