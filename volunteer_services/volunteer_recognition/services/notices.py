"""Telling the volunteers about their stars: a notice to the linked user, an e-mail or a text
message to those whose file says so.

Whoever has no user and chose neither is told by hand (phone call, home visit): the award's ``notified_on``
stays empty, so that the list of those to be called is a filter on the awards.
"""

import frappe
from frappe import _
from frappe.utils import now

from volunteer_services.foundation.messages import channels, send
from volunteer_services.volunteer_recognition.services.changes import award_name, set_fields


def tell_granted(people: list, titles: dict[str, str]) -> None:
	"""Tell of granted stars. ``titles``: award → honorary title; ``people``: rows with name, full_name, user,
	email, mobile, notify_by and ``award``."""
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
		if (person.user or person.notify_by in ("Email", "SMS")) and star > best.get(person.name, (None, 0))[
			1
		]:
			best[person.name] = (person, star)
	people, titles = [], {}
	for person, star in best.values():
		award = award_name(person.name, star)
		titles[award] = changes.scheme.title(star)
		people.append(frappe._dict(person, award=award))
	tell_granted(people, titles)


def _tell(people: list, text) -> None:
	send.send(
		send.Line(
			"Star",
			text(row),
			"Star Award",
			row.award,
			user=row.user,
			volunteer=row.name,
			also_by_file=True,
		)
		for row in people
	)
	is_open = {"Email": channels.exists(channels.EMAIL), "SMS": channels.exists(channels.SMS)}
	address = {"Email": "email", "SMS": "mobile"}
	told = {
		row.award
		for row in people
		if row.user or (is_open.get(row.notify_by) and row.get(address[row.notify_by]))
	}
	set_fields(sorted(told), {"notified_on": now()})
