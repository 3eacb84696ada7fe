// On Frappe's Data Import: a blank sheet with our headings, choices and explanations.
frappe.ui.form.on("Data Import", {
	refresh: (frm) => offer_sample(frm),
	reference_doctype: (frm) => offer_sample(frm),
});

function offer_sample(frm) {
	const label = __("Sample Sheet");
	const doctype = frm.doc.reference_doctype;
	frm.remove_custom_button(label);
	if (!doctype || !frappe.model.can_import(doctype)) return;
	frappe.model.with_doctype(doctype, () => {
		if (!volunteer_services.is_ours(doctype) || frm.doc.reference_doctype !== doctype) return;
		const query = new URLSearchParams({ doctype });
		const address = `/api/method/volunteer_services.api.imports.sample?${query}`;
		frm.remove_custom_button(label);
		frm.add_custom_button(label, () => window.open(address, "_blank", "noopener"));
	});
}
