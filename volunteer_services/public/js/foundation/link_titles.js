// What the server fills in on the first save (region, site, programme) stands in the form by its name only after
// the next loading: Frappe sends the titles of links with a loaded document, not with a saved one.
async function show_titles(frm) {
	const { doc } = frm;
	const known = frappe.boot.link_title_doctypes || [];
	const untitled = frm.meta.fields.filter(
		({ fieldtype, fieldname, options }) =>
			fieldtype === "Link" &&
			doc[fieldname] &&
			known.includes(options) &&
			!frappe.utils.get_link_title(options, doc[fieldname])
	);
	await Promise.all(untitled.map((field) => frappe.utils.fetch_link_title(field.options, doc[field.fieldname])));
	if (frm.doc.name === doc.name) untitled.forEach((field) => frm.refresh_field(field.fieldname));
}

(volunteer_services.told.titled || []).forEach((doctype) =>
	frappe.ui.form.on(doctype, { after_save: (frm) => show_titles(frm) })
);
