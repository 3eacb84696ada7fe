(function (r) {
	frappe.query_reports["Readiness by Team"] = {
		filters: [
			r.day(),
			...r.place().slice(0, 2),
			r.link("qualification_type", __("Qualification Type"), "Qualification Type"),
			r.link("course", __("Course"), "Volunteer Course"),
			r.link("skill", __("Skill"), "Service Skill"),
			r.choices("insurance", __("Insurance"), [
				"",
				{ value: "Service", label: __("Service") },
				{ value: "Training", label: __("Training", null, "Insurance Cover") },
				{ value: "Drill", label: __("Drill") },
				{ value: "Way There and Back", label: __("Way There and Back") },
				{ value: "Rescue", label: __("Rescue") },
			]),
			{ fieldname: "min_age", label: __("Minimum Age"), fieldtype: "Int" },
			{ fieldname: "is_risky", label: __("Service with Risk"), fieldtype: "Check" },
			{ fieldname: "is_rescue", label: __("Rescue"), fieldtype: "Check" },
			{ fieldname: "needs_agreement", label: __("Agreement Needed"), fieldtype: "Check" },
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
