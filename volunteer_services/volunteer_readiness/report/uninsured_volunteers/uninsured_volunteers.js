(function (r) {
	frappe.query_reports["Uninsured Volunteers"] = {
		filters: [
			r.day(),
			...r.place().slice(0, 2),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
