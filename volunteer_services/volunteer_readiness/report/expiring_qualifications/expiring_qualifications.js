(function (r) {
	frappe.query_reports["Expiring Qualifications"] = {
		filters: [
			{ fieldname: "days", label: __("Within Days"), fieldtype: "Int", default: 60 },
			...r.place().slice(0, 2),
			r.link("qualification_type", __("Qualification Type"), "Qualification Type"),
			{ fieldname: "with_expired", label: __("With Expired Ones"), fieldtype: "Check" },
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
