"""An activity of several days with the same hours each day: a shift for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, now

from volunteer_services.exceptions import RepetitionError
from volunteer_services.foundation.database.bulk import multi_insert
from volunteer_services.foundation.domain import readings
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_projects.domain import repetition
from volunteer_services.volunteer_projects.services import posts, shifts
from volunteer_services.volunteer_projects.services.repeating.rows import names_of


@dataclass(frozen=True)
class Daily:
	"""The hours of each day, with the post and the places of their shift. ``capacity`` 0: any number."""

	hours: repetition.Hours
	post: str = ""
	capacity: int = 0
	minimum: int = 0


@dataclass(frozen=True)
class Planned:
	"""A shift as it would be. ``existing``: the shift that stands there already."""

	daily: Daily
	slot: repetition.Slot
	existing: str = ""

	@property
	def title(self) -> str:
		return f"{self.slot.starts_on:%m-%d} {self.daily.hours.title}"

	def shown(self) -> dict:
		return {
			"shift_title": self.title,
			"post": self.daily.post,
			"starts_on": str(self.slot.starts_on),
			"ends_on": str(self.slot.ends_on),
			"capacity": self.daily.capacity,
			"existing": self.existing,
		}


def read(rows: Iterable[dict]) -> list[Daily]:
	"""The rows of the dialog: shift_title, from_time, to_time, post, capacity, minimum. Raises
	RepetitionError."""
	found = []
	with enforce(RepetitionError, _("Shifts of Several Days")):
		for row in rows:
			hours = repetition.Hours(
				str(row.get("shift_title") or "").strip() or _("Shift"),
				readings.clock_of(_("Begins At"), row.get("from_time")),
				readings.clock_of(_("Ends At"), row.get("to_time")),
			)
			places = [
				readings.whole(label, row.get(field) or 0)
				for field, label in (("capacity", _("Number of Places")), ("minimum", _("Fewest People")))
			]
			found.append(Daily(hours, str(row.get("post") or "").strip(), *(max(0, one) for one in places)))
	if not found:
		frappe.throw(_("Enter the hours of a day."), RepetitionError, title=_("Shifts of Several Days"))
	return found


def planned(
	activity: frappe._dict, daily: list[Daily], skipped: frozenset[date], lock: bool = False
) -> list[Planned]:
	"""The shifts from the activity's first day to its last. Raises RepetitionError, ActivityPostError.

	``lock``: they are about to be made; what another request made meanwhile is seen, too.
	"""
	known = posts.posts_of(activity.project)
	for one in daily:
		if one.post and one.post not in known:
			posts.known(one.post, activity.project)
	with enforce(RepetitionError, _("Shifts of Several Days")):
		slots = repetition.daily(
			get_datetime(activity.starts_on),
			get_datetime(activity.ends_on),
			[one.hours for one in daily],
			skipped,
		)
	there = _there(activity.name, lock)
	return [
		Planned(
			daily[slot.index],
			slot,
			there.get((slot.starts_on, slot.ends_on, daily[slot.index].post), ""),
		)
		for slot in slots
	]


def _there(activity: str, lock: bool) -> dict[tuple, str]:
	"""The shifts that are planned already, by times and post."""
	share = " lock in share mode" if lock else ""
	rows = frappe.db.sql(
		f"""select `name`, `starts_on`, `ends_on`, `post` from `tabActivity Shift`
		where `activity` = %s and coalesce(`is_whole`, 0) = 0{share}""",  # noqa: S608
		(activity,),
	)
	return {(starts_on, ends_on, post or ""): name for name, starts_on, ends_on, post in rows}


def make(activity: frappe._dict, found: list[Planned]) -> list[str]:
	"""Store the shifts that are not there yet; returns their names. Raises ActivityError where people signed
	up for the whole activity, or where it is over."""
	free = [one for one in found if not one.existing]
	if not free:
		return []
	shifts.check_open(activity.workflow_state)
	shifts.replace_whole(frappe._dict(is_whole=0, activity=activity.name))
	names = names_of(shifts.DOCTYPE, len(free))
	stamp, user = now(), frappe.session.user
	shared = {
		"creation": stamp,
		"modified": stamp,
		"owner": user,
		"modified_by": user,
		"docstatus": 0,
		"idx": 0,
		"activity": activity.name,
		"activity_name": activity.activity_name,
		"is_whole": 0,
		"break_minutes": 0,
		**{field: activity.get(field) for field in shifts.PLACES},
	}
	multi_insert(
		shifts.DOCTYPE,
		[
			{
				**shared,
				"name": name,
				"shift_title": one.title,
				"post": one.daily.post or None,
				"starts_on": one.slot.starts_on,
				"ends_on": one.slot.ends_on,
				"capacity": cint(one.daily.capacity),
				"minimum": cint(one.daily.minimum),
			}
			for name, one in zip(names, free, strict=True)
		],
	)
	return names
