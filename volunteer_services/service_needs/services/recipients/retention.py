"""What is kept of somebody after the file has ended: for some years, then nothing that says who it was.

No longer than the purpose needs [PIPL §19, §47]; what was served stays counted.
"""

from __future__ import annotations

import frappe
from frappe.utils import add_years, cint, nowdate

from volunteer_services.foundation.settings import settings
from volunteer_services.service_needs.domain.recipients import ENDED
from volunteer_services.service_needs.services.recipients.files import DOCTYPE

NEED, PAIRING, CONTACT = "Service Need", "Recipient Pairing", "Pairing Contact"
USUAL_YEARS = 3
AT_ONCE = 200
NOBODY = "***"


def forget() -> int:
	"""Daily: files that ended longer ago than the settings say lose what says who it was; returns how many.

	At most 200 at once, the oldest first; the next day goes on.
	"""
	years = cint(settings().recipient_years) or USUAL_YEARS
	names = frappe.get_all(
		DOCTYPE,
		{
			"status": ["in", sorted(ENDED)],
			"status_on": ["<", add_years(nowdate(), -years)],
			"forgotten_on": ["is", "not set"],
		},
		pluck="name",
		order_by="status_on, name",
		limit=AT_ONCE,
	)
	if names:
		_empty(tuple(names))
	return len(names)


def _empty(names: tuple[str, ...]) -> None:
	needs = tuple(frappe.get_all(NEED, {"recipient": ["in", names]}, pluck="name", limit=0)) or ("",)
	pairs = tuple(frappe.get_all(PAIRING, {"recipient": ["in", names]}, pluck="name", limit=0)) or ("",)
	values = {"names": names, "needs": needs, "pairs": pairs, "nobody": NOBODY, "today": nowdate()}
	for statement in (
		"""update `tabService Recipient` set `recipient_name` = `name`, `masked_name` = %(nobody)s,
			`birth_year` = 0, `languages` = null, `address` = null, `phone` = null, `contact_person` = null,
			`health_notes` = null, `risk_notes` = null, `guardian_name` = null, `consent_file` = null,
			`status_reason` = null, `has_contact` = 0, `forgotten_on` = %(today)s
			where `name` in %(names)s""",
		"""update `tabRecipient Source` set `level` = null, `file` = null
			where `parenttype` = 'Service Recipient' and `parent` in %(names)s""",
		"""update `tabService Need` set `recipient_shown` = %(nobody)s, `content` = `need_kind`,
			`need_title` = `need_kind`, `applicant_name` = null, `applicant_phone` = null, `risks` = null,
			`answer` = null, `rating_words` = null where `name` in %(needs)s""",
		"""update `tabRecipient Pairing` set `recipient_shown` = %(nobody)s, `purpose` = %(nobody)s,
			`agreement` = null where `name` in %(pairs)s""",
		"update `tabPairing Contact` set `note` = null where `pairing` in %(pairs)s",
	):
		frappe.db.sql(statement, values)
	for doctype, found in ((DOCTYPE, names), (NEED, needs), (PAIRING, pairs)):
		_forget_beside(doctype, found)


def _forget_beside(doctype: str, names: tuple[str, ...]) -> None:
	"""Old versions and remarks say what the document said; so do its files."""
	frappe.db.delete("Version", {"ref_doctype": doctype, "docname": ["in", names]})
	frappe.db.delete("Comment", {"reference_doctype": doctype, "reference_name": ["in", names]})
	hung = {"attached_to_doctype": doctype, "attached_to_name": ["in", names]}
	for file in frappe.get_all("File", hung, pluck="name", limit=0):
		frappe.delete_doc("File", file, ignore_permissions=True, force=True, delete_permanently=True)
