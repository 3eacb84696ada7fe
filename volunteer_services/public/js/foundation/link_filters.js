// What a link offers, in a sentence: Frappe would list the filter in English values ("not in Rejected, …").
frappe.provide("volunteer_services.link_filters");

const DESCRIBED = {};

// Each form says it of its own links. ``fields``: field → sentence; ``tables``: table → field of its rows → sentence.
volunteer_services.link_filters.describe = function (doctype, fields, tables = {}) {
	DESCRIBED[doctype] = { fields, tables };
};

$(document).on("form-refresh", (event, frm) => {
	const { fields = {}, tables = {} } = DESCRIBED[frm.doctype] || {};
	for (const [fieldname, text] of Object.entries(fields)) {
		if (frm.fields_dict[fieldname]) frm.fields_dict[fieldname].df.filter_description = text;
	}
	for (const [table, of_rows] of Object.entries(tables)) {
		for (const [fieldname, text] of Object.entries(of_rows)) {
			frm.fields_dict[table].grid.update_docfield_property(fieldname, "filter_description", text);
		}
	}
});
