// Our papers: a document in one of our print formats, without the letter head of the site.
frappe.provide("volunteer_services.paper");

// ``further``: what the format asks for beside the document, such as a period.
volunteer_services.paper.address = function (doctype, name, format, further) {
	const query = new URLSearchParams({
		doctype,
		name,
		format,
		no_letterhead: 1,
		_lang: frappe.boot.lang,
		...further,
	});
	return `/printview?${query}`;
};

// A paper that is shown to others is not printed as a list of its fields (foundation/doors/formats.py).
const get_print_formats = frappe.meta.get_print_formats;
frappe.meta.get_print_formats = function (doctype) {
	const formats = get_print_formats.call(this, doctype);
	const is_paper = volunteer_services.told.papers?.includes(doctype);
	return is_paper ? formats.filter((format) => format !== "Standard") : formats;
};

// A button that prints the document in one of our formats.
volunteer_services.paper.add_button = function (frm, label, format) {
	return frm.add_custom_button(label, () => volunteer_services.paper.open(frm.doc, format));
};

volunteer_services.paper.open = function (doc, format, further) {
	const address = volunteer_services.paper.address(doc.doctype, doc.name, format, further);
	window.open(address, "_blank", "noopener");
};
