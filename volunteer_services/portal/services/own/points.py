"""The part of /my-volunteer-service about points and rewards, in words for its reader."""

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from volunteer_services.foundation import settings
from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services.own import account as own_points
from volunteer_services.time_bank.domain.redemption import is_minor
from volunteer_services.time_bank.services.earning.rules import rule_in_force
from volunteer_services.time_bank.services.rewards import catalogue as rewards

KINDS = ("Goods", "Service")
_TONES = {
	"Requested": "wait",
	"Approved": "wait",
	"Fulfilled": "good",
	"Returned": "bad",
	"Rejected": "bad",
	"Cancelled": "off",
}


def add(context, file) -> None:
	"""Put ``points`` into the page's context: None where the site has no time bank.

	The address says ``rewards`` (the page of the catalogue), ``kind`` and ``reach``.
	"""
	volunteer, asked = file.name, frappe.form_dict
	version, found = rule_in_force(), own_points.standing(volunteer)
	context.points = None
	if not version and not found:
		return
	found = found or frappe._dict(balance=0, held=0, available=0, status="Active")
	kind = asked.get("kind") if asked.get("kind") in KINDS else None
	reach = bool(cint(asked.get("reach")))
	may_ask = bool(frappe.has_permission("Reward Redemption", "create"))
	catalogue = rewards.catalogue(
		volunteer, reward_type=kind, only_affordable=reach, page=cint(asked.get("rewards"))
	)
	context.points = frappe._dict(
		balance=found.balance,
		held=found.held,
		available=found.available,
		note=_note(found, version, file),
		entries=[_entry(row) for row in own_points.entries(volunteer)],
		requests=[_request(row) for row in own_points.requests(volunteer)],
		kind=kind,
		reach=reach,
		page=catalogue.page,
		pages=catalogue.pages,
		count=catalogue.count,
		rewards=[_reward(row, may_ask) for row in catalogue.rows],
		needs_guardian=_needs_guardian(volunteer),
		for_others=bool(version and version.rule.redeem_for_others),
		link=_link(context, kind, reach),
	)


def _note(found, version, file) -> str:
	"""Why points cannot be spent at present, or nothing."""
	if found.status != "Active":
		return _("Your account of points is being reviewed: points cannot be spent for the time being.")
	needed = version.rule.redeem_from_minutes if version else 0
	if cint(file.total_minutes) < needed:
		return _("Points can be redeemed once you have {0} of approved service.").format(
			printing.hours_text(needed)
		)
	return ""


def _needs_guardian(volunteer: str) -> bool:
	born = frappe.db.get_value("Volunteer Profile", volunteer, "date_of_birth")
	guardian_age = cint(settings.settings().guardian_age)
	return is_minor(getdate(born) if born else None, getdate(nowdate()), guardian_age)


def _entry(row) -> frappe._dict:
	return frappe._dict(
		date=_date(row.posted_on),
		words=_(row.kind, context="Points Entry"),
		remark=row.remark if row.kind == "Redeemed" else "",
		points=f"{cint(row.points):+,}",
		balance=f"{cint(row.balance_after):,}",
	)


def _request(row) -> frappe._dict:
	row.title = f"{row.item_title} × {row.qty}" if row.qty > 1 else row.item_title
	row.state = _(row.workflow_state, context="Reward Redemption")
	row.tone = _TONES.get(row.workflow_state, "wait")
	row.date = _date(row.fulfilled_on or row.requested_on)
	row.reason = row.decision_reason if row.workflow_state in ("Returned", "Rejected") else ""
	row.can_print = row.workflow_state == "Fulfilled" and frappe.has_permission("Reward Redemption", "print")
	return row


def _reward(row, may_ask: bool) -> frappe._dict:
	"""A reward as the catalogue shows it: its facts in one line."""
	facts = [row.sponsor_name, row.site_name]
	if row.left is not None:
		facts.append(_("{0} left").format(row.left))
	if row.min_star:
		facts.append(_("from star {0} on").format(row.min_star))
	if row.limit_per_volunteer:
		facts.append(_("at most {0} each").format(row.limit_per_volunteer))
	if row.valid_to:
		facts.append(_("until {0}").format(_date(row.valid_to)))
	row.facts = " · ".join(fact for fact in facts if fact)
	row.kind = _(row.reward_type, context="Reward Item")
	row.can_ask = may_ask and row.in_reach
	return row


def _link(context, kind: str | None, reach: bool) -> str:
	"""The address of the catalogue with its filters, but for the page."""
	parts = [f"lang={context.page_lang}"]
	if kind:
		parts.append(f"kind={kind}")
	if reach:
		parts.append("reach=1")
	return "?" + "&".join(parts)


def _date(day) -> str:
	return printing.date_zh(day) if printing.is_chinese() else printing.date_en(day)
