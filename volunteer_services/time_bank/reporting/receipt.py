"""What the receipt of a redemption (兑换凭证) says beside the document itself."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.time_bank.services.books import accounts
from volunteer_services.time_bank.services.rewards import redemptions

NOT_VALID = {
	"Requested": ("尚未发放", "NOT HANDED OVER"),
	"Approved": ("尚未发放", "NOT HANDED OVER"),
	"Returned": ("退回修改", "RETURNED"),
	"Rejected": ("未予兑换", "REJECTED"),
	"Cancelled": ("已取消", "CANCELLED"),
}


def redemption_receipt(name: str) -> frappe._dict:
	"""The balance of points before and after (None before the hand-over), the places and people by name, and
	the stamp of a paper that is no receipt. Raises PermissionError without read access."""
	doc = frappe.get_doc(redemptions.DOCTYPE, name)
	doc.check_permission("read")
	entry = frappe.db.get_value(
		"Points Entry",
		{
			"transfer": redemptions.transfer_key(doc.name),
			"account": accounts.volunteer_key(doc.volunteer),
		},
		["points", "balance_after"],
		as_dict=True,
	)
	after = cint(entry.balance_after) if entry else None
	return frappe._dict(
		after=after,
		before=after - cint(entry.points) if entry else None,
		sponsor=frappe.db.get_value("Reward Sponsor", doc.sponsor, "sponsor_name") if doc.sponsor else "",
		site=frappe.db.get_value("Service Site", doc.site, "site_name") if doc.site else "",
		kind=_(doc.reward_type, context="Reward Item"),
		handed_by=_person(doc.fulfilled_by),
		approved_by=_person(doc.approved_by),
		stamp=NOT_VALID.get(doc.workflow_state),
	)


def _person(user: str | None) -> str:
	return (frappe.db.get_value("User", user, "full_name") or user) if user else ""
