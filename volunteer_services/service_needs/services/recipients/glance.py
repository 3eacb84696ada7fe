"""Everything of a recipient at a glance: needs, ratings, pairs and contacts [S3: one file, every service]."""

from __future__ import annotations

import frappe

LATEST = 12


def of(recipient: str) -> dict:
	"""{needs, pairs, contacts: the latest of each, counts, rating: the mean of all}. Four queries, whatever
	number there is. The caller may read the file."""
	return {
		"counts": _counts(recipient),
		"needs": frappe.db.sql(
			"""select n.`name`, n.`need_kind`, n.`workflow_state`, n.`received_on`, n.`served_on`, n.`rating`,
				t.`team_name`
			from `tabService Need` n left join `tabVolunteer Team` t on t.`name` = n.`team`
			where n.`recipient` = %s order by n.`received_on` desc, n.`name` desc limit %s""",
			(recipient, LATEST),
			as_dict=True,
		),
		"pairs": frappe.db.sql(
			"""select p.`name`, p.`workflow_state`, p.`from_date`, p.`last_contact_on`, p.`next_due_on`,
				p.`contacts`, coalesce(v.`full_name`, t.`team_name`) as who
			from `tabRecipient Pairing` p left join `tabVolunteer Profile` v on v.`name` = p.`volunteer`
			left join `tabVolunteer Team` t on t.`name` = p.`team`
			where p.`recipient` = %s order by p.`from_date` desc, p.`name` desc limit %s""",
			(recipient, LATEST),
			as_dict=True,
		),
		"contacts": frappe.db.sql(
			"""select c.`contact_on`, c.`contact_kind`, c.`minutes`, c.`note`
			from `tabPairing Contact` c inner join `tabRecipient Pairing` p on p.`name` = c.`pairing`
			where p.`recipient` = %s order by c.`contact_on` desc, c.`name` limit %s""",
			(recipient, LATEST),
			as_dict=True,
		),
	}


def _counts(recipient: str) -> dict:
	needs, served, rating = frappe.db.sql(
		"""select count(*), coalesce(sum(`served_on` is not null), 0), avg(nullif(`rating`, 0))
		from `tabService Need` where `recipient` = %s and `workflow_state` <> 'Joined to Another'""",
		(recipient,),
	)[0]
	return {"needs": needs, "served": int(served), "rating": round(float(rating), 1) if rating else None}
