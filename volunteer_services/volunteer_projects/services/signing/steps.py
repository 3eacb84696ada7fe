"""A sign-up goes on: confirmed, declined, withdrawn, removed, excused; what becomes free is offered on."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, now_datetime

from volunteer_services.exceptions import ActivityStateError, SignUpError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain import sign_up as rules
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import held, queue, readiness, tell
from volunteer_services.volunteer_projects.services.signing.reasons import refuse

_OWN_STEPS = frozenset({"Confirmed", "Declined", "Withdrawn"})
_COLUMNS = (
	"name",
	"activity",
	"shift",
	"status",
	"queue_no",
	"volunteer",
	"volunteer_name",
	"starts_on",
	"offered_until",
	"post",
	"overridden",
)


def move(name: str, target: str, reason: str | None = None, is_own: bool = False, override: str = "") -> dict:
	"""Take the sign-up to another state; who waits is offered the place that becomes free.

	``is_own``: the volunteer acts, who confirms, declines and withdraws only. ``override``: the organiser's
	word why somebody is confirmed against a reason that may be overridden. Returns {name, status, position}.
	Raises SignUpError, ActivityStateError, and at a confirmation what the gate of readiness finds.
	"""
	asked = frappe.db.get_value(SIGN_UP, name, ["activity", "shift"], as_dict=True)
	if not asked:
		frappe.throw(
			_("There is no sign-up {0}.").format(frappe.utils.escape_html(name)), frappe.DoesNotExistError
		)
	place = held.hold(asked.activity, asked.shift)
	row = locked(name)
	if row.status == target:
		return {"name": name, "status": target, "position": queue.position(row)}
	_check(place, row, target, cstr(reason), is_own)
	overridden = _still_ready(place, row, target, "" if is_own else override)
	if overridden:
		frappe.db.set_value(SIGN_UP, name, "overridden", overridden)
	store(place, row, target, cstr(reason).strip() or None, is_own)
	queue.offer_places(place)
	place.store()
	row.status = target
	return {"name": name, "status": target, "position": queue.position(row)}


def store(place, row: frappe._dict, target: str, reason: str | None, is_own: bool = False) -> None:
	"""Count and write the step, and tell the person whose sign-up somebody else moved."""
	place.places.move(row.status, target)
	now = now_datetime().replace(microsecond=0)
	late = target == "Withdrawn" and rules.is_late_cancel(
		now, get_datetime(row.starts_on), cint(settings().cancel_free_hours)
	)
	values = {
		"status": target,
		"reason": reason,
		"offered_until": None,
		"decided_by": frappe.session.user,
		"decided_on": now,
		"is_late_cancel": int(late),
		"needs_leader": 0,
		"is_reserve": 0,
	}
	frappe.db.set_value(SIGN_UP, row.name, values)
	if not is_own:
		tell.moved(row, target, reason)
	if row.status in rules.EXPECTED and target in rules.GONE:
		_let_children_go(place, row)


def _let_children_go(place, row: frappe._dict) -> None:
	"""Minors whom an adult of the family brings come with the adult or not at all."""
	listed = ", ".join(f"`{column}`" for column in _COLUMNS)
	children = frappe.db.sql(
		f"""select {listed} from `tabActivity Sign Up` where `accompanied_by` = %s and `shift` = %s
			and `status` in %s order by `queue_no` for update""",  # noqa: S608 (our columns)
		(row.name, place.shift.name, tuple(rules.EXPECTED)),
		as_dict=True,
	)
	for child in children:
		store(place, child, "Removed", _("{0}, who comes along, does not come.").format(row.volunteer_name))


def _check(place, row: frappe._dict, target: str, reason: str, is_own: bool) -> None:
	with enforce(SignUpError, _("Sign-up")):
		rules.check_step(row.volunteer_name, row.status, target, "" if not reason else reason)
	if is_own:
		_check_own(place, row, target)
	takes_a_place = target in rules.HOLDS_PLACE and row.status not in rules.HOLDS_PLACE
	if takes_a_place and target != "Attended" and not place.places.free:
		frappe.throw(
			_(
				"All {0} places of {1} are taken. Raise the number of places, or let somebody withdraw."
			).format(place.places.capacity, place.activity.activity_name),
			SignUpError,
			title=_("No Places Left"),
		)


def _still_ready(place, row: frappe._dict, target: str, override: str) -> str:
	"""Between sign-up and confirmation a certificate may have run out. Returns what is newly overridden."""
	if target != "Confirmed":
		return ""
	post = cstr(place.shift.post or row.post)
	reasons = readiness.why_not(place.activity, row.volunteer, post, row.starts_on)
	text = refuse(reasons, override or row.overridden)
	return text if override else ""


def _check_own(place, row: frappe._dict, target: str) -> None:
	"""What volunteers do themselves, and until when."""
	if target not in _OWN_STEPS or (row.status == "Waiting" and target == "Confirmed"):
		frappe.throw(_("Ask the organiser."), SignUpError, title=_("Sign-up"))
	if place.activity.workflow_state != "Published" or get_datetime(row.starts_on) <= now_datetime():
		frappe.throw(
			_("{0} has begun or is closed. Tell the organiser.").format(place.activity.activity_name),
			ActivityStateError,
			title=_("Sign-up Closed"),
		)
	if row.offered_until and target == "Confirmed" and get_datetime(row.offered_until) < now_datetime():
		frappe.throw(
			_("The place was held until {0} and went on to the next.").format(
				frappe.utils.format_datetime(row.offered_until)
			),
			SignUpError,
			title=_("Sign-up"),
		)


def locked(name: str) -> frappe._dict:
	"""The sign-up as it stands, locked; its shift must be."""
	listed = ", ".join(f"`{column}`" for column in _COLUMNS)
	return frappe.db.sql(
		f"select {listed} from `tabActivity Sign Up` where `name` = %s for update",  # noqa: S608 (our columns)
		(name,),
		as_dict=True,
	)[0]
