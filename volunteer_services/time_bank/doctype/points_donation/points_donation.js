frappe.ui.form.on("Points Donation", {
	setup(frm) {
		frm.set_query("to_volunteer", () => ({ filters: { workflow_state: "Registered" } }));
		frm.set_query("from_team", () => ({ filters: { workflow_state: "Active" } }));
	},

	refresh(frm) {
		if (frm.doc.docstatus === 1) {
			frm.add_custom_button(__("Print Certificate of Thanks"), () =>
				volunteer_services.paper.open(frm.doc, "Points Donation Certificate")
			);
		}
		show_balance(frm);
	},

	from_volunteer: (frm) => show_balance(frm),

	// The engine cancels what is stored: the reason has to be there first.
	before_cancel(frm) {
		frappe.validated = false;
		frappe.prompt(
			[{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 }],
			async ({ reason }) => {
				await frappe.xcall("volunteer_services.api.donations.cancel", { donation: frm.docname, reason });
				frm.reload_doc();
			},
			__("Cancel Donation"),
			__("Cancel Donation")
		);
	},
});

async function show_balance(frm) {
	frm.set_intro("");
	if (frm.doc.docstatus || frm.doc.from_kind !== "Volunteer" || !frm.doc.from_volunteer) return;
	const account = await frappe.xcall("volunteer_services.api.points.of_volunteer", {
		volunteer: frm.doc.from_volunteer,
	});
	const left = format_number(account.balance - account.held, null, 0);
	frm.set_intro("");
	frm.set_intro(__("The donor has {0} points at disposal.", [left]), "blue");
}
