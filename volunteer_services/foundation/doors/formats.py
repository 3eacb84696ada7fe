"""Papers that are shown to others leave in a format made for them, and say what is stored.

Every way of printing (page, PDF, many at once, mail, preview) renders through one function of Frappe's. Its
"Standard" format lists the fields of a document, also of a certificate that was revoked or never issued.
"""

import frappe
from frappe import _

from volunteer_services.exceptions import PaperFormatError
from volunteer_services.foundation.doors.originals import find, stand_in
from volunteer_services.foundation.doors.ours import is_ours
from volunteer_services.foundation.house import house

PATH = "frappe.www.printview.get_rendered_template"


def get_rendered_template(doc, print_format=None, *args, **kwargs):
	"""The page of a document. Raises PaperFormatError for a paper in no format of its own."""
	if is_ours(doc.doctype) and doc.doctype in house().papers():
		if not is_made_for(print_format, doc.doctype):
			_refuse(doc.doctype)
		doc = _stored(doc)
	return find(PATH)(doc, print_format, *args, **kwargs)


def is_made_for(print_format, doctype: str) -> bool:
	"""Whether somebody laid the format out for this DocType; Frappe lists the fields in all others."""
	return bool(
		print_format
		and print_format.doc_type == doctype
		and (print_format.custom_format or print_format.format_data or print_format.standard == "Yes")
	)


def _stored(doc):
	"""The document as it is stored: the desk sends its form along, with whatever stands in it."""
	stored = frappe.get_doc(doc.doctype, doc.name)
	find("frappe.www.printview.set_link_titles")(stored)
	return stored


def _refuse(doctype: str) -> None:
	own = frappe.get_meta(doctype).default_print_format
	frappe.throw(
		_("{0} is printed in a format made for it, such as {1}. Choose that format.").format(
			_(doctype), _(own) if own else _("Print Format")
		),
		PaperFormatError,
		title=_("Print Format"),
	)


def install() -> None:
	"""Stand in Frappe's own module: page and PDF call the function from there."""
	stand_in(PATH, get_rendered_template)
