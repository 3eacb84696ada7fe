(function (r) {
	const GROUPS = [
		"Elderly Living Alone",
		"Left-behind Children",
		"Migrant Children",
		"People with Disabilities",
		"Workers in Need",
		"Migrant Workers",
		"Low-income Households",
		"People in Community Correction",
		"Women",
		"Families of Martyrs and Servicemen",
		"Patients",
		"Rural Residents",
		"Urban Residents",
		"General Public",
		"Other",
	];

	frappe.query_reports["Recipients Not Visited"] = {
		filters: [
			r.link("region", __("Region (and below)"), "Service Region"),
			{ fieldname: "days", fieldtype: "Int", label: __("Not Served for (Days)") },
			r.choices("recipient_group", __("Recipient Group"), [
				"",
				...GROUPS.map((value) => ({ value, label: __(value) })),
			]),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
