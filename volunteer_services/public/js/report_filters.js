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

// The total in bold; readable names lead to their documents.
volunteer_services.reports.formatter = function (value, row, column, data, default_formatter) {
	const text = default_formatter(value, row, column, data);
	if (!data) {
		return text;
	}
	if (data.bold) {
		return text ? `<b>${text}</b>` : text;
	}
	if (column.link_doctype && value && data[column.link_field]) {
		const route = frappe.utils.get_form_link(column.link_doctype, data[column.link_field]);
		return `<a href="${route}">${text}</a>`;
	}
	return text;
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
