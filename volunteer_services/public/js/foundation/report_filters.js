// Filters and formatting that the reports of all rooms share.
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

volunteer_services.reports.day = function () {
	return { fieldname: "day", label: __("As of Day"), fieldtype: "Date", default: frappe.datetime.get_today() };
};

// The address of another report with its filters, as this release of Frappe writes addresses.
volunteer_services.reports.address = function (report, values) {
	const desk = frappe.utils.get_form_link("Report", report).split("/")[1];
	return `/${desk}/query-report/${encodeURIComponent(report)}?${new URLSearchParams(values)}`;
};

// A room adds the colours of its own states.
volunteer_services.reports.state_colours = {};
volunteer_services.reports.tick_colours = { "✓": "#1e7d3e", "✗": "#c8352b", "–": "#8b95a1" };

// The total in bold; readable names lead to their documents, figures to the report that lists what they count.
volunteer_services.reports.formatter = function (value, row, column, data, default_formatter) {
	const { drilled, listed, state_colours, tick_colours } = volunteer_services.reports;
	const text = default_formatter(value, row, column, data);
	if (!data) {
		return text;
	}
	if (value == null && ["Percent", "Float"].includes(column.fieldtype)) {
		return ""; // of nothing there is no share and no average; Frappe would write 0
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
	if (column.list_doctype && value) {
		return listed(text, column, data);
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

// A figure leads to the list of what it counts: ``list_from`` names filters and the row's fields that hold their
// values, ``list_to`` filters of the column. A plain value would go to the filter's own field, which is filled after
// the list was asked for once: then whichever answer comes last is shown. So it is said as "in", unless the row says
// the condition itself.
volunteer_services.reports.listed = function (text, column, data) {
	const values = {};
	const say = (filter, value) => {
		const says_condition = String(value).startsWith("[");
		values[filter] = says_condition ? value : JSON.stringify(["in", [value]]);
	};
	Object.entries(column.list_to || {}).forEach(([filter, value]) => say(filter, value));
	for (const [filter, field] of Object.entries(column.list_from || {})) {
		if (!data[field]) return text; // without it the list would be of everything
		say(filter, data[field]);
	}
	const [, desk, doctype] = frappe.utils.get_form_link(column.list_doctype, "-").split("/");
	return `<a href="/${desk}/${doctype}?${new URLSearchParams(values)}">${text}</a>`;
};
