"""What the papers of this room say beside their document: the service card, the menu, the list for a walk."""

from __future__ import annotations

from urllib.parse import quote

import frappe
from frappe.utils import cint, cstr, get_url, nowdate

from volunteer_services.foundation import access
from volunteer_services.service_needs.domain.recipients import due_after
from volunteer_services.service_needs.services.menu import offers
from volunteer_services.service_needs.services.recipients.contact import DOCTYPE

LINES = 14
LATEST = 6
MOST_OFFERS = 20
MENU, ASK = "/volunteer-needs/menu", "/volunteer-needs"
_TEMPLATE = "volunteer_services/templates/print/visit_list.html"


def recipient_card(doc) -> dict:
	"""{region, site, site_phone, every, pairs, served, blank, address} of a card. Three queries."""
	site = frappe.db.get_value("Service Site", doc.site, ["site_name", "contact_phone"], as_dict=True) or {}
	served = frappe.db.sql(
		"""select n.`served_on`, n.`need_kind`, n.`rating`, t.`team_name`
		from `tabService Need` n left join `tabVolunteer Team` t on t.`name` = n.`team`
		where n.`recipient` = %s and n.`served_on` is not null
		order by n.`served_on` desc, n.`name` desc limit %s""",
		(doc.name, LATEST),
		as_dict=True,
	)
	pairs = frappe.db.sql(
		"""select coalesce(v.`full_name`, t.`team_name`) from `tabRecipient Pairing` p
		left join `tabVolunteer Profile` v on v.`name` = p.`volunteer`
		left join `tabVolunteer Team` t on t.`name` = p.`team`
		where p.`recipient` = %s and p.`workflow_state` = 'Paired' order by p.`from_date`, p.`name`
		limit 3""",
		(doc.name,),
		pluck=True,
	)
	return {
		"region": cstr(frappe.db.get_value("Service Region", doc.region, "region_name")),
		"site": cstr(site.get("site_name")),
		"site_phone": cstr(site.get("contact_phone")),
		"every": due_after(cint(doc.visit_every_days), cstr(doc.living)),
		"pairs": pairs,
		"served": served[::-1],
		"blank": LINES - len(served),
		"address": get_url(ASK),
	}


def service_menu(site) -> dict:
	"""{region, rows, more, address, site_phone}: what is on the menu in the site's region. Three queries."""
	found = offers.published(site.region)
	return {
		"region": cstr(frappe.db.get_value("Service Region", site.region, "region_name")),
		"rows": found["rows"][:MOST_OFFERS],
		"more": found["count"] - len(found["rows"][:MOST_OFFERS]),
		"address": get_url(f"{MENU}?region={quote(cstr(site.region))}"),
		"site_phone": cstr(site.contact_phone),
	}


def visit_list(recipients: list[str], reason: str) -> str:
	"""The page of a walk, as HTML: whom to visit, where, what to know, and room to write.

	An address that is hidden, or that visitors may not be told, is not on it. Each look is logged with the
	reason. The caller asked for the right to each file. Two queries and one line of the log for each.
	"""
	rows = frappe.db.sql(
		"""select r.`name`, r.`recipient_name`, r.`masked_name`, r.`living`, r.`care_level`, r.`risk_notes`,
			r.`last_served_on`, g.`region_name`,
			(r.`may_share_address` and not r.`is_hidden_address`) as may_know,
			r.`address`, r.`phone`, r.`contact_person`
		from `tabService Recipient` r left join `tabService Region` g on g.`name` = r.`region`
		where r.`name` in %s and r.`status` = 'On File' order by g.`lft`, r.`address`, r.`name`""",
		(tuple(recipients),),
		as_dict=True,
	)
	for row in rows:
		if not row.pop("may_know"):
			row.update(address="", phone="", contact_person="")
		access.record("volunteer_services.api.recipients.visit_list", DOCTYPE, row.name, reason)
	return frappe.render_template(
		_TEMPLATE, {"rows": rows, "reason": reason, "day": nowdate(), "left_out": len(recipients) - len(rows)}
	)
