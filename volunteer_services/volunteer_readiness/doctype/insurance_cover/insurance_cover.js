volunteer_services.link_filters.describe("Insurance Cover", { policy: __("Policies that are in use") });

frappe.ui.form.on("Insurance Cover", {
	setup(frm) {
		frm.set_query("policy", () => ({ filters: { is_disabled: 0 } }));
	},

	// The days of the policy, where none are entered.
	async policy(frm) {
		if (!frm.doc.policy) return;
		const { message } = await frappe.db.get_value("Volunteer Insurance Policy", frm.doc.policy, ["from_date", "to_date"]);
		for (const field of ["from_date", "to_date"]) {
			if (!frm.doc[field]) frm.set_value(field, message[field]);
		}
	},
});
