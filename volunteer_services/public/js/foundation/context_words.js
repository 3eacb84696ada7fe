frappe.provide("volunteer_services.words");

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
const with_context = (html) =>
	html
		?.replace("__(title)", "__(title, null, doctype)")
		.replace(' title="{{title}}"', ' title="{{ __(title, null, doctype) }}"');
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

// Tables of documents show the state as a link, and forms the name of a DocType: without its sense, and in English to
// those who may not read states or DocTypes.
const format_link = frappe.form.formatters.Link;
frappe.form.formatters.Link = function (value, df, options, doc) {
	const state = df?.options === "Workflow State" && in_context(value, df.parent || doc?.doctype);
	const shown = state || format_link.call(this, value, df, options, doc);
	return shown === value && ["Workflow State", "DocType"].includes(df?.options) ? __(value) : shown;
};

// The word for what a field stores, where it stores one: a choice, a state, a role, a master of words. Else null.
volunteer_services.words.of = function (value, df) {
	if (!value || typeof value !== "string" || !df) return null;
	const named = ["Workflow State", "Role", "DocType", ...(frappe.boot.translated_doctypes || [])];
	if (df.fieldtype !== "Select" && !(df.fieldtype === "Link" && named.includes(df.options))) return null;
	return in_context(value, df.parent) || __(value);
};

// Lists say a choice without its sense, name it in English when the mouse is on it, and show the names of masters
// that are words (kinds, skills) as they are stored.
const list = frappe.views.ListView.prototype;
const get_column_html = list.get_column_html;
list.get_column_html = function (col, doc, ...rest) {
	const html = get_column_html.call(this, col, doc, ...rest);
	const stored = col.df && doc[col.df.fieldname];
	if (!stored || !volunteer_services.is_ours(this.doctype)) return html;
	const is_word = stored === doc.name && frappe.boot.translated_doctypes?.includes(this.doctype);
	const word = is_word ? __(stored) : volunteer_services.words.of(stored, col.df);
	return word && word !== stored ? with_word(html, stored, word) : html;
};

function with_word(html, stored, word) {
	const $html = $("<div>").html(html);
	const ends = `: ${stored}`;
	$html.find("[title]").each((_at, element) => {
		if (element.title === stored) element.title = word;
		if (element.title.endsWith(ends)) element.title = element.title.slice(0, -stored.length) + word;
	});
	const texts = $html.find("a, span").contents().filter((_at, node) => node.nodeType === Node.TEXT_NODE);
	for (const node of texts) {
		if ([stored, __(stored)].includes(node.data.trim())) node.data = word;
	}
	return $html.html();
}
