volunteer_services.link_filters.describe("Course Session", { course: __("Courses that are in use") });

frappe.ui.form.on("Course Session", {
	setup(frm) {
		frm.set_query("course", () => ({ filters: { is_disabled: 0 } }));
	},

	refresh(frm) {
		const { doc } = frm;
		frm.dashboard.clear_headline();
		if (doc.status === "Cancelled") {
			frm.dashboard.set_headline(frappe.utils.escape_html(doc.cancelled_reason || ""), "red");
			return;
		}
		if (frm.is_new() || !frm.perm[0].write) return;
		if (doc.starts_on <= frappe.datetime.now_datetime()) {
			frm.add_custom_button(__("Enter Attendances"), () => volunteer_services.readiness.enter_attendances(frm));
		}
		if (!doc.head_count) {
			frm.add_custom_button(__("Cancel Session"), () => volunteer_services.readiness.cancel_session(frm));
		}
		if (doc.head_count) {
			const text = __("{0} people attended, {1} passed.", [doc.head_count, doc.passed_count]);
			frm.dashboard.set_headline(text, "green");
		}
	},
});
