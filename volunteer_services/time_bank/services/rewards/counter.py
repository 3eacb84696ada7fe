"""Which rewards the counter offers: what can be redeemed today, and is handed out where the user serves."""

import frappe
from frappe.utils import nowdate

from volunteer_services.foundation import finding
from volunteer_services.foundation.scope.conditions import condition
from volunteer_services.time_bank.services.rewards import catalogue, redemptions, stock

MOST = 50


def offered(text: str | None, volunteer: str | None, start: int, length: int) -> list[tuple]:
	"""(name, title, points, place) of rewards by title or its pinyin; a volunteer's are of their own city."""
	values = {
		"today": nowdate(),
		"text": f"%{catalogue.like(text)}%",
		"sounding": tuple(finding.by_sound(stock.ITEM, text or "", MOST)) or ("",),
		"limit": min(max(1, length), MOST),
		"offset": max(0, start),
	}
	where = catalogue.conditions(catalogue.person_of(volunteer), values)
	return frappe.db.sql(
		f"""select i.`name`, i.`item_title`, i.`points_price`, p.`site_name` from `tabReward Item` i
		left join `tabReward Sponsor` s on s.`name` = i.`sponsor`
		left join `tabService Site` p on p.`name` = i.`site`
		where {where} and (i.`item_title` like %(text)s or i.`name` in %(sounding)s) and ({_here()})
		order by i.`item_title`, i.`points_price`, i.`name` limit %(limit)s offset %(offset)s""",  # noqa: S608 (our columns)
		values,
	)


def _here() -> str:
	"""The rule of redemptions.check_place, for all rewards at once."""
	reached = condition(redemptions.DOCTYPE, alias="place", with_own=False)
	if not reached:
		return "1 = 1"
	places = """select site.`name` as `site`, site.`region`, team.`name` as `team`
		from `tabService Site` as site
		left join `tabVolunteer Team` as team on team.`site` = site.`name`"""
	here = f"select place.`site` from ({places}) as place where {reached}"  # noqa: S608 (our columns)
	return f"coalesce(i.`site`, '') = '' or i.`site` in ({here})"
