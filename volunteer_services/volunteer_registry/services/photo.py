"""The photo in a volunteer's file: with a consent of its own, private, and gone when the consent is."""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import ConsentError, FileAddressError
from volunteer_services.foundation.files import opening

KINDS = ("jpg", "jpeg", "png", "webp")


def check(doc) -> None:
	"""[PIPL §29] Raise ConsentError for a photo without consent, FileAddressError for what is no private
	picture."""
	if not doc.photo:
		return
	if not cint(doc.photo_consent):
		frappe.throw(
			_("Ask {0} for the consent to a photo, and tick it, or take the photo out.").format(
				doc.full_name
			),
			ConsentError,
			title=_("Consent"),
		)
	if doc.has_value_changed("photo"):
		_check_file(cstr(doc.photo))


def take_out(doc) -> None:
	"""Photo and consent leave the file with the next storing."""
	doc.photo, doc.photo_consent = None, 0


def delete_replaced(doc, before) -> None:
	"""The file of a photo that was replaced or taken out goes from the disk."""
	old = cstr(before.photo) if before else ""
	if not old or old == cstr(doc.photo):
		return
	own = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name, "file_url": old}
	for name in frappe.get_all("File", filters=own, pluck="name", order_by="creation"):
		frappe.delete_doc("File", name, ignore_permissions=True, delete_permanently=True)


def _check_file(url: str) -> None:
	ending = url.rpartition(".")[2].lower()
	if url.startswith(opening.PRIVATE) and ending in KINDS:
		return
	frappe.throw(
		_("{0} is no private picture. Upload the photo as a private file: {1}.").format(
			frappe.utils.escape_html(url[:80]), ", ".join(KINDS)
		),
		FileAddressError,
		title=_("Photo of the Person"),
	)
