"""服务菜单: what is offered, published, and ordered; an order is a need."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_first_day, nowdate

from volunteer_services.exceptions import NeedError

DOCTYPE = "Service Offer"
LEAST_CHARACTERS = 6
PAGE_LENGTH = 20


def check(doc) -> None:
	"""What an offer must say, and where it belongs. Raises NeedError."""
	doc.offer_name = " ".join(cstr(doc.offer_name).split())
	if len(cstr(doc.offer_text).strip()) < LEAST_CHARACTERS:
		frappe.throw(
			_("Say in at least {0} characters what is offered.").format(LEAST_CHARACTERS),
			NeedError,
			title=_(DOCTYPE),
		)
	if doc.team:
		team = frappe.db.get_value(
			"Volunteer Team", doc.team, ["region", "site", "workflow_state"], as_dict=True
		)
		if team.workflow_state != "Active":
			frappe.throw(_("Choose an active team."), NeedError, title=_(DOCTYPE))
		doc.site = doc.site or team.site


def published(region: str | None = None, kind: str | None = None, page: int = 1) -> dict:
	"""{rows, page, pages, count}: what is on the public menu, within ``region`` and above it. Two queries."""
	values = {"region": region, "kind": kind}
	where = ["o.`is_published` = 1"]
	if region:
		where.append(
			"""exists (select 1 from `tabService Region` r inner join `tabService Region` w
			on (r.`lft` <= w.`lft` and r.`rgt` >= w.`rgt`) or (r.`lft` >= w.`lft` and r.`rgt` <= w.`rgt`)
			where r.`name` = o.`region` and w.`name` = %(region)s)"""
		)
	if kind:
		where.append("o.`need_kind` = %(kind)s")
	condition = " and ".join(where)
	count = frappe.db.sql(f"select count(*) from `tabService Offer` o where {condition}", values)[0][0]  # noqa: S608
	pages = max(1, -(-count // PAGE_LENGTH))
	page = min(max(1, cint(page)), pages)
	rows = frappe.db.sql(
		f"""select o.`name`, o.`offer_name`, o.`need_kind`, o.`offer_text`, o.`conditions`, o.`when_offered`,
			o.`image`, s.`site_name`, t.`team_name`, g.`region_name`
		from `tabService Offer` o left join `tabService Site` s on s.`name` = o.`site`
		left join `tabVolunteer Team` t on t.`name` = o.`team`
		left join `tabService Region` g on g.`name` = o.`region`
		where {condition} order by o.`offer_name`, o.`name` limit %(length)s offset %(offset)s""",  # noqa: S608
		{**values, "length": PAGE_LENGTH, "offset": (page - 1) * PAGE_LENGTH},
		as_dict=True,
	)
	return {"rows": rows, "page": page, "pages": pages, "count": count}


def check_order(offer: str) -> frappe._dict:
	"""The offer that somebody orders, with its kind and place. Raises NeedError for one that is not on the
	menu, or that enough people have ordered this month."""
	row = frappe.db.get_value(
		DOCTYPE,
		offer,
		["name", "offer_name", "need_kind", "region", "site", "team", "is_published", "orders_per_month"],
		as_dict=True,
	)
	if not row or not row.is_published:
		frappe.throw(_("This is not on the menu. Choose another service."), NeedError, title=_(DOCTYPE))
	if cint(row.orders_per_month):
		ordered = frappe.db.count(
			"Service Need", {"offer": offer, "received_on": [">=", get_first_day(nowdate())]}
		)
		if ordered >= cint(row.orders_per_month):
			frappe.throw(
				_("{0} was ordered {1} times this month. Choose another service, or come next month.").format(
					row.offer_name, ordered
				),
				NeedError,
				title=_(DOCTYPE),
			)
	return row
