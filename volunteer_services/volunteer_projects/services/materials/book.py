"""Materials and their entries as they are stored: read under lock, added, never changed.

Locks: the materials in the order of their names, then the entries. All who write hold the material first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import frappe
from frappe.utils import cint, now, now_datetime

from volunteer_services.foundation.database.bulk import multi_insert, update_each
from volunteer_services.foundation.database.cache import forget
from volunteer_services.foundation.database.names import random_name
from volunteer_services.volunteer_projects.domain import materials as rules
from volunteer_services.volunteer_projects.domain.materials import Balance
from volunteer_services.volunteer_projects.services.shifts import PLACES

MATERIAL, ENTRY = "Activity Material", "Material Entry"
COPIED = ("activity", "activity_name", "unit", *PLACES)
"""What an entry repeats of its material."""
SUMS = ("handed_out", "brought_back", "damaged", "missing")
_COLUMNS = (
	"`name`, `material`, `activity`, `kind`, `qty`, `is_damaged`, `volunteer`, `volunteer_name`, `shift`, "
	"`hand_out`, `reversal_of`"
)


def locked(materials: Iterable[str]) -> dict[str, frappe._dict]:
	"""The rows of materials as they stand now, locked, by name."""
	rows = frappe.db.sql(
		"select * from `tabActivity Material` where `name` in %s order by `name` for update",
		(tuple({*materials, ""}),),
		as_dict=True,
	)
	return {row.name: row for row in rows}


def entries(names: Iterable[str]) -> dict[str, frappe._dict]:
	"""Entries by name; what they say never changes, so they need no lock."""
	rows = frappe.db.sql(
		f"select {_COLUMNS} from `tabMaterial Entry` where `name` in %s",  # noqa: S608 (our columns)
		(tuple({*names, ""}),),
		as_dict=True,
	)
	return {row.name: row for row in rows}


def balances(hand_outs: Iterable[str]) -> dict[str, Balance]:
	"""The sums of hand-outs as they stand now; their materials must be locked."""
	names = {*hand_outs}
	rows = frappe.db.sql(
		"""select `hand_out`, `kind`, `is_damaged`, sum(`qty`) from `tabMaterial Entry`
		where `hand_out` in %s group by `hand_out`, `kind`, `is_damaged` lock in share mode""",
		(tuple({*names, ""}),),
	)
	found: dict[str, Balance] = dict.fromkeys(names, Balance())
	for hand_out, kind, is_damaged, pieces in rows:
		found[hand_out] = found[hand_out].add(kind, cint(pieces), bool(is_damaged))
	return found


def is_reversed(entry: str) -> bool:
	"""Whether an entry was corrected, as it stands now."""
	return bool(
		frappe.db.sql(
			"select 1 from `tabMaterial Entry` where `reversal_of` = %s limit 1 lock in share mode", (entry,)
		)
	)


def add(material: frappe._dict, lines: list[dict]) -> list[str]:
	"""Store entries of a locked material and its new sums; returns their names.

	A line has kind, qty, volunteer, volunteer_name and what else differs; a hand-out is its own ``hand_out``.
	"""
	stamp, user, at = now(), frappe.session.user, now_datetime().replace(microsecond=0)
	rows = []
	for line in lines:
		name = random_name()
		rows.append(
			{
				"name": name,
				"creation": stamp,
				"modified": stamp,
				"owner": user,
				"modified_by": user,
				"docstatus": 0,
				"idx": 0,
				"material": material.name,
				"material_name": title(material),
				**{field: material.get(field) for field in COPIED},
				"shift": None,
				"is_damaged": 0,
				"hand_out": name,
				"reversal_of": None,
				"remark": None,
				"still_out": 0,
				"happened_at": at,
				"actor": user,
				**line,
			}
		)
	multi_insert(ENTRY, rows)
	_store_sums(material, rows)
	return [row["name"] for row in rows]


def mark_open(kind: str, found: Mapping[str, Balance]) -> None:
	"""Note on the hand-outs how much of each is still expected back: by this lists find them."""
	changes = {name: {"still_out": rules.still_out(kind, balance)} for name, balance in sorted(found.items())}
	if changes:
		update_each(ENTRY, changes)
		forget(ENTRY, list(changes))


def _store_sums(material: frappe._dict, rows: list[dict]) -> None:
	balance = Balance(*(cint(material.get(field)) for field in SUMS))
	for row in rows:
		balance = balance.add(row["kind"], row["qty"], bool(row["is_damaged"]))
	sums = {field: getattr(balance, field) for field in SUMS}
	sums["still_out"] = rules.still_out(material.kind, balance)
	update_each(MATERIAL, {material.name: sums})
	forget(MATERIAL, [material.name])
	material.update(sums)


def title(material: Mapping) -> str:
	"""The name with size or model."""
	return " ".join(filter(None, (material.get("material_name"), material.get("size_or_model"))))
