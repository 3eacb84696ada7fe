"""星级认定公示名单: whose stars stand under public notice today, on paper for staff and masked for everybody.

One section for each notice and star. [S1] the stars; the working days of the notice are a setting.
"""

from itertools import groupby

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from volunteer_services.exceptions import StarAwardError
from volunteer_services.foundation import access
from volunteer_services.foundation.paper.pages import lay_out
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.volunteer_recognition.domain.round import PUBLIC_NOTICE
from volunteer_services.volunteer_registry.domain.identity import mask_name

DOCTYPE = "Star Award"
MOST = 2000
PAGE = 100
_TEMPLATE = "volunteer_services/templates/print/star_notice.html"
_FIRST_PAGE, _OTHER_PAGES = 30, 36
_OPTIONS = {
	"page-size": "A4",
	"orientation": "Portrait",
	"margin-top": "16mm",
	"margin-bottom": "16mm",
	"margin-left": "18mm",
	"margin-right": "18mm",
}
_RUNNING = """a.`status` = %(status)s and a.`notice_from` <= %(today)s
	and (a.`notice_to` is null or a.`notice_to` >= %(today)s)"""


def in_scope() -> list[frappe._dict]:
	"""The awards under notice today that the user may see. Raises StarAwardError for none or too many."""
	rows = _rows(scope.condition(DOCTYPE, alias="a") or "1=1", 0, MOST + 1)
	if not rows:
		_refuse(_("No star stands under public notice today. Start a public notice first."))
	if len(rows) > MOST:
		_refuse(_("More than {0} stars stand under public notice: print them region by region.").format(MOST))
	return rows


def html() -> str:
	"""The list for the notice board, of the user's scope. Raises StarAwardError."""
	rows = in_scope()
	sections = [(heading, list(people)) for heading, people in groupby(rows, _heading)]
	return frappe.render_template(
		_TEMPLATE,
		{
			"chunks": lay_out(sections, _FIRST_PAGE, _OTHER_PAGES),
			"count": len({row.volunteer for row in rows}),
			"unit": _unit(rows),
			"made_on": nowdate(),
		},
	)


def pdf() -> bytes:
	"""The list as PDF; that it was made is logged."""
	from frappe.utils.pdf import get_pdf  # here, because it opens a log file of the site

	content = get_pdf(html(), dict(_OPTIONS))
	access.record("stars.notice_list", DOCTYPE)
	return content


def public(page: int = 1) -> dict:
	"""What anybody may read: masked names with team, star and hours, a page of at most ``PAGE``.

	Returns rows, page, pages, count. A locked file is left out.
	"""
	count = frappe.db.sql(
		f"select count(*) from `tabStar Award` a {_OPEN_FILE} where {_RUNNING}",  # noqa: S608 (constants)
		_values(),
	)[0][0]
	pages = max(1, -(-count // PAGE))
	page = min(max(1, page), pages)
	rows = _rows("1=1", (page - 1) * PAGE, PAGE)
	return {
		"rows": [
			{
				"masked_name": mask_name(row.volunteer_name or ""),
				"team_name": row.team_name,
				"region_name": row.region_name,
				"title": row.title,
				"hours": row.hours_at_award,
				"notice_from": row.notice_from,
				"notice_to": row.notice_to,
			}
			for row in rows
		],
		"page": page,
		"pages": pages,
		"count": count,
	}


_OPEN_FILE = "inner join `tabVolunteer Profile` p on p.`name` = a.`volunteer` and p.`is_restricted` = 0"


def _rows(where: str, start: int, limit: int) -> list[frappe._dict]:
	return frappe.db.sql(
		f"""select a.`name`, a.`volunteer`, a.`volunteer_name`, a.`star`, a.`title`, a.`hours_at_award`,
			a.`notice_from`, a.`notice_to`, a.`granting_unit`, t.`team_name`, r.`region_name`
		from `tabStar Award` a {_OPEN_FILE}
		left join `tabVolunteer Team` t on t.`name` = a.`team`
		left join `tabService Region` r on r.`name` = a.`region`
		where {_RUNNING} and {where}
		order by a.`notice_from`, a.`notice_to`, a.`star` desc, r.`lft`, t.`lft`, a.`volunteer_name`, a.`name`
		limit %(limit)s offset %(start)s""",  # noqa: S608 (the scope's condition)
		{**_values(), "start": cint(start), "limit": cint(limit)},
		as_dict=True,
	)


def _values() -> dict:
	return {"status": PUBLIC_NOTICE, "today": getdate(nowdate())}


def _heading(row) -> tuple:
	return row.notice_from, row.notice_to, row.star, row.title


def _unit(rows: list) -> str | None:
	"""The granting unit, where all awards name the same one."""
	units = {row.granting_unit for row in rows}
	return frappe.db.get_value("Recording Unit", units.pop(), "unit_name") if len(units) == 1 else None


def _refuse(message: str) -> None:
	frappe.throw(message, StarAwardError, title=_("Public Notice"))
