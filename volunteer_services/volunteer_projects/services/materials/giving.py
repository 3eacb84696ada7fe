"""Materials are handed out, come back or go missing, and entries are corrected by their reversal.

Locks: the materials in the order of their names; the ERP's rows come last.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.exceptions import MaterialError, ReasonRequiredError
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_projects.domain import materials as rules
from volunteer_services.volunteer_projects.domain.materials import EntryKind, Return
from volunteer_services.volunteer_projects.services.materials import book, people, stock
from volunteer_services.volunteer_projects.services.materials.stock import Movement

_OPEN_STATES = ("Published", "Completed")


@dataclass(frozen=True)
class Line:
	"""What became of pieces of one hand-out."""

	hand_out: str
	back: Return
	remark: str = ""


def hand_out(
	material: str, volunteers: list[str], pieces: int, shift: str | None, remark: str, again: bool
) -> dict:
	"""Give so many pieces to each: {made, had}. Who has some already gets none unless ``again``.

	Raises MaterialError, UnknownVisitorError, the ERP's own error; then nobody was given anything.
	"""
	row = _locked(material)
	_check_open(row.activity)
	with _rules():
		rules.check_hand_out(pieces)
	_check_count(len(volunteers))
	shift = people.shift_of(row.activity, shift)
	names = people.known(row.activity, volunteers)
	having = {} if again else people.having(row, list(names), shift, is_locked=True)
	wanted = [name for name in names if name not in having]
	if wanted:
		_hand_out(row, {name: names[name] for name in wanted}, pieces, shift, remark)
	return {"made": len(wanted), "had": len(having)}


def _hand_out(row: frappe._dict, names: dict[str, str], pieces: int, shift: str | None, remark: str) -> None:
	(noted,) = stock.move(row, [Movement(EntryKind.HANDED_OUT.value, pieces * len(names))])
	lines = [
		{
			"kind": EntryKind.HANDED_OUT.value,
			"qty": pieces,
			"volunteer": volunteer,
			"volunteer_name": name,
			"shift": shift,
			"remark": remark or None,
			"still_out": pieces if row.kind == rules.MaterialKind.RETURNABLE else 0,
			**noted,
		}
		for volunteer, name in names.items()
	]
	book.add(row, lines)


def bring_back(activity: str, lines: list[Line]) -> dict:
	"""Note what became of pieces that were handed out at the activity: {noted, still_out} in pieces.

	Raises MaterialError for more than is out, fewer than 0, or what was never handed out there: then nothing
	is noted.
	"""
	_check_count(len(lines))
	found = book.entries(line.hand_out for line in lines)
	for line in lines:
		_check_hand_out(found.get(line.hand_out), activity)
	materials = book.locked(row.material for row in found.values())
	by_material: dict[str, list[Line]] = defaultdict(list)
	for line in lines:
		by_material[found[line.hand_out].material].append(line)
	for name in sorted(by_material):
		_bring_back(materials[name], by_material[name], found)
	return {
		"noted": sum(line.back.pieces for line in lines),
		"still_out": sum(cint(row.still_out) for row in materials.values()),
	}


def _bring_back(material: frappe._dict, lines: list[Line], found: dict[str, frappe._dict]) -> None:
	balances = book.balances(line.hand_out for line in lines)
	title = book.title(material)
	added: list[dict] = []
	for line in lines:
		given = found[line.hand_out]
		with _rules():
			rules.check_return(given.volunteer_name, title, material.kind, balances[given.name], line.back)
		for kind, pieces, is_damaged in line.back.lines():
			balances[given.name] = balances[given.name].add(kind, pieces, is_damaged)
			added.append(
				{
					**_of(given),
					"kind": kind,
					"qty": pieces,
					"is_damaged": int(is_damaged),
					"remark": line.remark or None,
				}
			)
	_add(material, added)
	book.mark_open(material.kind, balances)


def reverse(entry: str, reason: str) -> str:
	"""Correct an entry by its opposite; returns the name of the new one.

	Raises ReasonRequiredError, and MaterialError where it was corrected already, corrects another one, or is
	a hand-out of which something came back.
	"""
	if not reason.strip():
		frappe.throw(_("Say what was wrong about the entry."), ReasonRequiredError, title=_("Reason Missing"))
	row = book.entries([entry])[entry]
	material = book.locked([row.material])[row.material]
	balance = book.balances([row.hand_out])[row.hand_out]
	with _rules():
		rules.check_reversal(row.kind, cint(row.qty), book.is_reversed(entry), balance)
	opposite = {
		**_of(row),
		"kind": row.kind,
		"qty": -cint(row.qty),
		"is_damaged": cint(row.is_damaged),
		"reversal_of": entry,
		"remark": reason.strip(),
	}
	(name,) = _add(material, [opposite])
	left = balance.add(row.kind, -cint(row.qty), bool(row.is_damaged))
	book.mark_open(material.kind, {row.hand_out: left})
	return name


def _of(given: frappe._dict) -> dict:
	"""What the entries of one hand-out have in common."""
	return {field: given.get(field) for field in ("volunteer", "volunteer_name", "shift", "hand_out")}


def _add(material: frappe._dict, added: list[dict]) -> list[str]:
	movements = [Movement(line["kind"], line["qty"], line["hand_out"]) for line in added]
	noted = stock.move(material, movements)
	return book.add(material, [{**line, **more} for line, more in zip(added, noted, strict=True)])


def _locked(material: str) -> frappe._dict:
	row = book.locked([material]).get(material)
	if row is None:
		_refuse(_("This material is not on the list of an activity any more."))
	return row


def _check_open(activity: str) -> None:
	state, name = frappe.db.get_value("Service Activity", activity, ["workflow_state", "activity_name"])
	if state not in _OPEN_STATES:
		_refuse(
			_("The activity {0} is {1}: nothing is handed out.").format(
				name, _(state, context="Service Activity")
			)
		)


def _check_hand_out(row: frappe._dict | None, activity: str) -> None:
	"""Only what was handed out here comes back here."""
	if row is None or row.activity != activity or row.kind != EntryKind.HANDED_OUT or cint(row.qty) < 1:
		_refuse(_("This was not handed out at this activity. Choose a hand-out of its list."))


def _check_count(count: int) -> None:
	if count < 1:
		_refuse(_("Choose at least one person."))
	if count > rules.MOST_AT_ONCE:
		_refuse(_("At most {0} people are noted at once. Choose a shift.").format(rules.MOST_AT_ONCE))


def _rules():
	return enforce(MaterialError, _("Activity Materials"))


def _refuse(message: str) -> None:
	frappe.throw(message, MaterialError, title=_("Activity Materials"))
