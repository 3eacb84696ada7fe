// Filters and formatting that the reports share; each report's script includes this file.
frappe.provide("volunteer_services.reports");

volunteer_services.reports.choices = function (fieldname, label, options, extra) {
	return Object.assign({ fieldname, label, fieldtype: "Select", options }, extra);
};

volunteer_services.reports.link = function (fieldname, label, options, extra) {
	return Object.assign({ fieldname, label, fieldtype: "Link", options }, extra);
};

// A named period, or From and To when "Custom" is chosen.
volunteer_services.reports.period = function (preset) {
	const is_custom = "eval:doc.period == 'Custom'";
	return [
		volunteer_services.reports.choices(
			"period",
			__("Time Period"),
			[
				{ value: "This Month", label: __("This Month", null, "Report Filter") },
				{ value: "Last Month", label: __("Last Month", null, "Report Filter") },
				{ value: "This Quarter", label: __("This Quarter") },
				{ value: "Last Quarter", label: __("Last Quarter", null, "Report Filter") },
				{ value: "This Year", label: __("This Year", null, "Report Filter") },
				{ value: "Last Year", label: __("Last Year") },
				{ value: "Last 12 Months", label: __("Last 12 Months") },
				{ value: "All Time", label: __("Any Time") },
				{ value: "Custom", label: __("Custom") },
			],
			{ default: preset || "This Year", reqd: 1 }
		),
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date", depends_on: is_custom },
		{ fieldname: "to_date", label: __("Until Date"), fieldtype: "Date", depends_on: is_custom },
	];
};

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

volunteer_services.reports.rewards = function () {
	const { choices, link } = volunteer_services.reports;
	return [
		link("sponsor", __("Reward Sponsor"), "Reward Sponsor"),
		link("reward_item", __("Reward Item"), "Reward Item"),
		choices("reward_type", __("Reward Type"), [
			"",
			{ value: "Goods", label: __("Goods") },
			{ value: "Service", label: __("Service", null, "Reward Item") },
		]),
	];
};

volunteer_services.reports.recipient = function () {
	return [
		volunteer_services.reports.choices("to_kind", __("Recipient Kind"), [
			"",
			{ value: "Volunteer", label: __("Volunteer") },
			{ value: "Pool", label: __("Pool") },
		]),
	];
};

// Sites: type, status, state by the standard, the standard itself (its name: versions follow one another).
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

volunteer_services.reports.site_state = function () {
	return volunteer_services.reports.choices("state", __("State by the Standard"), [
		"",
		{ value: "Certified", label: __("Certified", null, "Service Site") },
		{ value: "Needs Rectification", label: __("Needs Rectification", null, "Service Site") },
		{ value: "Under Review", label: __("Under Review", null, "Service Site") },
		{ value: "Lapsed", label: __("Lapsed", null, "Service Site") },
		{ value: "Not Assessed", label: __("Not Assessed", null, "Service Site") },
	]);
};

volunteer_services.reports.standard = function () {
	return volunteer_services.reports.choices("standard", __("Checklist Standard"), [""]);
};

volunteer_services.reports.day = function () {
	return { fieldname: "day", label: __("As of Day"), fieldtype: "Date", default: frappe.datetime.get_today() };
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

// Standards are the organisation's own: their names come from the site.
volunteer_services.reports.fill_standards = function (report) {
	const query = { fields: ["standard_name"], order_by: "standard_name asc", limit: 500 };
	frappe.db.get_list("Checklist Standard", query).then((rows) => {
		const filter = report.get_filter("standard");
		filter.df.options = ["", ...new Set(rows.map((row) => row.standard_name))];
		filter.refresh();
	});
};

volunteer_services.reports.download_workbook = function (report) {
	const values = Object.fromEntries(
		report.filters.map((filter) => [filter.df.fieldname, filter.get_value()]).filter(([, value]) => value)
	);
	const query = new URLSearchParams({ filters: JSON.stringify(values) });
	window.open(`/api/method/volunteer_services.api.site_reports.compliance_workbook?${query}`);
};

// The address of another report with its filters, as this release of Frappe writes addresses.
volunteer_services.reports.address = function (report, values) {
	const desk = frappe.utils.get_form_link("Report", report).split("/")[1];
	return `/${desk}/query-report/${encodeURIComponent(report)}?${new URLSearchParams(values)}`;
};

// This file is read once for each report: names of its own would be declared twice.
volunteer_services.reports.state_colours = {
	Certified: "green",
	"Needs Rectification": "red",
	"Under Review": "blue",
	Lapsed: "orange",
	"Not Assessed": "gray",
	Accepted: "green",
	"Submitted for Review": "blue",
	Missing: "red",
};
volunteer_services.reports.tick_colours = { "✓": "#1e7d3e", "✗": "#c8352b", "–": "#8b95a1" };

// The total in bold; readable names lead to their documents, figures to the report that lists what they count.
volunteer_services.reports.formatter = function (value, row, column, data, default_formatter) {
	const { drilled, state_colours, tick_colours } = volunteer_services.reports;
	const text = default_formatter(value, row, column, data);
	if (!data) {
		return text;
	}
	if (data.bold) {
		if (column.is_tick) return `<div style="text-align: center"><b>${value || ""}</b></div>`;
		return text ? `<b>${text}</b>` : text;
	}
	if (column.link_doctype && value && data[column.link_field]) {
		const route = frappe.utils.get_form_link(column.link_doctype, data[column.link_field]);
		return `<a href="${route}">${text}</a>`;
	}
	if (column.drill && value) {
		return drilled(text, column, data);
	}
	if (column.is_tick && tick_colours[value]) {
		return `<div style="text-align: center; font-weight: 600; color: ${tick_colours[value]}">${value}</div>`;
	}
	if (column.is_state || column.is_submission) {
		const state = data[column.is_state ? "state" : `${column.fieldname}_state`];
		return value ? `<span class="indicator-pill ${state_colours[state] || "gray"}">${text}</span>` : text;
	}
	return text;
};

volunteer_services.reports.drilled = function (text, column, data) {
	const day = frappe.query_report?.get_filter_value("day");
	if (data.no_drill || (day && day !== frappe.datetime.get_today())) {
		return text; // the other report knows neither the rest of a level nor past days
	}
	const values = { ...column.drill_to };
	for (const [filter, field] of Object.entries(column.drill_from || {})) {
		if (data[field]) values[filter] = data[field];
	}
	for (const filter of ["standard", "status", "site_type", "region"]) {
		const chosen = frappe.query_report?.get_filter_value(filter);
		if (chosen && !values[filter]) values[filter] = chosen;
	}
	return `<a href="${volunteer_services.reports.address(column.drill, values)}">${text}</a>`;
};

// Levels of the team tree are the organisation's own: they come from the settings.
volunteer_services.reports.fill_team_levels = function (report) {
	frappe.model.with_doc("Volunteer Services Settings", "Volunteer Services Settings").then((settings) => {
		const rows = (settings && settings.team_levels) || [];
		const filter = report.get_filter("level");
		filter.df.options = ["", ...rows.map((row) => row.level_name)];
		filter.refresh();
	});
};
