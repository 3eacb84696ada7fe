frappe.ui.form.on("Activity Sign Up", {
	setup(frm) {
		frm.set_query("activity", () => ({ filters: { workflow_state: "Published" } }));
		frm.set_query("shift", () => ({ filters: { activity: frm.doc.activity } }));
		frm.set_query("volunteer", () => ({
			filters: { workflow_state: ["not in", ["Rejected", "Deregistered"]] },
		}));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		const { sign_ups } = volunteer_services;
		const { status } = frm.doc;
		const state = frm.doc.is_reserve && status === "Waiting" ? "On Reserve" : status;
		frm.page.set_indicator(__(state, null, "Activity Sign Up"), sign_ups.colour(status));
		if (!frm.perm[0].write) return;
		if (["Declined", "Withdrawn", "Removed", "Substituted"].includes(status)) {
			frm.add_custom_button(__("Sign Up Again"), () => sign_ups.again(frm));
		}
		if (["Signed Up", "Confirmed"].includes(status)) {
			frm.add_custom_button(__("Find a Cover"), () => sign_ups.find_cover(frm), __("Actions"));
		}
		for (const target of sign_ups.steps(status)) {
			frm.add_custom_button(
				sign_ups.verb(target),
				() => sign_ups.move([frm.docname], target, () => frm.reload_doc()),
				target === "Confirmed" || target === "Attended" ? null : __("Actions")
			);
		}
	},
});
