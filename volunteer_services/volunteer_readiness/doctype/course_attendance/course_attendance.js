frappe.ui.form.on("Course Attendance", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.result !== "Passed") return;
		frm.add_custom_button(__("Print Certificate"), () =>
			volunteer_services.paper.open(frm.doc, "Training Certificate")
		);
	},
});
