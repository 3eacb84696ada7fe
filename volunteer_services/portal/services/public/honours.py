"""Honours to be seen by everybody: how many hold each star, and those who have reached it, with masked names
[S1]. A locked file is left out."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.paper import printing
from volunteer_services.volunteer_registry.domain.identity import mask_name

PAGE_LENGTH = 60
_STARS, _KEPT_SECONDS = "volunteer_services:public_stars", 600


def counts() -> list[frappe._dict]:
	"""Stars from the highest down: star, title, how many volunteers hold it. Kept for ten minutes."""
	found = frappe.cache.get_value(_STARS, expires=True)
	if found is None:
		found = frappe.db.sql(
			"""select `star_level` as star, count(*) as people from `tabVolunteer Profile`
			where `star_level` > 0 and `workflow_state` = 'Registered' and `is_restricted` = 0
			group by `star_level` order by `star_level` desc""",
			as_dict=True,
		)
		frappe.cache.set_value(_STARS, found, expires_in_sec=_KEPT_SECONDS)
	return [frappe._dict(star=cint(row.star), people=cint(row.people)) for row in found]


def holders(star: int, page: int) -> frappe._dict:
	"""One page of those who hold a star, the latest first: masked name, team, since when."""
	rows = frappe.db.sql(
		"""select v.`full_name`, t.`team_name`, v.`star_since` from `tabVolunteer Profile` v
		left join `tabVolunteer Team` t on t.`name` = v.`primary_team`
		where v.`star_level` = %s and v.`workflow_state` = 'Registered' and v.`is_restricted` = 0
		order by v.`star_since` desc, v.`name` limit %s offset %s""",
		(star, PAGE_LENGTH + 1, (page - 1) * PAGE_LENGTH),
		as_dict=True,
	)
	return frappe._dict(
		rows=[
			frappe._dict(
				name=mask_name(row.full_name),
				team=row.team_name or "",
				since=_date(row.star_since) if row.star_since else "",
			)
			for row in rows[:PAGE_LENGTH]
		],
		has_more=len(rows) > PAGE_LENGTH,
	)


def _date(day) -> str:
	return printing.date_en(day) if frappe.local.lang == "en" else printing.date_zh(day)


def word(star: int) -> str:
	"""The star as a heading names it."""
	return _("{0} stars").format(star) if star > 1 else _("1 star")
