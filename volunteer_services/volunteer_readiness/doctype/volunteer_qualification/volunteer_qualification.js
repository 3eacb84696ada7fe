const DECIDED = ["Valid", "Expiring", "Expired", "Revoked"];

volunteer_services.link_filters.describe("Volunteer Qualification", {
	qualification_type: __("Types that are in use"),
});

frappe.ui.form.on("Volunteer Qualification", {
	setup(frm) {
		frm.set_query("qualification_type", () => ({ filters: { is_disabled: 0 } }));
	},

	refresh(frm) {
		const { doc } = frm;
		const content = ["volunteer", "qualification_type", "number", "level", "issuer", "issued_on", "valid_until", "file"];
		content.forEach((field) => frm.set_df_property(field, "read_only", DECIDED.includes(doc.status) ? 1 : 0));
		frm.dashboard.clear_headline();
		if (frm.is_new() || !volunteer_services.has_role("REVIEWERS")) return;
		if (doc.status === "Revoked") {
			frm.dashboard.set_headline(frappe.utils.escape_html(doc.revoked_reason || ""), "red");
			return;
		}
		volunteer_services.readiness.add_decisions(frm);
	},
});
