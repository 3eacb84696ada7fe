frappe.ui.form.on("Hardship Grant", {
	setup(frm) {
		frm.set_query("volunteer", () => ({ filters: { workflow_state: "Registered" } }));
	},

	async refresh(frm) {
		frm.toggle_enable("recipient_name", !frm.doc.volunteer);
		frm.set_intro("");
		if (frm.doc.docstatus) return;
		const balance = await frappe.xcall("volunteer_services.api.points.pool_balance");
		const colour = balance >= (frm.doc.points || 0) ? "blue" : "red";
		frm.set_intro("");
		frm.set_intro(__("The public pool has {0} points.", [format_number(balance, null, 0)]), colour);
	},

	async volunteer(frm) {
		frm.toggle_enable("recipient_name", !frm.doc.volunteer);
		if (!frm.doc.volunteer) return;
		const { message } = await frappe.db.get_value("Volunteer Profile", frm.doc.volunteer, [
			"full_name",
			"region",
		]);
		frm.set_value({ recipient_name: message.full_name, region: frm.doc.region || message.region });
	},
});
