// Filters of reports about the standard of sites: the state by it, and the standard itself (its name: versions
// follow one another).

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

Object.assign(volunteer_services.reports.state_colours, {
	Certified: "green",
	"Needs Rectification": "red",
	"Under Review": "blue",
	Lapsed: "orange",
	"Not Assessed": "gray",
	Accepted: "green",
	"Submitted for Review": "blue",
	Missing: "red",
});
