"""Telling the volunteers about their stars: a notice to the linked user, an e-mail to those who chose that.

Whoever has no user and chose no e-mail is told by hand (phone call, home visit): the award's ``notified_on``
stays empty, so that the list of those to be called is a filter on the awards.
"""

import frappe
from frappe import _
from frappe.utils import now

from volunteer_services.foundation.database.bulk import multi_insert
from volunteer_services.foundation.database.names import names_for
from volunteer_services.volunteer_recognition.services.changes import award_name, set_fields

PERSONAL_MAILS = 50
"""Up to so many e-mails at a time name person and star; beyond, all get one text in one queue entry."""


def tell_granted(people: list, titles: dict[str, str]) -> None:
	"""Tell of granted stars. ``titles``: award → honorary title; ``people``: rows with name, full_name, user,
	email, notify_by and ``award``."""
	_tell(people, lambda row: _("You have been recognised as {0}. Thank you.").format(titles[row.award]))


def tell_revoked(people: list, titles: dict[str, str]) -> None:
	"""Tell of revoked stars, so that nobody learns it from the check page."""
	_tell(
		people,
		lambda row: _("Your recognition as {0} was revoked. Ask your station why.").format(titles[row.award]),
	)


def tell_round(changes) -> None:
	"""Tell those whose stars were granted by one batch of the recalculation: the highest of each person."""
	best: dict[str, tuple] = {}
	for person, star in changes.granted:
		if (person.user or person.notify_by == "Email") and star > best.get(person.name, (None, 0))[1]:
			best[person.name] = (person, star)
	people, titles = [], {}
	for person, star in best.values():
		award = award_name(person.name, star)
		titles[award] = changes.scheme.title(star)
		people.append(frappe._dict(person, award=award))
	tell_granted(people, titles)


def _tell(people: list, text) -> None:
	told = _notices([row for row in people if row.user], text)
	told += _mails([row for row in people if row.notify_by == "Email" and row.email], text)
	set_fields(sorted(set(told)), {"notified_on": now()})


def _notices(people: list, text) -> list[str]:
	stamp, user = now(), frappe.session.user
	multi_insert(
		"Notification Log",
		[
			{
				"name": name,
				"creation": stamp,
				"modified": stamp,
				"owner": row.user,
				"modified_by": user,
				"docstatus": 0,
				"idx": 0,
				"subject": text(row),
				"for_user": row.user,
				"from_user": user,
				"type": "Alert",
				"document_type": "Star Award",
				"document_name": row.award,
				"read": 0,
			}
			for name, row in zip(names_for("Notification Log", len(people)), people, strict=True)
		],
	)
	return [row.award for row in people]


def _mails(people: list, text) -> list[str]:
	if not people or not frappe.db.exists("Email Account", {"default_outgoing": 1, "enable_outgoing": 1}):
		return []
	subject = _("Star recognition of volunteers")
	if len(people) > PERSONAL_MAILS:
		message = _("The star on your volunteer file has changed. Ask your station, or look into your file.")
		frappe.sendmail(recipients=sorted({row.email for row in people}), subject=subject, message=message)
	else:
		for row in people:
			message = _("Dear {0}: {1}").format(frappe.utils.escape_html(row.full_name), text(row))
			frappe.sendmail(recipients=[row.email], subject=subject, message=message)
	return [row.award for row in people]
