frappe.ui.form.on("Activity Material", {
	setup(frm) {
		frm.set_query("activity", () => ({
			filters: { workflow_state: ["in", ["Draft", "Published", "Completed"]] },
		}));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Entries of Materials"), () =>
			frappe.set_route("List", "Material Entry", { material: frm.docname })
		);
		frm.add_custom_button(__("Service Activity"), () =>
			frappe.set_route("Form", "Service Activity", frm.doc.activity)
		);
	},
});
