// A station's tablet for check-ins is opened from the form of its site; the page says what it will do.
frappe.ui.form.on("Service Site", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.status !== "Active" || !volunteer_services.has_role("REVIEWERS")) return;
		frm.add_custom_button(__("Open the Check-in Kiosk"), () =>
			window.open(`/volunteer-kiosk?site=${encodeURIComponent(frm.doc.name)}`, "_self")
		);
	},
});
