(function (r) {
	frappe.query_reports["Volunteer Roster"] = {
		filters: [
			...r.period("This Year"),
			...r.place(),
			r.choices(
				"served",
				__("Service in the Period"),
				[
					"",
					{ value: "Served in the Period", label: __("Served in the Period") },
					{ value: "Did Not Serve in the Period", label: __("Did Not Serve in the Period") },
				]
			),
			r.choices("star_level", __("Stars"), ["", "0", "1", "2", "3", "4", "5"]),
			r.choices("political_status", __("Political Status"), [
				"",
				{ value: "CPC Member", label: __("CPC Member") },
				{ value: "CPC Probationary Member", label: __("CPC Probationary Member") },
				{ value: "Youth League Member", label: __("Youth League Member") },
				{ value: "RCCK Member", label: __("RCCK Member") },
				{ value: "CDL Member", label: __("CDL Member") },
				{ value: "CNDCA Member", label: __("CNDCA Member") },
				{ value: "CAPD Member", label: __("CAPD Member") },
				{ value: "CPWDP Member", label: __("CPWDP Member") },
				{ value: "CZGP Member", label: __("CZGP Member") },
				{ value: "Jiusan Society Member", label: __("Jiusan Society Member") },
				{ value: "TDSL Member", label: __("TDSL Member") },
				{ value: "Without Party Affiliation", label: __("Without Party Affiliation") },
				{ value: "Ordinary Citizen", label: __("Ordinary Citizen") },
			]),
			r.choices(
				"workflow_state",
				__("Current State"),
				[
					{ value: "Registered", label: __("Registered", null, "Volunteer Profile") },
					{ value: "Applied", label: __("Applied", null, "Volunteer Profile") },
					{ value: "Pending Review", label: __("Pending Review", null, "Volunteer Profile") },
					{ value: "Returned", label: __("Returned", null, "Volunteer Profile") },
					{ value: "Suspended", label: __("Suspended", null, "Volunteer Profile") },
					{ value: "Deregistered", label: __("Deregistered", null, "Volunteer Profile") },
					{ value: "All", label: __("All", null, "Report Filter") },
				],
				{ default: "Registered" }
			),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
