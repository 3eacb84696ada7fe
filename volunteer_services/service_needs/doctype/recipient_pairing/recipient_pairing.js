frappe.ui.form.on("Recipient Pairing", {
	setup(frm) {
		frm.set_query("recipient", () => ({ filters: { status: "On File" } }));
		frm.set_query("team", () => ({ filters: { workflow_state: "Active" } }));
		for (const field of ["volunteer", "second_volunteer"]) {
			frm.set_query(field, () => ({ filters: { workflow_state: "Registered" } }));
		}
	},

	refresh(frm) {
		frm.set_intro("");
		if (frm.is_new()) return;
		if (["Paired", "To Be Continued"].includes(frm.doc.workflow_state)) {
			frm.add_custom_button(__("Enter a Contact"), () => enter_pair_contact(frm)).addClass("btn-primary");
		}
		if (frm.doc.next_due_on && frm.doc.next_due_on < frappe.datetime.get_today()) {
			frm.set_intro(__("A visit was due on {0}.", [frappe.datetime.str_to_user(frm.doc.next_due_on)]), "red");
		}
	},
});

function enter_pair_contact(frm) {
	const kinds = ["Home Visit", "Phone", "Text Message"].map((value) => ({
		value,
		label: __(value, null, "Pairing Contact"),
	}));
	volunteer_services.dialogs.ask({
		title: __("Enter a Contact"),
		fields: [
			{
				fieldname: "contact_on",
				fieldtype: "Date",
				label: __("Contact Made On"),
				reqd: 1,
				default: frappe.datetime.get_today(),
			},
			{ fieldname: "contact_kind", fieldtype: "Select", label: __("Kind of Contact"), options: kinds, reqd: 1 },
			{
				fieldname: "minutes",
				fieldtype: "Int",
				label: __("Minutes of Contact"),
				description: __("Up to 15; what lasts longer is a service with a record of its own."),
			},
			{ fieldname: "note", fieldtype: "Small Text", label: __("What Was Talked About") },
		],
		label: __("Save"),
		call: (values) =>
			frappe.xcall("volunteer_services.api.pairings.add_contact", { pairing: frm.docname, minutes: 0, ...values }),
		done: () => frm.reload_doc(),
	});
}
