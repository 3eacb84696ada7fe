frappe.ui.form.on("Service Certificate Request", {
	refresh(frm) {
		frm.disable_save();
		if (frm.is_new() || !frappe.model.can_create("Service Certificate")) return;
		const waits = ["Requested", "Accepted"].includes(frm.doc.status);
		if (frm.doc.status === "Requested") frm.add_custom_button(__("Accept the Request"), () => decide(frm, "Accepted"));
		if (!waits) return;
		frm.add_custom_button(__("Issue the Certificate"), () => issue(frm)).addClass("btn-primary");
		frm.add_custom_button(__("Refuse the Request"), () => refuse(frm));
	},
});

async function decide(frm, status, reason) {
	await frappe.xcall("volunteer_services.api.certificate_requests.decide", {
		certificate_request: frm.doc.name,
		status,
		reason,
	});
	await frm.reload_doc();
}

function issue(frm) {
	const { volunteer_name, from_date, to_date } = frm.doc;
	const period = [from_date, to_date].map((day) => frappe.datetime.str_to_user(day)).join(" – ");
	frappe.confirm(__("Issue the certificate for {0}, {1}?", [frappe.utils.escape_html(volunteer_name), period]), () =>
		decide(frm, "Certificate Issued")
	);
}

function refuse(frm) {
	const fields = [{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 }];
	frappe.prompt(fields, ({ reason }) => decide(frm, "Refused", reason), __("Refuse the Request"));
}
