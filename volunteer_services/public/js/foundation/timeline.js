// The timeline of a form tells states and choices in English, and columns of tables by their English labels.
const { make_timeline } = frappe.ui.form.Footer.prototype;
frappe.ui.form.Footer.prototype.make_timeline = function () {
	make_timeline.call(this);
	const { frm } = this;
	if (!volunteer_services.is_ours(frm.doctype)) return;
	const { timeline } = frm;
	const contents = timeline.get_version_timeline_contents;
	timeline.get_version_timeline_contents = function () {
		const { versions } = this.doc_info;
		this.doc_info.versions = (versions || []).map((version) => in_words(version, frm));
		try {
			return with_labels(() => contents.call(this));
		} finally {
			this.doc_info.versions = versions;
		}
	};
};

// A copy of the version whose values are words.
function in_words(version, frm) {
	if (!version.data) return version;
	const data = JSON.parse(version.data);
	if (data.changed) data.changed = data.changed.map((change) => said(change, frm.doctype));
	if (data.row_changed) {
		data.row_changed = data.row_changed.map(([table, index, row, changes]) => {
			const child = frappe.meta.get_docfield(frm.doctype, table)?.options;
			return [table, index, row, changes.map((change) => said(change, child))];
		});
	}
	return { ...version, data: JSON.stringify(data) };
}

function said([field, before, after], doctype) {
	const df = doctype && frappe.meta.get_docfield(doctype, field);
	return [field, in_word(before, df), in_word(after, df)];
}

// Frappe writes null, "" and 1.
function in_word(value, df) {
	if (df?.fieldtype === "Check") {
		return cint(value) ? __("Yes", null, "Volunteer Services") : __("No", null, "Volunteer Services");
	}
	if (value === null || value === undefined || value === "") return __("(empty)", null, "Volunteer Services");
	return volunteer_services.words.of(value, df) || value;
}

function with_labels(act) {
	const { get_label } = frappe.meta;
	frappe.meta.get_label = (...args) => __(get_label.apply(frappe.meta, args));
	try {
		return act();
	} finally {
		frappe.meta.get_label = get_label;
	}
}
