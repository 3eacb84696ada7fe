frappe.ui.form.on("Material Entry", {
	async refresh(frm) {
		const { name, qty, activity } = frm.doc;
		if (frm.is_new() || qty < 0 || !frappe.model.can_write("Service Activity")) return;
		const corrected = await frappe.db.count("Material Entry", { filters: { reversal_of: name } });
		if (frm.docname !== name) return;
		if (corrected) frm.set_intro(__("This entry was corrected."), "orange");
		else frm.add_custom_button(__("Correct the Entry"), () => volunteer_services.materials.reverse(frm));
		frm.add_custom_button(__("Service Activity"), () => frappe.set_route("Form", "Service Activity", activity));
	},
});
