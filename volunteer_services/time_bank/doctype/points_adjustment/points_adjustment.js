frappe.ui.form.on("Points Adjustment", {
	setup(frm) {
		frm.set_query("from_volunteer", () => ({ filters: { workflow_state: "Deregistered" } }));
		frm.set_query("team", "rows", () => ({ filters: { workflow_state: "Active" } }));
	},

	refresh: (frm) => show_left(frm),

	from_volunteer: (frm) => show_left(frm),
});

async function show_left(frm) {
	frm.set_intro("");
	if (frm.doc.docstatus || frm.doc.adjustment_kind !== "Transferred" || !frm.doc.from_volunteer) return;
	const account = await frappe.xcall("volunteer_services.api.points.of_volunteer", {
		volunteer: frm.doc.from_volunteer,
	});
	const left = format_number(account.balance - account.held, null, 0);
	frm.set_intro("");
	frm.set_intro(__("{0} points are at disposal.", [left]), "blue");
}
