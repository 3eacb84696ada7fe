// Frappe 15 shows the state in lists and titles, and choices that are read only, without the context of their
// DocType: "Counter" would be the counter of an engine, "Approved" of a redemption that of any paper. Words that
// have a translation for the DocType are shown by it; all others stay as they are.
function in_context(value, doctype) {
	const key = `${value}:${doctype}`;
	return value && doctype && frappe._messages[key] ? frappe._messages[key] : null;
}

const get_indicator = frappe.get_indicator;
frappe.get_indicator = function (doc, doctype, ...rest) {
	const indicator = get_indicator.call(this, doc, doctype, ...rest);
	const stored = indicator && String(indicator[2] || "").split(",=,")[1];
	const word = in_context(stored, doctype || doc.doctype);
	if (word && indicator[0] === __(stored)) indicator[0] = word;
	return indicator;
};

// The same for the titles of a board's columns: their template knows the DocType, but does not use it. It may
// come with this page or later, when a board is opened first.
const with_context = (html) => html && html.replace("__(title)", "__(title, null, doctype)");
let kanban_column = with_context((frappe.templates ??= {}).kanban_column);
Object.defineProperty(frappe.templates, "kanban_column", {
	configurable: true,
	enumerable: true,
	get: () => kanban_column,
	set: (html) => (kanban_column = with_context(html)),
});

// What is chosen in a form says the same as the state beside its title.
const CHOSEN_IN_CONTEXT = {
	"Pilot Programme": { status: null },
	"Pilot Site": { milestones: { status: "Pilot Site Milestone" } },
	"Site Visit": {
		visit_kind: null,
		findings: { status: "Site Visit Finding", severity: "Site Visit Finding" },
		resources: { resource_kind: "Site Visit Resource" },
	},
};
const worded = (df, doctype) =>
	String(df.options || "").split("\n").map((value) => ({ value, label: in_context(value, doctype) || __(value) }));

$(document).on("form-refresh", (event, frm) => {
	for (const [fieldname, table] of Object.entries(CHOSEN_IN_CONTEXT[frm.doctype] || {})) {
		const field = frm.fields_dict[fieldname];
		if (!table && typeof field.df.options === "string") {
			frm.set_df_property(fieldname, "options", worded(field.df, frm.doctype));
		}
		for (const [column, child] of Object.entries(table || {})) {
			const df = frappe.meta.get_docfield(child, column, frm.doc.name);
			if (typeof df.options === "string") {
				field.grid.update_docfield_property(column, "options", worded(df, child));
			}
		}
	}
});

const format_select = frappe.form.formatters.Select;
frappe.form.formatters.Select = function (value, df, ...rest) {
	return in_context(value, df && df.parent) || format_select.call(this, value, df, ...rest);
};
