"""Groups: places under one responsible person, whose people are named later. Only who is named, is registered
and agrees has a sign-up, and a record later.

Every step holds the shift first (signing/held), then the group's row.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, now_datetime

from volunteer_services.exceptions import ActivityStateError, AudienceError, SignUpError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain import group as rules
from volunteer_services.volunteer_projects.domain.group import GroupStatus
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.shifts import PLACES
from volunteer_services.volunteer_projects.services.signing import checks, enter, held, queue, tell
from volunteer_services.volunteer_projects.services.signing.checks import Ask
from volunteer_services.volunteer_projects.services.signing.reasons import refuse

DOCTYPE = "Group Sign Up"
MOST_SHOWN = 20
_ABOUT_THE_ACTIVITY = (ActivityStateError, AudienceError)


def book(activity: str, ask: Ask, shift: str | None, group_name: str, head_count: int) -> dict:
	"""Keep places for a group, ``ask.volunteer`` being responsible: {name, open_places}.

	Raises SignUpError where there are not as many places, and what the notice says against the group; what is
	asked of people is asked when they are named.
	"""
	place = held.hold(activity, shift or shifts.only(activity))
	person = checks.person_of(ask.volunteer)
	refuse([one for one in checks.why_not(place, ask, person) if one.error in _ABOUT_THE_ACTIVITY], "")
	with _rules():
		rules.check_size(head_count, place.places.free, place.places.waiting)
	doc = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"activity": place.activity.name,
			"activity_name": place.activity.activity_name,
			"shift": place.shift.name,
			"starts_on": place.shift.starts_on,
			"ends_on": place.shift.ends_on,
			"group_name": group_name.strip() or person.full_name,
			"volunteer": ask.volunteer,
			"volunteer_name": person.full_name,
			"status": GroupStatus.BOOKED.value,
			"head_count": head_count,
			"open_places": head_count,
			**{field: place.activity.get(field) for field in PLACES},
		}
	)
	doc.flags.by_service = doc.flags.ignore_permissions = True
	doc.insert()
	place.places.keep(head_count)
	place.store()
	return {"name": doc.name, "open_places": head_count}


def name_person(name: str, volunteer: str, by_staff: bool) -> dict:
	"""One of the group's places gets a name: {name, status, open_places}.

	Whoever is named by the responsible person is offered the place and agrees on the own page; the staff
	names those who have agreed. Raises SignUpError, and what stands against the person's sign-up.
	"""
	place, group = _held(name)
	with _rules():
		rules.check_open(group.status, group.open_places)
	until = queue.answer_until(place)
	agrees = by_staff or volunteer == group.volunteer
	if not agrees and not until:
		frappe.throw(
			_("The shift begins too soon for an answer. Ask the organiser to sign {0} up.").format(volunteer),
			SignUpError,
			title=_("Group Sign-up"),
		)
	place.places.keep(-1)
	sign_up = enter.decided(
		place,
		Ask(volunteer),
		enter.GROUP,
		"Signed Up" if agrees else "Offered",
		offered_until=None if agrees else until,
		group_sign_up=name,
	)
	place.store()
	left = group.open_places - 1
	frappe.db.set_value(DOCTYPE, name, "open_places", left)
	if not agrees:
		tell.offered([sign_up])
	return {"name": sign_up, "status": "Signed Up" if agrees else "Offered", "open_places": left}


def withdraw(name: str) -> None:
	"""The places without a name go to others; who is named stays."""
	place, group = _held(name)
	_close(place, group, GroupStatus.WITHDRAWN)


def release() -> int:
	"""A job: shortly before a shift begins, places that still have no name go to others. Returns how many
	groups; each is a transaction of its own."""
	rows = frappe.get_all(
		DOCTYPE,
		filters={
			"status": GroupStatus.BOOKED.value,
			"starts_on": ["<=", add_to_date(now_datetime(), hours=cint(settings().offer_fewest_hours))],
		},
		pluck="name",
		order_by="activity, shift, name",
		limit_page_length=0,
	)
	for name in rows:
		place, group = _held(name)
		_close(place, group, GroupStatus.OVER)
		frappe.db.commit()
	return len(rows)


def of_person(volunteer: str | None) -> list[frappe._dict]:
	"""The groups for which somebody is responsible, to come. One query."""
	if not volunteer:
		return []
	return frappe.db.sql(
		"""select `name`, `activity_name`, `group_name`, `head_count`, `open_places`, `starts_on`, `ends_on`
		from `tabGroup Sign Up` where `volunteer` = %s and `status` = 'Booked' and `ends_on` > %s
		order by `starts_on`, `name` limit %s""",
		(volunteer, now_datetime(), MOST_SHOWN),
		as_dict=True,
	)


def by_number(number: str, full_name: str) -> str:
	"""The registered volunteer of this number and name. Raises SignUpError that tells neither from the
	other."""
	found = frappe.db.get_value(
		"Volunteer Profile",
		{"name": number.strip(), "full_name": full_name.strip(), "workflow_state": "Registered"},
		"name",
	)
	if not found:
		frappe.throw(
			_("No registered volunteer has this number and this name. Ask the person for the card."),
			SignUpError,
			title=_("Group Sign-up"),
		)
	return found


def _held(name: str) -> tuple[held.Held, frappe._dict]:
	asked = frappe.db.get_value(DOCTYPE, name, ["activity", "shift"], as_dict=True)
	if not asked:
		frappe.throw(_("You have no permission for {0}.").format(_(DOCTYPE)), frappe.PermissionError)
	place = held.hold(asked.activity, asked.shift)
	group = frappe.db.sql(
		"""select `name`, `status`, `open_places`, `volunteer` from `tabGroup Sign Up`
		where `name` = %s for update""",
		(name,),
		as_dict=True,
	)[0]
	group.open_places = cint(group.open_places)
	return place, group


def _close(place: held.Held, group: frappe._dict, status: GroupStatus) -> None:
	if group.status != GroupStatus.BOOKED:
		return
	frappe.db.set_value(DOCTYPE, group.name, {"status": status.value, "open_places": 0})
	place.places.keep(-group.open_places)
	queue.offer_places(place)
	place.store()


def _rules():
	return enforce(SignUpError, _("Group Sign-up"))
