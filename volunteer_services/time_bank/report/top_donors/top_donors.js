(function (r) {
	frappe.query_reports["Top Donors"] = {
		filters: [
			...r.period("This Year"),
			...r.place().slice(0, 2),
			...r.recipient(),
			{ fieldname: "limit_to", label: __("Number of Donors"), fieldtype: "Int", default: 50 },
			{ fieldname: "only_mine", label: __("Only Within My Appointments"), fieldtype: "Check" },
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
