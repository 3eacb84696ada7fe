// Buttons: fetch the entries of a draft; check, revoke and replace an issued certificate.
const KEYS = ["volunteer", "recording_unit", "from_date", "to_date"];
const API = "volunteer_services.api.certificates";

frappe.ui.form.on("Service Certificate", {
	refresh(frm) {
		frm.set_df_property("entries", "cannot_add_rows", true);
		if (frm.doc.docstatus === 0) {
			frm.add_custom_button(__("Fetch Entries"), () => fetch_entries(frm));
		} else if (frm.doc.docstatus === 1) {
			show_status(frm);
			issued_buttons(frm);
		}
	},
	volunteer: (frm) => drop_entries(frm),
	recording_unit: (frm) => drop_entries(frm),
	from_date: (frm) => drop_entries(frm),
	to_date: (frm) => drop_entries(frm),
});

// Other key values have other entries: the server copies them anew at the next save.
function drop_entries(frm) {
	frm.clear_table("entries");
	frm.refresh_field("entries");
	frm.set_value({ total_minutes: 0, total_hours: 0 });
}

async function fetch_entries(frm) {
	const missing = KEYS.filter((field) => !frm.doc[field]);
	if (missing.length) {
		frappe.msgprint(__("Fill volunteer, recording unit and period first."));
		return;
	}
	const args = Object.fromEntries(KEYS.map((field) => [field, frm.doc[field]]));
	const { message: rows } = await frappe.call({ method: `${API}.entries`, args, freeze: true });
	frm.clear_table("entries");
	rows.forEach((row) => frm.add_child("entries", row));
	frm.refresh_field("entries");
	const minutes = rows.reduce((sum, row) => sum + row.minutes, 0);
	frm.set_value({ total_minutes: minutes, total_hours: minutes / 60 });
	frappe.show_alert({
		message: rows.length ? __("{0} records fetched.", [rows.length]) : __("No approved records in this period."),
		indicator: rows.length ? "green" : "orange",
	});
}

function show_status(frm) {
	const colours = { Valid: "green", Superseded: "orange", Revoked: "red" };
	frm.page.set_indicator(__(frm.doc.status, null, "Service Certificate"), colours[frm.doc.status] || "gray");
	if (frm.doc.status !== "Valid") {
		const reason = frappe.utils.escape_html(frm.doc.status_reason || "");
		frm.dashboard.set_headline(`${__(frm.doc.status, null, "Service Certificate")}: ${reason}`, "orange");
	}
}

function issued_buttons(frm) {
	volunteer_services.paper.add_button(frm, __("Print Certificate"), "Service Record Certificate");
	frm.add_custom_button(__("Open Check Page"), () =>
		window.open(`/verify-certificate?code=${encodeURIComponent(frm.doc.verification_code)}`)
	);
	if (frappe.model.can_create("Service Certificate") && !frm.doc.superseded_by) {
		frm.add_custom_button(__("Replace by a New One"), async () => {
			const { message: name } = await frappe.call({
				method: `${API}.reissue`,
				type: "POST",
				args: { certificate: frm.doc.name },
				freeze: true,
			});
			frappe.set_route("Form", "Service Certificate", name);
		});
	}
	if (volunteer_services.has_role("CITY_UP") && frm.doc.status !== "Revoked") {
		frm.add_custom_button(__("Revoke", null, "Service Certificate"), () => revoke(frm));
	}
}

function revoke(frm) {
	frappe.prompt(
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
		async ({ reason }) => {
			await frappe.call({
				method: `${API}.revoke`,
				type: "POST",
				args: { certificate: frm.doc.name, reason },
				freeze: true,
			});
			frm.reload_doc();
		},
		__("Revoke {0}", [frm.doc.certificate_no]),
		__("Revoke", null, "Service Certificate")
	);
}
