"""Who is told what about a cover: in their notifications, in their own language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import frappe
from frappe import _
from frappe.utils import format_datetime

from volunteer_services.foundation.messages.send import site_language
from volunteer_services.volunteer_projects.services.covering.store import DOCTYPE
from volunteer_services.volunteer_projects.services.signing import tell

Text = Callable[[str], str]


def asked(place, request: frappe._dict, volunteers: Iterable[str]) -> None:
	"""These people are asked to stand in."""
	_people(
		request,
		volunteers,
		lambda lang: _(
			"{0} asks for a cover: {1}, {2}. Can you come instead? Answer on your page.", lang
		).format(
			request.volunteer_name, place.activity.activity_name, format_datetime(place.shift.starts_on)
		),
	)


def taken(place, request: frappe._dict, by: str, others: Iterable[str]) -> None:
	"""Somebody comes instead: the organiser, the leader of the shift, and those who were asked too. Whose
	place it was is told by the step of the sign-up."""
	when = format_datetime(place.shift.starts_on)
	_organisers(
		place,
		request,
		lambda lang: _("{0} comes instead of {1}: {2}, {3}.", lang).format(
			by, request.volunteer_name, place.activity.activity_name, when
		),
	)
	_people(
		request,
		others,
		lambda lang: _("The cover for {0}, {1}, is found. Thank you for being willing.", lang).format(
			place.activity.activity_name, when
		),
	)


def lapsed(place, request: frappe._dict) -> None:
	"""Nobody was found in time: whoever asked, the organiser and the leader of the shift."""
	text = _lapsed_text(place, request)
	_people(request, [request.volunteer], text)
	_organisers(place, request, text)


def _lapsed_text(place, request: frappe._dict) -> Text:
	return lambda lang: _("Nobody was found to cover for {0}: {1}, {2}. Call the organiser.", lang).format(
		request.volunteer_name, place.activity.activity_name, format_datetime(place.shift.starts_on)
	)


def _people(request: frappe._dict, volunteers: Iterable[str], text: Text) -> None:
	names = tuple(volunteers)
	if names:
		_tell(
			request,
			"""select u.`name`, u.`language`, v.`name` from `tabVolunteer Profile` v
			left join `tabUser` u on u.`name` = v.`user` and u.`enabled` = 1
			where v.`name` in %(names)s and (u.`name` is not null or coalesce(v.`user`, '') = '')""",
			{"names": names},
			text,
		)


def _organisers(place, request: frappe._dict, text: Text) -> None:
	_tell(
		request,
		"""select u.`name`, u.`language`, null from `tabUser` u where u.`enabled` = 1
			and (u.`name` = %(owner)s or u.`name` = (select v.`user` from `tabActivity Shift` f
				inner join `tabVolunteer Profile` v on v.`name` = f.`shift_leader`
				where f.`name` = %(shift)s))""",
		{"owner": place.activity.owner, "shift": place.shift.name},
		text,
	)


def _tell(request: frappe._dict, query: str, values: dict, text: Text) -> None:
	usual = site_language()
	tell.write(
		[
			(frappe._dict(name=request.name, user=user, volunteer=volunteer), text(language or usual))
			for user, language, volunteer in frappe.db.sql(query, values)
			if user != frappe.session.user
		],
		DOCTYPE,
		"Cover",
	)
