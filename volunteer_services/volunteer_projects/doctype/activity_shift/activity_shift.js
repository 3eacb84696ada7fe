frappe.ui.form.on("Activity Shift", {
	setup(frm) {
		frm.set_query("activity", () => ({ filters: { workflow_state: ["in", ["Draft", "Published"]] } }));
	},

	async activity(frm) {
		if (!frm.doc.activity) return;
		const { message } = await frappe.db.get_value("Service Activity", frm.doc.activity, [
			"starts_on",
			"ends_on",
			"project",
		]);
		if (!frm.doc.starts_on) frm.set_value({ starts_on: message.starts_on, ends_on: message.ends_on });
		const project = await frappe.db.get_doc("Volunteer Project", message.project).catch(() => null);
		frm.set_df_property("post", "options", ((project && project.posts) || []).map((row) => row.post_title));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		if (frm.doc.is_whole) frm.set_intro(__("Follows the times and places of its activity."), "blue");
		frm.add_custom_button(__("Sign-up List"), () =>
			frappe.set_route("List", "Activity Sign Up", { shift: frm.docname })
		);
		if (frm.perm[0].write && volunteer_services.sign_ups.may_call_up(frm.doc)) {
			frm.add_custom_button(__("Call Up a Reserve"), () =>
				volunteer_services.sign_ups.call_up(frm.doc.activity, frm.docname, () => frm.reload_doc())
			);
		}
	},
});
