"""What volunteers see of their own points and redemptions: the queries behind /my-volunteer-service.

The volunteer's name comes from the page (``own_records.own_file``), never from a request.
"""

import frappe
from frappe.utils import cint

from volunteer_services.time_bank.services.books import accounts
from volunteer_services.time_bank.services.rewards import redemptions

LATEST = 8
_OPEN = ("Requested", "Approved", "Returned")
_REQUEST = """`name`, `item_title`, `qty`, `points`, `workflow_state`, `requested_on`, `fulfilled_on`,
	`creation`, `decision_reason`, `beneficiary`, `reward_item`, `site`,
	`workflow_state` in %(open)s as is_open"""


def standing(volunteer: str) -> frappe._dict | None:
	"""balance, held, available and status; None before the time bank has anything of the volunteer."""
	return redemptions.kept(volunteer)


def entries(volunteer: str, limit: int = LATEST) -> list[frappe._dict]:
	"""The latest entries of the account, newest first: posted_on, kind, points, balance_after, remark."""
	return frappe.db.sql(
		"""select e.`name`, e.`posted_on`, e.`kind`, e.`points`, e.`balance_after`, t.`remark`
		from `tabPoints Entry` e left join `tabPoints Transfer` t on t.`name` = e.`transfer`
		where e.`account` = %s order by e.`seq` desc limit %s""",
		(accounts.volunteer_key(volunteer), limit),
		as_dict=True,
	)


def requests(volunteer: str, limit: int = LATEST) -> list[frappe._dict]:
	"""Open redemptions first, then the latest others: at most ``limit`` of these."""
	found = frappe.db.sql(
		f"""(select {_REQUEST} from `tabReward Redemption`
			where `volunteer` = %(volunteer)s and `workflow_state` in %(open)s
			order by `requested_on` desc, `creation` desc)
		union all (select {_REQUEST} from `tabReward Redemption`
			where `volunteer` = %(volunteer)s and `workflow_state` not in %(open)s
			order by `requested_on` desc, `creation` desc limit %(limit)s)
		order by `is_open` desc, `requested_on` desc, `creation` desc""",  # noqa: S608 (our columns)
		{"volunteer": volunteer, "open": _OPEN, "limit": limit},
		as_dict=True,
	)
	places = {row.reward_item for row in found}
	how = dict(
		frappe.get_all(
			"Reward Item",
			filters={"name": ["in", list(places) or [""]]},
			fields=["name", "how_to_collect"],
			as_list=True,
			limit=0,
		)
	)
	for row in found:
		row.is_open = bool(row.is_open)
		row.can_cancel = row.workflow_state in ("Requested", "Returned")
		row.how_to_collect = how.get(row.reward_item) if row.is_open else ""
		row.qty = cint(row.qty)
	return found
