"""待我审核: what waits for the reader's decision, a card for each activity, the doubtful first."""

from __future__ import annotations

from collections import Counter

import frappe
from frappe import _
from frappe.utils import getdate

from volunteer_services.foundation.paper import printing
from volunteer_services.foundation.workflow.guard import get_active_workflow
from volunteer_services.portal.services.own.words import date, times
from volunteer_services.service_records.reporting import waiting

LOG = "Service Log"


def add(context) -> None:
	"""Put ``cards``, ``review`` (the sums) and ``log_states`` (state → words) into the page's context."""
	found = waiting.for_me() if frappe.has_permission(LOG, "write") else waiting.EMPTY
	rows = [row for group in found["groups"] for row in group["rows"]]
	forced = _forced(rows)
	for row in rows:
		if (row["activity"], row["volunteer"]) in forced:
			row["flags"].append("forced")
	context.cards = _cards(rows)
	context.review = frappe._dict(
		records=len(rows),
		people=len({row["volunteer"] for row in rows}),
		hours=printing.hours_text(sum(row["minutes"] or 0 for row in rows)),
		not_mine=found["not_mine"],
		more=found["more"],
	)
	context.log_states = _states()


def _states() -> dict[str, str]:
	workflow = get_active_workflow(LOG)
	names = [row.state for row in workflow.states] if workflow else []
	return {name: _(name, context=LOG) for name in names}


def _forced(rows: list[dict]) -> set[tuple[str, str]]:
	"""(activity, volunteer) of those whose check-out was forgotten and set to the plan. One query."""
	activities = tuple({row["activity"] for row in rows if row["activity"]})
	if not activities:
		return set()
	return set(
		frappe.db.sql(
			"""select distinct `activity`, `volunteer` from `tabCheck In`
			where `kind` = 'Forced Out' and `activity` in %s and `volunteer` in %s""",
			(activities, tuple({row["volunteer"] for row in rows})),
		)
	)


def _cards(rows: list[dict]) -> list[frappe._dict]:
	"""A card for each activity, and one for what belongs to none."""
	held: dict[str, list[dict]] = {}
	for row in rows:
		held.setdefault(row["activity"] or "", []).append(row)
	cards = [_card(activity, listed) for activity, listed in held.items()]
	return sorted(cards, key=lambda card: (not card.doubtful, card.since, card.key))


def _card(activity: str, rows: list[dict]) -> frappe._dict:
	rows = sorted(
		rows, key=lambda row: (getdate(row["service_date"]), row["volunteer_name"] or "", row["name"])
	)
	since = getdate(rows[0]["service_date"])
	words = flag_words()
	counted = Counter(flag for row in rows for flag in row["flags"])
	return frappe._dict(
		key=activity or "none",
		title=rows[0]["title"] if activity else _("Records without an activity"),
		since=since,
		oldest=date(since),
		people=len({row["volunteer"] for row in rows}),
		hours=printing.hours_text(sum(row["minutes"] or 0 for row in rows)),
		records=len(rows),
		names=[row["name"] for row in rows],
		doubts=[f"{words[flag]} {count}" for flag, count in counted.items()],
		doubtful=[_row(row, words) for row in rows if row["flags"]],
		clean=[_row(row, words) for row in rows if not row["flags"]],
	)


def flag_words() -> dict[str, str]:
	"""What is to be looked at, in words; the keys are those of service_records/reporting/waiting.py."""
	return {
		"late": _("Late"),
		"make_up": _("Make-up Entry"),
		"limit": _("Over the Day's Limit"),
		"overlap": _("Overlaps"),
		"twice": _("Entered Twice?"),
		"remark": _("Read the Remark"),
		"forced": _("Check-out Forgotten"),
	}


def _row(row: dict, words: dict[str, str]) -> frappe._dict:
	return frappe._dict(
		name=row["name"],
		who=row["volunteer_name"],
		when=" ".join(filter(None, (date(row["service_date"]), times(frappe._dict(row))))),
		hours=printing.hours_text(row["minutes"] or 0),
		day=printing.hours_text(row["day_total"] or 0),
		content=row["service_content"],
		place=row["location"],
		remark=(row["remark"] or "").strip(),
		recorder=row["recorder_name"],
		flags=[words[flag] for flag in row["flags"]],
	)
