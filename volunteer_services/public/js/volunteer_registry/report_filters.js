// Filters of reports by place: regions, teams, sites and recording units.

// Region and team with everything below them, and the site.
volunteer_services.reports.place = function () {
	const link = volunteer_services.reports.link;
	return [
		link("region", __("Region (and below)"), "Service Region"),
		link("team", __("Team (and below)"), "Volunteer Team"),
		link("site", __("Service Site"), "Service Site"),
	];
};

volunteer_services.reports.unit = function () {
	return [volunteer_services.reports.link("recording_unit", __("Recording Unit"), "Recording Unit")];
};

volunteer_services.reports.level = function (label) {
	return volunteer_services.reports.choices("level", label || __("Region Level"), [
		"",
		{ value: "City", label: __("City") },
		{ value: "District", label: __("District") },
		{ value: "Street", label: __("Street") },
		{ value: "Community", label: __("Community") },
	]);
};

volunteer_services.reports.site_type = function () {
	return volunteer_services.reports.choices("site_type", __("Site Type"), [
		"",
		{ value: "Social Work Station", label: __("Social Work Station") },
		{ value: "Lei Feng Service Station", label: __("Lei Feng Service Station") },
		{ value: "Village or Residents Committee", label: __("Village or Residents Committee") },
		{ value: "Property Service Station", label: __("Property Service Station") },
		{ value: "Volunteer Post", label: __("Volunteer Post") },
		{ value: "Volunteers Home", label: __("Volunteers Home") },
		{ value: "Public Cultural Facility", label: __("Public Cultural Facility") },
		{ value: "Base", label: __("Base") },
	]);
};

volunteer_services.reports.site_status = function (preset) {
	return volunteer_services.reports.choices(
		"status",
		__("Status"),
		[
			"",
			{ value: "Active", label: __("Active", null, "Service Site") },
			{ value: "Paused", label: __("Paused") },
			{ value: "Closed", label: __("Closed", null, "Service Site") },
		],
		{ default: preset }
	);
};

// Levels of the team tree are the organisation's own: they come from the settings.
volunteer_services.reports.fill_team_levels = async function (report) {
	const levels = await frappe.xcall("volunteer_services.api.trees.team_levels");
	const filter = report.get_filter("level");
	filter.df.options = ["", ...levels];
	filter.refresh();
};

volunteer_services.reports.political_status = function () {
	return volunteer_services.reports.choices("political_status", __("Political Status"), [
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
	]);
};
