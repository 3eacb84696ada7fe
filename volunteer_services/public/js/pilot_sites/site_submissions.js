// The accepted submissions of a programme's year as one document for print.
frappe.provide("volunteer_services.submissions");

volunteer_services.submissions.collect = function ({ programme, year }) {
	frappe.prompt(
		[
			{
				fieldname: "programme",
				fieldtype: "Link",
				options: "Pilot Programme",
				label: __("Programme"),
				default: programme,
				reqd: 1,
				get_query: () => ({ filters: { is_template: 0 } }),
				filter_description: __("All programmes but templates"),
			},
			{
				fieldname: "year",
				fieldtype: "Int",
				label: __("Year"),
				default: year || Number(frappe.datetime.get_today().slice(0, 4)),
				reqd: 1,
			},
		],
		(values) => {
			const query = new URLSearchParams({ ...values, _lang: frappe.boot.lang });
			window.open(
				`/api/method/volunteer_services.api.site_submissions.collection?${query}`,
				"_blank",
				"noopener"
			);
		},
		__("Collection of Accepted Submissions"),
		__("Make PDF")
	);
};

volunteer_services.submissions.add_button = function (frm, programme) {
	if (!frappe.model.can_print("Site Submission") || !(programme.submissions_required || []).length) return;
	frm.add_custom_button(__("Collection of Submissions"), () =>
		volunteer_services.submissions.collect({ programme: programme.name, year: programme.year })
	);
};
