"""The shifts of an activity. An activity without shifts of its own has one: the whole of it, which follows
its times and places."""

import frappe
from frappe import _
from frappe.utils import cint, get_datetime

from volunteer_services.exceptions import ActivityError, ActivityStateError, ServiceTimeError
from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services import posts

DOCTYPE = "Activity Shift"
SIGN_UP = "Activity Sign Up"
AVAILABILITY = "Shift Availability"
PLACES = ("team", "site", "region")
_FOLLOWED = ("starts_on", "ends_on", "break_minutes", "capacity", *PLACES)


def of_activity(activity: str) -> list[frappe._dict]:
	"""The shifts of an activity in their order, with what is taken and who waits."""
	return frappe.get_all(
		DOCTYPE,
		filters={"activity": activity},
		fields=[
			"name",
			"shift_title",
			"post",
			"starts_on",
			"ends_on",
			"capacity",
			"minimum",
			"reserves",
			"places_taken",
			"waiting_count",
			"is_whole",
		],
		order_by="starts_on, name",
		limit_page_length=0,
	)


def only(activity: str) -> str:
	"""The one shift of an activity. Raises ActivityError where there are several,
	ActivityStateError where there is none yet."""
	found = frappe.db.sql(
		"""select `name`, `shift_title` from `tabActivity Shift` where `activity` = %s
		order by `starts_on`, `name`""",
		(activity,),
	)
	if len(found) == 1:
		return found[0][0]
	if not found:
		frappe.throw(
			_("The activity is not published yet: nobody can sign up."),
			ActivityStateError,
			title=_("Sign-up Closed"),
		)
	frappe.throw(
		_("The activity has several shifts: say which. They are: {0}.").format(
			", ".join(title for _name, title in found)
		),
		ActivityError,
		title=_("Shift"),
	)


def follow(activity) -> None:
	"""After an activity was saved: its whole shift follows it; one is made when it is published."""
	shifts = frappe.get_all(
		DOCTYPE, filters={"activity": activity.name}, fields=["name", "is_whole"], limit_page_length=0
	)
	values = {field: activity.get(field) for field in _FOLLOWED} | {"shift_title": _("Whole Activity")}
	if not shifts:
		if activity.workflow_state == "Published":
			_make_whole(activity, values)
		return
	whole = next((row.name for row in shifts if row.is_whole), None)
	if whole:
		_move(whole, values)
	_follow_places(activity)


def _make_whole(activity, values: dict) -> None:
	shift = frappe.get_doc({"doctype": DOCTYPE, "activity": activity.name, "is_whole": 1, **values})
	shift.flags.by_service = shift.flags.ignore_permissions = True
	shift.insert()


def _move(name: str, values: dict) -> None:
	shift = frappe.get_doc(DOCTYPE, name)
	shift.update({field: value for field, value in values.items() if field != "shift_title"})
	shift.flags.by_service = shift.flags.ignore_permissions = True
	shift.save()


def _follow_places(activity) -> None:
	"""Team, site and region of a moved project reach shifts, sign-ups and what people said they could."""
	if not any(activity.has_value_changed(field) for field in PLACES):
		return
	sets = ", ".join(f"`{field}` = %({field})s" for field in PLACES)
	values = {field: activity.get(field) for field in PLACES} | {"activity": activity.name}
	for doctype in (DOCTYPE, SIGN_UP, AVAILABILITY):
		frappe.db.sql(f"update `tab{doctype}` set {sets} where `activity` = %(activity)s", values)  # noqa: S608


def fill(shift) -> None:
	"""Copy from the activity what the shift shows, and what its scope needs."""
	found = frappe.db.get_value(
		"Service Activity",
		shift.activity,
		["activity_name", "project", "workflow_state", "starts_on", "ends_on", *PLACES],
		as_dict=True,
	)
	shift.update({field: found[field] for field in ("activity_name", *PLACES)})
	shift.activity_row = found


def check(shift) -> None:
	"""Times within those of the activity, the break shorter than the shift, a post that the project has.

	Raises ServiceTimeError, ActivityError, ActivityPostError.
	"""
	activity = shift.activity_row
	starts_on, ends_on = get_datetime(shift.starts_on), get_datetime(shift.ends_on)
	minutes = (ends_on - starts_on).total_seconds() / 60
	if not 0 <= cint(shift.break_minutes) < minutes:
		_refuse_times(_("The end must be after the start, and the break shorter than the time between them."))
	if starts_on < get_datetime(activity.starts_on) or ends_on > get_datetime(activity.ends_on):
		_refuse_times(
			_("The shift lies outside its activity, which runs from {0} to {1}.").format(
				frappe.utils.format_datetime(activity.starts_on),
				frappe.utils.format_datetime(activity.ends_on),
			)
		)
	if not shift.flags.by_service:
		check_open(activity.workflow_state)
	if shift.post:
		posts.known(shift.post, activity.project)


def check_open(state: str) -> None:
	"""Shifts are planned before the activity is over. Raises ActivityError."""
	if state not in ("Draft", "Published"):
		frappe.throw(
			_("The activity is {0}: its shifts stay as they are.").format(
				_(state, context="Service Activity")
			),
			ActivityError,
			title=_("Shift"),
		)


def _refuse_times(message: str) -> None:
	frappe.throw(message, ServiceTimeError, title=_("Shift"))


def replace_whole(shift) -> None:
	"""The first shift that somebody plans takes the place of the whole activity. Raises ActivityError when
	people have signed up for the whole."""
	if shift.is_whole:
		return
	whole = frappe.db.get_value(DOCTYPE, {"activity": shift.activity, "is_whole": 1}, "name")
	if not whole:
		return
	if expected(whole):
		frappe.throw(
			_("People have signed up for the whole activity. Let them withdraw, or plan shifts before."),
			ActivityError,
			title=_("Shift"),
		)
	forget(whole)
	frappe.delete_doc(DOCTYPE, whole, ignore_permissions=True, force=True, delete_permanently=True)


def forget(shift: str) -> None:
	"""With a shift to which nobody came go its sign-ups, what was asked about them, and who could come."""
	requests = frappe.get_all("Cover Request", {"shift": shift}, pluck="name", limit_page_length=0)
	if requests:
		frappe.db.delete("Cover Request Asked", {"parent": ["in", requests]})
		frappe.db.delete("Cover Request", {"name": ["in", requests]})
	frappe.db.delete(SIGN_UP, {"shift": shift})
	frappe.db.delete("Group Sign Up", {"shift": shift})
	frappe.db.delete(AVAILABILITY, {"shift": shift})


def expected(shift: str) -> int:
	"""How many people may still come, or came, those of groups included who have no names yet."""
	named = frappe.db.count(
		SIGN_UP, {"shift": shift, "status": ["in", [*EXPECTED, "Attended", "Left Early"]]}
	)
	return named + kept(shift)


def kept(shift: str) -> int:
	"""Places of a shift that are kept for groups."""
	return cint(
		frappe.db.sql(
			"""select coalesce(sum(`open_places`), 0) from `tabGroup Sign Up`
			where `shift` = %s and `status` = 'Booked'""",
			(shift,),
		)[0][0]
	)


def taken(activity: str) -> int:
	"""Places taken in all shifts of an activity."""
	return cint(
		frappe.db.sql(
			"""select coalesce(sum(`places_taken`), 0) from `tabActivity Shift`
			where `activity` = %s lock in share mode""",
			(activity,),
		)[0][0]
	)


def delete_all(activity: str) -> None:
	"""With the activity go its shifts and sign-ups, where nobody came. Raises ActivityError else."""
	names = frappe.get_all(DOCTYPE, filters={"activity": activity}, pluck="name", limit_page_length=0)
	for name in names:
		frappe.delete_doc(DOCTYPE, name, ignore_permissions=True, force=True)
