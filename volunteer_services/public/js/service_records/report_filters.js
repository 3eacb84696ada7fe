// Filters of reports about service records.

// Who served: age and political status; who recorded it.
volunteer_services.reports.people = function () {
	const { choices, link } = volunteer_services.reports;
	const bands = ["Under 14", "14-17", "18-34", "35-59", "60+"];
	return [
		choices("age_band", __("Age Group"), ["", ...bands.map((value) => ({ value, label: __(value) }))]),
		volunteer_services.reports.political_status(),
		link("recorder", __("Recorded By"), "User"),
	];
};

volunteer_services.reports.compare = function () {
	return [{ fieldname: "compare", label: __("Compare with the Period Before"), fieldtype: "Check" }];
};

volunteer_services.reports.with_empty = function () {
	return [{ fieldname: "with_empty", label: __("Also Those without Hours"), fieldtype: "Check" }];
};

volunteer_services.reports.make_up = function () {
	return [{ fieldname: "is_make_up", label: __("Make-up Entries Only"), fieldtype: "Check" }];
};

volunteer_services.reports.source = function () {
	return [
		volunteer_services.reports.choices("source", __("Entry Source"), [
			"",
			{ value: "Manual", label: __("Manual") },
			{ value: "Activity", label: __("Activity") },
			{ value: "Check-in", label: __("Check-in") },
			{ value: "Import", label: __("Import") },
			{ value: "Transfer", label: __("Transfer") },
			{ value: "Opening", label: __("Opening") },
		]),
		volunteer_services.reports.choices("trust_class", __("Class of Hours"), [
			"",
			{ value: "Credited", label: __("Credited") },
			{ value: "Honorary", label: __("Honorary") },
		]),
		...volunteer_services.reports.make_up(),
	];
};
