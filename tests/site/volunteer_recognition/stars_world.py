"""What the tests of the stars share: approved hours by SQL, schemes, awards."""

import frappe
from frappe.utils import add_days, nowdate

from tests import factories
from volunteer_services.foundation.database.names import random_name
from volunteer_services.service_records.services import totals

NATIONAL = ((1, 100), (2, 300), (3, 600), (4, 1000), (5, 1500))


def serve(volunteer: str, hours: float, refresh: bool = True) -> str:
	"""An approved log, entered by SQL; without ``refresh`` the totals on the file drift away from it."""
	name = random_name()
	frappe.db.sql(
		"""insert into `tabService Log` (`name`, `creation`, `modified`, `owner`, `modified_by`, `docstatus`,
			`workflow_state`, `volunteer`, `minutes`, `service_date`)
		values (%s, now(), now(), 'Administrator', 'Administrator', 1, 'Approved', %s, %s, '2026-03-05')""",
		(name, volunteer, round(hours * 60)),
	)
	if refresh:
		totals.refresh([volunteer])
	return name


def correct(log: str, hours: float) -> None:
	"""What a correction does to the sums."""
	frappe.db.sql("update `tabService Log` set `minutes` = %s where `name` = %s", (round(hours * 60), log))
	totals.refresh([frappe.db.get_value("Service Log", log, "volunteer")])


def scheme(mode: str = "Automatic", lower_first: bool = False, levels=NATIONAL, day: str | None = None):
	"""A star scheme that is in force from yesterday, in the place of any other."""
	day = day or add_days(nowdate(), -1)
	frappe.db.sql(
		"update `tabStar Scheme` set `is_disabled` = 1 where `effective_from` >= %s", add_days(nowdate(), -1)
	)
	return frappe.get_doc(
		{
			"doctype": "Star Scheme",
			"scheme_name": factories.unique("认定标准"),
			"effective_from": day,
			"grant_mode": mode,
			"levels": [
				{
					"star": star,
					"title": f"{star}星",
					"min_hours": hours,
					"require_previous_star": int(lower_first),
				}
				for star, hours in levels
			],
		}
	).insert()


def profile(volunteer: str) -> frappe._dict:
	fields = [
		"total_minutes",
		"total_hours",
		"eligible_star",
		"star_level",
		"star_since",
		"totals_changed_on",
	]
	return frappe.db.get_value("Volunteer Profile", volunteer, fields, as_dict=True)


def awards(volunteer: str) -> dict[int, str]:
	"""star → status"""
	rows = frappe.get_all(
		"Star Award", filters={"volunteer": volunteer}, fields=["star", "status"], order_by="star"
	)
	return {row.star: row.status for row in rows}


def award(volunteer: str, star: int) -> frappe._dict:
	return frappe.db.get_value("Star Award", f"{volunteer}-{star}", "*", as_dict=True)


def snapshot() -> tuple:
	"""Everything that a recalculation may write."""
	return (
		frappe.db.sql("select * from `tabStar Award` order by `name`"),
		frappe.db.sql("select * from `tabVolunteer Profile` order by `name`"),
		frappe.db.sql("select count(*) from `tabNotification Log`"),
	)
