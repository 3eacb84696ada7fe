"""What waits for a reviewer: everything that is needed to decide, the doubtful first, by activity.

A bounded number of queries, however many records wait.
"""

from collections import Counter
from collections.abc import Iterable

import frappe
from frappe.utils import cint

from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.workflow.guard import get_active_workflow
from volunteer_services.foundation.workflow.steps import APPROVALS
from volunteer_services.service_records.services import limits
from volunteer_services.service_records.services.near import NOT_COUNTED
from volunteer_services.service_records.services.review_guard import DOCTYPE, ReviewGuard, sums

MOST = 300
"""Records that one page shows, the oldest service first."""
_SHOWN = (
	"name", "volunteer", "volunteer_name", "service_date", "starts_on", "ends_on", "break_minutes", "minutes",
	"workflow_state", "is_late", "is_overlapping", "remark", "service_content", "location", "source",
)  # fmt: skip
_COLUMNS = (
	"name", "volunteer", "volunteer_name", "workflow_state", "docstatus", "next_review", "approval_level",
	"day_minutes", "minutes", "service_date", "starts_on", "ends_on", "break_minutes", "activity", "project",
	"team", "site", "region", "recorder", "owner", "creation", "is_late", "is_overlapping", "is_repeated",
	"remark", "service_content", "location", "source", "is_make_up",
)  # fmt: skip


EMPTY: dict = {"groups": [], "sums": {}, "not_mine": 0, "more": 0}
"""For those who decide on no record."""


def for_me() -> dict:
	"""The records that the session's user may decide on now.

	``{"groups": [{"key", "title", "activity", "date", "rows"}], "sums": {"records", "people", "minutes",
	"exceptions"}, "not_mine": how many of these the user may not decide on, "more": how many wait beyond}``.
	Each row has ``flags``: late, make_up, limit, overlap, twice, remark; and ``day_total`` in minutes.
	"""
	where = _condition()
	if not where:
		return _answer([], 0, 0)
	rows = _rows(where)
	guard = ReviewGuard(rows)
	mine = [row for row in rows if not guard.problem(row, "Approve")]
	total = cint(frappe.db.sql(f"select count(*) from `tabService Log` where {where}")[0][0])  # noqa: S608
	return _answer(_described(mine), len(rows) - len(mine), total - len(rows))


def _condition() -> str | None:
	"""The states in which the user decides, each within what the appointments with its roles reach."""
	workflow = get_active_workflow(DOCTYPE)
	held = set(frappe.get_roles())
	deciding: dict[str, set[str]] = {}
	for row in workflow.transitions if workflow else ():
		if row.action in APPROVALS and row.allowed in held:
			deciding.setdefault(row.state, set()).add(row.allowed)
	parts = []
	for state, allowed in deciding.items():
		reached = scope.condition(DOCTYPE, by_roles=sorted(allowed))
		named = f"`tabService Log`.`workflow_state` = {frappe.db.escape(state)}"
		parts.append(f"({named} and {reached})" if reached else f"({named})")
	return f"({' or '.join(parts)})" if parts else None


def _rows(where: str) -> list[frappe._dict]:
	columns = ", ".join(f"`{column}`" for column in _COLUMNS)
	return frappe.db.sql(
		f"""select {columns} from `tabService Log` where {where}
		order by `service_date`, `activity`, `starts_on`, `creation`, `name` limit {MOST}""",  # noqa: S608
		as_dict=True,
	)


def _described(rows: list) -> list[dict]:
	"""The rows as a reviewer reads them."""
	days = _days(rows)
	direct = limits.day_limits().direct_minutes
	teams = _titles("Volunteer Team", "team_name", (row.team for row in rows))
	activities = _titles("Service Activity", "activity_name", (row.activity for row in rows))
	projects = _titles("Volunteer Project", "project_name", (row.project for row in rows))
	people = _titles("User", "full_name", (row.recorder for row in rows))
	found = []
	for row in rows:
		day = days[(row.volunteer, row.service_date)]
		total = sum(cint(other.minutes) for other in day)
		shown = {field: row[field] for field in _SHOWN}
		found.append(
			shown
			| {
				"activity": row.activity,
				"title": activities.get(row.activity) or projects.get(row.project) or row.service_content,
				"team_name": teams.get(row.team),
				"recorder_name": people.get(row.recorder) or row.recorder,
				"day_total": total,
				"flags": _flags(row, day, total > direct),
			}
		)
	return found


def _flags(row, day: list, is_over: bool) -> list[str]:
	twins = Counter(_sameness(other) for other in day)
	asked = {
		"late": row.is_late,
		"make_up": row.is_make_up,
		"limit": is_over,
		"overlap": row.is_overlapping,
		"twice": row.is_repeated or twins[_sameness(row)] > 1,
		"remark": (row.remark or "").strip(),
	}
	return [flag for flag, is_so in asked.items() if is_so]


def _sameness(row) -> tuple:
	"""Two records of a person and a day that agree in this may be one service, entered twice."""
	return (cint(row.minutes), row.starts_on)


def _days(rows: list) -> dict[tuple, list]:
	"""All records of these people on these days that count or wait: (volunteer, day) → rows."""
	found: dict[tuple, list] = {(row.volunteer, row.service_date): [] for row in rows}
	if not found:
		return found
	others = frappe.db.sql(
		"""select `volunteer`, `service_date`, `minutes`, `starts_on` from `tabService Log`
		where `volunteer` in %s and `service_date` in %s and `docstatus` < 2
			and `workflow_state` not in %s""",
		(tuple({key[0] for key in found}), tuple({key[1] for key in found}), NOT_COUNTED),
		as_dict=True,
	)
	for other in others:
		if (other.volunteer, other.service_date) in found:
			found[(other.volunteer, other.service_date)].append(other)
	return found


def _titles(doctype: str, field: str, names: Iterable) -> dict[str, str]:
	wanted = sorted({name for name in names if name})
	if not wanted:
		return {}
	rows = frappe.get_all(
		doctype,
		filters={"name": ["in", wanted]},
		fields=["name", field],
		limit_page_length=0,
		order_by="name",
	)
	return {row.name: row[field] for row in rows}


def _answer(rows: list[dict], not_mine: int, more: int) -> dict:
	counted = sums(frappe._dict(row) for row in rows)
	counted |= {"records": len(rows), "exceptions": sum(bool(row["flags"]) for row in rows)}
	return {"groups": _groups(rows), "sums": counted, "not_mine": not_mine, "more": max(0, more)}


def _groups(rows: list[dict]) -> list[dict]:
	"""Those with something to look at first; within both by activity, else by day and what was done."""
	groups: dict[tuple, dict] = {}
	for row in sorted(rows, key=lambda row: not row["flags"]):
		is_clean = not row["flags"]
		key = (is_clean, row["activity"] or f"{row['service_date']} {row['title']}")
		group = groups.setdefault(
			key,
			{
				"key": f"{int(is_clean)} {key[1]}",
				"is_clean": is_clean,
				"title": row["title"],
				"activity": row["activity"],
				"date": row["service_date"],
				"rows": [],
			},
		)
		group["rows"].append(row)
	return list(groups.values())
