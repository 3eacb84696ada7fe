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

// A report of the Report Builder shows the names of what it links to: asked for at once for each DocType, where Frappe
// asks for each name or, in the first Frappe 15, not at all.
const report = frappe.views.ReportView.prototype;
const { render } = report;
report.render = function (...args) {
	const out = render.apply(this, args);
	if (volunteer_services.is_ours(this.doctype)) show_names(this);
	return out;
};

async function show_names(view) {
	const fetched = await volunteer_services.link_titles.fetch(untitled_links(view));
	if (fetched && view.datatable) view.datatable.refresh(view.get_data(view.data), view.columns);
}

// DocType → the names in the view's links whose titles are not known.
function untitled_links(view) {
	const known = frappe.boot.link_title_doctypes || [];
	const found = {};
	for (const { docfield, id } of view.columns || []) {
		const doctype = docfield?.fieldtype === "Link" && docfield.options;
		if (!known.includes(doctype)) continue;
		for (const row of view.data) {
			const name = row[id];
			if (name && !frappe.utils.get_link_title(doctype, name)) (found[doctype] ??= new Set()).add(name);
		}
	}
	return found;
}

// Ask for titles, DocType → names, in one call for each DocType that the user may read. True if there were any.
frappe.provide("volunteer_services.link_titles");
volunteer_services.link_titles.fetch = async function (untitled) {
	const asked = Object.entries(untitled).filter(([doctype]) => frappe.model.can_read(doctype));
	await Promise.all(asked.map(([doctype, names]) => fetch_titles(doctype, [...names])));
	return asked.length > 0;
};

async function fetch_titles(doctype, names) {
	await frappe.model.with_doctype(doctype);
	const { title_field } = frappe.get_meta(doctype);
	const rows = await frappe.db.get_list(doctype, {
		fields: ["name", title_field],
		filters: { name: ["in", names] },
		limit: names.length,
	});
	rows.forEach((row) => frappe.utils.add_link_title(doctype, row.name, row[title_field]));
}
