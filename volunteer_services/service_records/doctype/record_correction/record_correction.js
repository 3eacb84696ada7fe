// Shows what the record says now, beside what it should say.
const SHOWN = ["starts_on", "ends_on", "break_minutes", "minutes", "service_content", "location", "rating", "project"];

volunteer_services.link_filters.describe("Record Correction", { service_log: __("Approved records") });

frappe.ui.form.on("Record Correction", {
	setup(frm) {
		frm.set_query("service_log", () => ({ filters: { docstatus: 1 } }));
	},
	refresh(frm) {
		show_present_values(frm);
		if (frm.doc.new_service_log) {
			frm.add_custom_button(__("New Service Log"), () =>
				frappe.set_route("Form", "Service Log", frm.doc.new_service_log)
			);
		}
	},
	service_log: (frm) => show_present_values(frm),
});

async function show_present_values(frm) {
	if (!frm.doc.service_log) return;
	const log = await frappe.db.get_doc("Service Log", frm.doc.service_log);
	for (const field of [...SHOWN, "service_date"]) {
		const df = frappe.meta.get_docfield("Service Log", field);
		const value = frappe.format(log[field], df, { inline: 1 }) || "—";
		frm.set_df_property(`new_${field}`, "description", __("On record: {0}", [value]));
	}
}
