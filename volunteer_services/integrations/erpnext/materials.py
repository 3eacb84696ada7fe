"""Materials of activities on the ERP's stock: what ``volunteer_projects/services/materials/stock.py`` calls.

What is handed out at once is one Stock Entry; what comes back is one for each kind of entry and warehouse
from which it went out. Lock order: our materials first, then the ERP's rows.
"""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import cint, flt

from volunteer_services.exceptions import ErpLinkError
from volunteer_services.foundation.settings import SETTINGS
from volunteer_services.integrations.erpnext import entries, places
from volunteer_services.integrations.erpnext.fields import MATERIAL
from volunteer_services.integrations.erpnext.material_flow import RECEIPT, Flow, Way, flow
from volunteer_services.integrations.erpnext.places import StockPlace

STORE, OUT = "erpnext_material_warehouse", "erpnext_material_out_warehouse"
ITEM = "erpnext_item"
RETURNABLE = "Returnable"


def is_linked(material) -> bool:
	"""Whether the ERP counts this Activity Material (document or row): the settings name a warehouse, and the
	item keeps stock."""
	code = material.get(ITEM)
	return bool(code and _setting(STORE) and frappe.db.get_value("Item", code, "is_stock_item"))


def move(material, movements: list) -> list[str | None]:
	"""Make the Stock Entries of these movements (``Movement`` of the seam); returns for each the Stock Entry
	that has it, or None.

	``material``: its locked row. What went out before the link, or without the ERP, comes back without it.
	Raises the ERP's own error, MaterialError, ErpLinkError; then nothing was written.
	"""
	issued = _issued([one.hand_out for one in movements if one.hand_out])
	groups: dict[tuple[str, Way], list[int]] = defaultdict(list)
	for number, one in enumerate(movements):
		way = _way_now(material) if one.hand_out is None else issued.get(one.hand_out, (None, 0))[0]
		if way:
			groups[(f"{one.kind}{'' if one.pieces > 0 else ' back'}", way)].append(number)
	made: list[str | None] = [None] * len(movements)
	for (_kind, way), numbers in groups.items():
		together = [movements[number] for number in numbers]
		found = flow(together[0].kind, sum(one.pieces for one in together), way)
		if found:
			name = _post(material, found, _rate(together, issued))
			for number in numbers:
				made[number] = name
	return made


# --- inside -------------------------------------------------------------------------------------------------


def _post(material, found: Flow, rate: float) -> str:
	company = places.check_warehouse(found.warehouse, None)
	if found.to_warehouse:
		places.check_warehouse(found.to_warehouse, company)
	site = material.get("site")
	# Another company's site does not bear what this warehouse holds.
	at = site if places.company_of_site(site) == company else None
	place = StockPlace(material.get(ITEM), found.warehouse, company, places.cost_center_of(at, company))
	entry = entries.post(
		found.purpose,
		place,
		found.pieces,
		rate=rate if found.purpose == RECEIPT else None,
		to_warehouse=found.to_warehouse,
		remarks=_("Materials of the activity {0}, noted by {1}.").format(
			material.get("activity"), frappe.session.user
		),
		**{MATERIAL: material.get("name")},
	)
	return entry.name


def _way_now(material) -> Way:
	out = _setting(OUT) if material.get("kind") == RETURNABLE else None
	return Way(_setting(STORE), out or None)


def _issued(hand_outs: list[str]) -> dict[str, tuple[Way, float]]:
	"""The way that hand-outs went, and the value of a piece; only of those that the ERP has."""
	rows = frappe.db.sql(
		"""select e.`name`, d.`s_warehouse`, d.`t_warehouse`, d.`basic_rate` from `tabMaterial Entry` e
		inner join `tabStock Entry` s on s.`name` = e.`erpnext_stock_entry` and s.`docstatus` = 1
		inner join `tabStock Entry Detail` d on d.`parent` = s.`name`
		where e.`name` in %s""",
		(tuple({*hand_outs, ""}),),
	)
	return {name: (Way(source, target or None), flt(rate)) for name, source, target, rate in rows}


def _rate(movements: list, issued: dict[str, tuple[Way, float]]) -> float:
	"""What a piece of these was worth when it went out, on average."""
	pieces = sum(abs(cint(one.pieces)) for one in movements)
	worth = sum(abs(cint(one.pieces)) * issued.get(one.hand_out, (None, 0.0))[1] for one in movements)
	return worth / pieces if pieces else 0.0


def _setting(field: str) -> str | None:
	return frappe.db.get_single_value(SETTINGS, field) or None


def check_settings(doc) -> None:
	"""The warehouses of materials hold stock, and belong to one company. Raises ErpLinkError."""
	company = places.check_warehouse(doc.get(STORE), None) if doc.get(STORE) else None
	if doc.get(OUT):
		if not company:
			_refuse(_("Name the warehouse from which materials are handed out, too."))
		places.check_warehouse(doc.get(OUT), company)
		if doc.get(OUT) == doc.get(STORE):
			_refuse(_("What is out lies in another warehouse than what is not."))


def check_item(doc) -> None:
	"""The item keeps stock, and stays once something was handed out. Raises ErpLinkError."""
	before = doc.get_doc_before_save()
	if before and frappe.db.exists("Material Entry", {"material": doc.name}):
		_refuse(_("{0} was handed out: its ERP item stays as it is.").format(doc.material_name))
	if not doc.get(ITEM):
		return
	item = frappe.db.get_value(
		"Item", doc.get(ITEM), ["is_stock_item", "has_variants", "disabled"], as_dict=True
	)
	if not item or item.has_variants or item.disabled or not cint(item.is_stock_item):
		_refuse(
			_(
				"The ERP item {0} is a template, disabled, not there or keeps no stock. Choose another."
			).format(doc.get(ITEM))
		)


def _refuse(message: str) -> None:
	frappe.throw(message, ErpLinkError, title=_("Links to the ERP"))
