"""The seam to ERPNext's stock: where it is installed, the settings name a warehouse and the material an Item,
what is handed out and comes back moves there, too. Nothing else in this room knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

import frappe

ERP_LINK, ERP_ENTRY = "erpnext_item", "erpnext_stock_entry"
_ERP_MODULE = "volunteer_services.integrations.erpnext.materials"


@dataclass(frozen=True)
class Movement:
	"""Pieces that move: ``kind`` as in the entry, fewer than 0 where one is corrected. ``hand_out``: the
	entry by which they went out, None while they do."""

	kind: str
	pieces: int
	hand_out: str | None = None


def bridge_for(material: frappe._dict) -> ModuleType | None:
	"""The bridge for a material (row or document) whose stock ERPNext counts."""
	if not material.get(ERP_LINK) or "erpnext" not in frappe.get_installed_apps():
		return None
	bridge = frappe.get_module(_ERP_MODULE)
	return bridge if bridge.is_linked(material) else None


def move(material: frappe._dict, movements: list[Movement]) -> list[dict]:
	"""What the entries of these movements note of the ERP: a dict each, all empty where the ERP does not
	count the material. Raises the ERP's own error; then nothing was written."""
	bridge = bridge_for(material)
	if not bridge or not movements:
		return [{} for _movement in movements]
	return [{ERP_ENTRY: entry} for entry in bridge.move(material, movements)]
