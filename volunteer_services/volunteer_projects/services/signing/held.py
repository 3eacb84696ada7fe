"""A shift under lock. Everybody who moves a sign-up locks in this order: activity, shift, sign-up."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.volunteer_projects.domain.sign_up import Places

ACTIVITY = (
	"name",
	"owner",
	"activity_name",
	"project",
	"workflow_state",
	"starts_on",
	"team",
	"site",
	"region",
	"audience",
	"passphrase",
	"sign_up_from",
	"sign_up_until",
	"min_age",
	"max_age",
	"collects_availability",
)
_SHIFT = (
	"name",
	"activity",
	"shift_title",
	"post",
	"starts_on",
	"ends_on",
	"capacity",
	"reserves",
	"places_taken",
	"waiting_count",
	"last_number",
)
_COUNTED = frozenset({"places_taken", "waiting_count", "last_number"})
_COLUMNS = ", ".join([*(f"a.`{column}`" for column in ACTIVITY), *(f"f.`{column}`" for column in _SHIFT)])


@dataclass
class Held:
	"""A shift and its activity as they stand, locked until the end of the transaction."""

	activity: frappe._dict
	shift: frappe._dict
	places: Places

	def store(self) -> None:
		"""Write the counters; the activity shows how many people come."""
		places = self.places
		more = places.taken - cint(self.shift.places_taken)
		frappe.db.sql(
			"""update `tabActivity Shift` set `places_taken` = %s, `waiting_count` = %s, `last_number` = %s
			where `name` = %s""",
			(places.taken, places.waiting, places.last_number, self.shift.name),
		)
		self.shift.places_taken = places.taken
		if more:
			frappe.db.sql(
				"""update `tabService Activity` set `head_count` = greatest(`head_count` + %s, 0)
				where `name` = %s""",
				(more, self.activity.name),
			)

	def stands_as(self, seen: Held) -> bool:
		"""Whether whatever a sign-up is asked about is as it was seen before the lock."""
		return self.activity == seen.activity and all(
			self.shift[column] == seen.shift[column] for column in _SHIFT if column not in _COUNTED
		)


def look(activity: str, shift: str) -> Held:
	"""The same without a lock, for what can be asked before others have to wait. Raises DoesNotExistError."""
	return _read(activity, shift, "")


def hold(activity: str, shift: str) -> Held:
	"""Lock the activity and one of its shifts, in this order. Raises DoesNotExistError."""
	return _read(activity, shift, "for update")


def _read(activity: str, shift: str, lock: str) -> Held:
	rows = frappe.db.sql(
		f"""select {_COLUMNS} from `tabService Activity` a
		straight_join `tabActivity Shift` f on f.`activity` = a.`name`
		where a.`name` = %s and f.`name` = %s {lock}""",  # noqa: S608 (our columns)
		(activity, shift),
	)
	if not rows:
		frappe.throw(
			_("The shift {0} is not one of this activity.").format(frappe.utils.escape_html(shift)),
			frappe.DoesNotExistError,
		)
	first = frappe._dict(zip(ACTIVITY, rows[0], strict=False))
	second = frappe._dict(zip(_SHIFT, rows[0][len(ACTIVITY) :], strict=True))
	places = Places(
		cint(second.capacity), cint(second.places_taken), cint(second.waiting_count), cint(second.last_number)
	)
	return Held(first, second, places)
