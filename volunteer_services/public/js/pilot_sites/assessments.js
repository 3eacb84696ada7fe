// Site assessments in the desk: the Excel form goes out and comes back, a new one begins in one dialog.
frappe.provide("volunteer_services.assessments");

const FORMS = "volunteer_services.api.assessment_forms.";
const LARGEST_MB = 2;

volunteer_services.assessments.phone_url = (name) =>
	`/site-assessment${name ? `?name=${encodeURIComponent(name)}` : ""}`;

volunteer_services.assessments.export_form = (name) =>
	download(`${FORMS}export`, { assessment: name });

// Choose a form, send it, say what came of it. ``name``: the draft, or nothing for the one that the form names.
volunteer_services.assessments.import_form = function (name, done) {
	volunteer_services.uploads.choose({
		accept: ".xlsx",
		largest_mb: LARGEST_MB,
		name: "volunteer-assessment-form",
		async done(file) {
			const result = await volunteer_services.uploads.send({
				method: `${FORMS}read`,
				values: { assessment: name },
				file,
				title: __("Excel Form"),
				waiting: __("Reading the form …"),
			});
			if (result) done(result);
		},
	});
};

volunteer_services.assessments.say_imported = (result) =>
	frappe.show_alert({
		message: __("{0} items changed: {1} of {2} are proved.", [
			result.changed,
			result.met_count,
			result.item_count,
		]),
		indicator: "green",
	});

// A form for a site that has no draft yet.
volunteer_services.assessments.export_blank = function () {
	const dialog = new frappe.ui.Dialog({
		title: __("Blank Excel Form"),
		fields: [
			{
				fieldname: "service_site",
				fieldtype: "Link",
				options: "Service Site",
				label: __("Service Site"),
				reqd: 1,
				get_query: () => ({ filters: { status: "Active" } }),
			},
			{
				fieldname: "standard",
				fieldtype: "Link",
				options: "Checklist Standard",
				label: __("Checklist Standard"),
				reqd: 1,
				get_query: () => ({ filters: { is_disabled: 0 } }),
			},
			{
				fieldname: "assessed_on",
				fieldtype: "Date",
				label: __("Assessed On"),
				default: frappe.datetime.get_today(),
				reqd: 1,
			},
		],
		primary_action_label: __("Download"),
		primary_action(values) {
			download(`${FORMS}export_blank`, values);
			dialog.hide();
		},
	});
	frappe
		.xcall("volunteer_services.api.checklists.in_force")
		.then((standard) => standard && dialog.set_value("standard", standard));
	dialog.show();
};

function download(address, values) {
	window.open(`/api/method/${address}?${new URLSearchParams(values)}`, "_blank", "noopener");
}
