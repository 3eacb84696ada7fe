"""A shift under lock. Everybody who moves a sign-up locks in this order: activity, shift, sign-up."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.volunteer_projects.domain.sign_up import Places
from volunteer_services.volunteer_projects.services.shifts import DOCTYPE

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


def hold(activity: str, shift: str) -> Held:
	"""Lock the activity and one of its shifts. Raises DoesNotExistError."""
	first = _locked("Service Activity", ACTIVITY, activity)
	second = _locked(DOCTYPE, _SHIFT, shift)
	if not first or not second or second.activity != first.name:
		frappe.throw(
			_("The shift {0} is not one of this activity.").format(frappe.utils.escape_html(shift)),
			frappe.DoesNotExistError,
		)
	places = Places(
		cint(second.capacity), cint(second.places_taken), cint(second.waiting_count), cint(second.last_number)
	)
	return Held(first, second, places)


def _locked(doctype: str, columns: tuple[str, ...], name: str) -> frappe._dict | None:
	listed = ", ".join(f"`{column}`" for column in columns)
	rows = frappe.db.sql(
		f"select {listed} from `tab{doctype}` where `name` = %s for update",  # noqa: S608 (our columns)
		(name,),
		as_dict=True,
	)
	return rows[0] if rows else None
