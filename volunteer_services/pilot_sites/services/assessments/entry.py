"""Entering an assessment: what is proposed, and single answers saved as one goes (form, telephone, Excel).

An answer changes its own row only: several people may fill one draft at once. Whoever saves says what the
row looked like (``known``); where somebody else changed it meanwhile, nothing is overwritten.
"""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, getdate, nowdate

from volunteer_services.exceptions import AssessmentError
from volunteer_services.foundation import access
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.pilot_sites.domain import checklist as rules
from volunteer_services.pilot_sites.services import checklists
from volunteer_services.pilot_sites.services.assessments import assessing, evidence, known_records

DOCTYPE = "Site Assessment"
_ROW_FIELDS = ("record_count", "problem", *checklists.ITEM_FIELDS)
ENTERED = ("is_met", "number", "remark")
_DECLARED_FIELDS = (*ENTERED, "evidence")
MAX_REMARK = 1000
MAX_NUMBER = 1_000_000_000
"""What an Int field of the database holds, and more than any site has."""


def blank(service_site: str, standard: str, assessed_on: str | None = None) -> list[dict]:
	"""The rows of a new assessment with the counts of today, for the form."""
	doc = frappe.new_doc(DOCTYPE)
	doc.update(
		{"service_site": service_site, "standard": standard, "assessed_on": getdate(assessed_on or nowdate())}
	)
	doc.set("results", [])
	assessing.fill(doc)
	return [{field: row.get(field) for field in _ROW_FIELDS} for row in doc.results]


def offers(service_site: str, standard: str, assessed_on: str | None = None) -> dict[str, dict]:
	"""What the system knows for each item of the standard that is proved by records, by the item's code:
	count, minimum, is_enough, doctype and filters of the list, and a sentence."""
	known = known_records.offers(service_site, assessed_on or nowdate())
	found = {}
	for item in checklists.to_items(frappe.get_cached_doc(checklists.DOCTYPE, standard).items):
		if item.evidence == rules.RECORDS and item.source in known:
			least = max(1, item.minimum)
			offer = known[item.source]
			found[item.code] = {**offer, "minimum": least, "is_enough": offer["count"] >= least}
	return found


def sites_to_assess(limit: int = 500) -> list[frappe._dict]:
	"""The active sites in the scope of the session's user: name and site_name."""
	return frappe.get_list(
		"Service Site",
		filters={"status": "Active"},
		fields=["name", "site_name"],
		order_by="site_name asc",
		limit_page_length=limit,
	)


def begin(
	service_site: str, standard: str | None = None, kind: str = assessing.SELF, assessed_on=None
) -> str:
	"""A new draft; returns its name. Raises AssessmentError where no standard is in force."""
	day = getdate(assessed_on or nowdate())
	standard = standard or checklists.in_force(day=day)
	if not standard:
		frappe.throw(
			_("No version of the standard {0} is in force. Enable one under Checklist Standard.").format(
				checklists.principal() or "—"
			),
			AssessmentError,
			title=_("Checklist Standard"),
		)
	doc = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"service_site": service_site,
			"standard": standard,
			"kind": kind,
			"assessed_on": day,
		}
	)
	return doc.insert().name


def locked_draft(name: str):
	"""The draft, locked until the transaction ends. Raises PermissionError, AssessmentError.

	The lock comes first: the rows are read as they were at the first plain read of the transaction. Where
	something was read before, and somebody saved in between, it is to run again (``retry.whole``).
	"""
	latest = frappe.db.get_value(DOCTYPE, name, "modified", for_update=True)
	access.require_permission(DOCTYPE, "write", name)
	doc = frappe.get_doc(DOCTYPE, name)
	if get_datetime(latest) != get_datetime(doc.modified):
		raise frappe.QueryDeadlockError(f"{name} was saved by somebody else meanwhile")
	check_draft(doc)
	return doc


def check_draft(doc) -> None:
	"""Raise AssessmentError unless the answers may still be changed."""
	if doc.workflow_state != "Draft":
		frappe.throw(
			_("{0} is {1}: its answers cannot be changed any more.").format(
				doc.name, _(doc.workflow_state, context=DOCTYPE)
			),
			AssessmentError,
			title=_("Not Editable"),
		)


def row_of(doc, item_code: str):
	"""The row of an item. Raises AssessmentError."""
	for row in doc.results:
		if row.item_code == item_code:
			return row
	frappe.throw(
		_("{0} has no item {1}. Reload the page.").format(doc.name, item_code),
		AssessmentError,
		title=_("Site Assessment"),
	)


def save_item(
	name: str, item_code: str, answer: Mapping[str, object], known: Mapping[str, object] | None = None
) -> dict:
	"""Save the answer to one item: is_met, number, remark, as far as given.

	``known`` is the answer that the sender saw. Returns ``conflict`` and the state of the assessment; with a
	conflict the row is as somebody else left it. Raises AssessmentError.
	"""
	doc = locked_draft(name)
	row = row_of(doc, item_code)
	changes = changed(clean(row, answer), known)
	if clash(row, changes, known):
		return {"conflict": True, **state(doc, item_code)}
	now = declared(row)
	if all(now[field] == value for field, value in changes.items()):
		return {"conflict": False, **state(doc, item_code)}
	row.update(changes)
	doc.save()
	return {"conflict": False, **state(doc, item_code)}


def attach_evidence(name: str, item_code: str, filename: str, content: bytes) -> dict:
	"""A file becomes the evidence of an item; the one before goes, unless another item needs it."""
	doc = locked_draft(name)
	row = row_of(doc, item_code)
	old, row.evidence = row.evidence, evidence.upload(doc, row, filename, content)
	doc.save()
	evidence.drop(doc, old)
	return state(doc, item_code)


def remove_evidence(name: str, item_code: str) -> dict:
	"""The item has no evidence any more."""
	doc = locked_draft(name)
	row = row_of(doc, item_code)
	old, row.evidence = row.evidence, None
	doc.save()
	evidence.drop(doc, old)
	return state(doc, item_code)


def submit(name: str) -> dict:
	"""The draft goes to the officer: the workflow's own step. Returns name and workflow_state."""
	doc = locked_draft(name)
	doc.workflow_state = "Submitted for Review"
	doc.save()
	return {"name": doc.name, "workflow_state": doc.workflow_state}


def changed(answer: Mapping[str, object], known: Mapping[str, object] | None) -> dict:
	"""What the sender changed of the answer that it knew; all of it where it knew nothing."""
	known = known or {}
	return {
		field: value
		for field, value in answer.items()
		if field not in known or plain(field, known[field]) != value
	}


def clash(row, changes: Mapping[str, object], known: Mapping[str, object] | None) -> list[str]:
	"""The fields that somebody else changed meanwhile, to something else."""
	known, now = known or {}, declared(row)
	return [
		field
		for field, value in changes.items()
		if field in known and now[field] not in (plain(field, known[field]), value)
	]


def declared(row) -> dict:
	"""The answer of a row as it is compared and sent."""
	return {field: plain(field, row.get(field)) for field in _DECLARED_FIELDS}


def state(doc, item_code: str | None = None) -> dict:
	"""What the page shows after a save: progress, what is missing, and the row of the item."""
	found = {
		"name": doc.name,
		"met_count": cint(doc.met_count),
		"item_count": cint(doc.item_count),
		"is_compliant": bool(doc.is_compliant),
		"shortfall": cstr(doc.shortfall),
		"problems": {row.item_code: cstr(row.problem) for row in doc.results},
	}
	if item_code:
		row = row_of(doc, item_code)
		found["row"] = {**declared(row), "record_count": cint(row.record_count), "problem": cstr(row.problem)}
	return found


def may_fill() -> bool:
	"""Whether the session's user enters assessments at all: the role, and an appointment of today."""
	if not frappe.has_permission(DOCTYPE, "create"):
		return False
	reach = scope.get_scope()
	return bool(reach.unrestricted or reach.regions or reach.sites)


def clean(row, answer: Mapping[str, object]) -> dict:
	"""The fields of an answer as they are stored. Raises AssessmentError."""
	wanted = {field: plain(field, answer[field]) for field in ENTERED if field in answer}
	number = wanted.get("number", 0)
	if not 0 <= number <= MAX_NUMBER:
		frappe.throw(
			_("{0}: {1} is no possible number. Enter a whole number from 0 upwards.").format(
				row.item_title, number
			),
			AssessmentError,
			title=_("Number", context="Site Assessment Result"),
		)
	wanted_remark = wanted.get("remark", "")
	if len(wanted_remark) > MAX_REMARK:
		frappe.throw(
			_("{0}: the remark has {1} characters, {2} are possible. Shorten it.").format(
				row.item_title, len(wanted_remark), MAX_REMARK
			),
			AssessmentError,
			title=_("Remark"),
		)
	return wanted


def plain(field: str, value) -> int | str:
	"""A value as it is compared: a tick is 0 or 1, a number whole (-1 of what is none)."""
	if field == "is_met":
		return int(frappe.utils.sbool(value) is True or cint(value) == 1)
	if field == "number":
		return _whole(value)
	return cstr(value).strip()


def _whole(value) -> int:
	"""A whole number; -1 of what is none, so that it is refused."""
	text = cstr(value).strip()
	if not text:
		return 0
	try:
		return int(text)
	except ValueError:
		return -1
