frappe.ui.form.on("Site Kiosk", {
	refresh(frm) {
		if (frm.doc.closed_on) return;
		frm.add_custom_button(__("Close the Kiosk"), () =>
			frappe.confirm(__("Close this kiosk? The tablet takes no check-ins any more."), async () => {
				await frappe.call({ method: "volunteer_services.api.kiosk.close", args: { kiosk: frm.doc.name } });
				frm.reload_doc();
			})
		);
	},
});
