// Filters of reports about projects.

volunteer_services.reports.category = function () {
	const choices = volunteer_services.reports.choices;
	return [
		choices("category", __("Category"), [
			"",
			{ value: "Assistance", label: __("Assistance") },
			{ value: "Convenience", label: __("Convenience") },
			{ value: "Civility", label: __("Civility") },
			{ value: "Safety", label: __("Safety") },
			{ value: "Youth Care", label: __("Youth Care") },
			{ value: "Culture", label: __("Culture") },
		]),
	];
};

// How full the shifts of an activity are.
Object.assign(volunteer_services.reports.state_colours, {
	"Too Few": "red",
	"Places Left": "orange",
	"No Places Left": "green",
});
