volunteer_services.link_filters.describe("Make-up Declaration", {
	activity: __("Activities that were entered long after they ended"),
});

frappe.ui.form.on("Make-up Declaration", {
	setup(frm) {
		frm.set_query("activity", () => ({ filters: { is_make_up: 1, logs_created: 0 } }));
	},

	refresh(frm) {
		frm.set_intro("");
		if (frm.is_new()) return;
		const { people, minutes, docstatus } = frm.doc;
		if (!people) {
			frm.set_intro(__("Nobody is listed as present. Fill in the list of the activity first."), "orange");
		} else if (!docstatus) {
			const hours = format_number(minutes / 60, null, 1);
			frm.set_intro(__("Declared for {0} people and {1} hours in total.", [people, hours]), "blue");
		}
		frm.add_custom_button(__("Service Activity"), () =>
			frappe.set_route("Form", "Service Activity", frm.doc.activity)
		);
	},
});
