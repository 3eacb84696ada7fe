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

volunteer_services.paper.open = function (doc, format, further) {
	const address = volunteer_services.paper.address(doc.doctype, doc.name, format, further);
	window.open(address, "_blank", "noopener");
};
