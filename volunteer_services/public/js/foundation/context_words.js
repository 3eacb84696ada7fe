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

const set_options = frappe.ui.form.ControlSelect.prototype.set_options;
frappe.ui.form.ControlSelect.prototype.set_options = function (...args) {
	set_options.apply(this, args);
	const doctype = this.df && this.df.parent;
	for (const option of this.$input ? this.$input.get(0).options : []) {
		const word = in_context(option.value, doctype);
		if (word && option.text === __(option.value)) option.text = word;
	}
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

const format_select = frappe.form.formatters.Select;
frappe.form.formatters.Select = function (value, df, ...rest) {
	return in_context(value, df && df.parent) || format_select.call(this, value, df, ...rest);
};

// A table of documents shows the state as a link: in English to everybody.
const format_link = frappe.form.formatters.Link;
frappe.form.formatters.Link = function (value, df, options, doc) {
	const state = df?.options === "Workflow State" && in_context(value, df.parent || doc?.doctype);
	return state || format_link.call(this, value, df, options, doc);
};
