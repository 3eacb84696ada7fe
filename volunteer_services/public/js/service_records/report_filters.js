// Filters of reports about service records.

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
	];
};
