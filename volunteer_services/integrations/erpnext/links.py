"""Who may link our documents with the ERP's, and what a link must lead to: doc_events of our own DocTypes.

A link lets people hand out that stock who have no right on it in the ERP. So whoever sets one needs both: one
of our officers' roles, and the ERP's right to read what is linked. A new link never leads to another
company, to a group, or to stock that another reward counts already.
"""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.exceptions import ErpLinkError, ErpLinkPermissionError
from volunteer_services.foundation import roles
from volunteer_services.foundation.scope.conditions import active_on
from volunteer_services.foundation.settings import SETTINGS
from volunteer_services.integrations.erpnext import is_here, materials, places, stock
from volunteer_services.integrations.erpnext.remarks import joined

MAY_LINK = roles.OFFICERS
LINKS = {
	"Recording Unit": ("erpnext_company", "erpnext_cost_center"),
	"Service Site": ("erpnext_company", "erpnext_warehouse", "erpnext_cost_center"),
	"Reward Item": ("erpnext_item", "erpnext_warehouse"),
	"Reward Sponsor": ("erpnext_supplier",),
	"Activity Material": (materials.ITEM,),
	SETTINGS: (materials.STORE, materials.OUT),
}


def validate(doc, method: str | None = None) -> None:
	"""Check the links that are new; where ERPNext is not installed there are none."""
	if not is_here():
		return
	changed = [field for field in LINKS[doc.doctype] if _changed(doc, field)]
	if changed:
		_check_right(doc, changed)
	if doc.doctype == "Recording Unit" and changed:
		_check_unit(doc)
	elif doc.doctype == "Service Site" and (changed or doc.has_value_changed("operators")):
		_check_site(doc)
	elif doc.doctype == "Reward Item" and (changed or _changed(doc, "site") or _changed(doc, "reward_type")):
		_check_reward(doc)
	elif doc.doctype == "Activity Material" and changed:
		materials.check_item(doc)
	elif doc.doctype == SETTINGS and changed:
		materials.check_settings(doc)


def on_update(doc, method: str | None = None) -> None:
	"""From the day of the link on the ERP counts a reward; what was counted here before is written down."""
	if not is_here():
		return
	if doc.doctype == "Service Site" and doc.has_value_changed("erpnext_warehouse"):
		stock.mirror(frappe.get_all("Reward Item", filters={"site": doc.name}, pluck="name"))
	elif doc.doctype == "Reward Item" and doc.erpnext_item and _is_moved(doc):
		before = doc.get_doc_before_save()
		if before and cint(before.stock_qty) and not before.erpnext_item and stock.is_linked(doc):
			_tell_of_old_count(doc, cint(before.stock_qty))
		stock.mirror([doc.name])


def _tell_of_old_count(doc, counted: int) -> None:
	"""What was counted here is not in the ERP: who links is told how it gets there; a comment keeps it."""
	there = stock.actual_qty(doc)
	told = _("The ERP counts the stock from now on: {0} there, {1} here until now.").format(there, counted)
	doc.add_comment("Info", told)
	if there != counted:
		way_out = _("Bring the {0} pieces into the ERP by Receive Gift or a Stock Reconciliation.")
		frappe.msgprint(
			joined(told, way_out.format(counted)), title=_("Stock in the ERP"), indicator="orange"
		)


def may_link() -> bool:
	"""Whether the user has one of the roles that may link."""
	return frappe.session.user == "Administrator" or bool(set(MAY_LINK).intersection(frappe.get_roles()))


def require_role() -> None:
	"""Raise ErpLinkPermissionError unless the user may link."""
	if not may_link():
		frappe.throw(
			_("Links to the ERP are set by {0} only.").format(", ".join(_(role) for role in MAY_LINK)),
			ErpLinkPermissionError,
			title=_("Not Allowed"),
		)


# --- inside -------------------------------------------------------------------------------------------------


def _changed(doc, field: str) -> bool:
	before = doc.get_doc_before_save()
	return (doc.get(field) or None) != ((before.get(field) or None) if before else None)


def _is_moved(doc) -> bool:
	return any(_changed(doc, field) for field in ("erpnext_item", "erpnext_warehouse", "site"))


def _check_right(doc, changed: list[str]) -> None:
	if doc.flags.ignore_permissions or doc.flags.by_erp_service:
		return
	require_role()
	for field in changed:
		target = doc.meta.get_field(field).options
		name = doc.get(field)
		if name and not frappe.has_permission(target, "read", name):
			frappe.throw(
				_("You may not see {0} {1} in the ERP. Ask somebody who may to link it.").format(
					_(target), name
				),
				ErpLinkPermissionError,
				title=_("Not Allowed"),
			)


def _check_unit(doc) -> None:
	if doc.erpnext_cost_center:
		places.check_cost_center(doc.erpnext_cost_center, doc.erpnext_company)


def _check_site(doc) -> None:
	company = doc.erpnext_company or places.company_of_unit(_operator(doc))
	if doc.erpnext_warehouse:
		company = places.check_warehouse(doc.erpnext_warehouse, company, doc.name)
	if doc.erpnext_cost_center:
		places.check_cost_center(doc.erpnext_cost_center, company)


def _operator(doc) -> str | None:
	"""The unit that runs the site today by the document's own rows, which may not be stored yet."""

	running = [row for row in doc.operators if row.from_date and active_on(row)]
	return running[-1].recording_unit if running else None


def _check_reward(doc) -> None:
	if not doc.erpnext_item:
		if doc.erpnext_warehouse:
			company = places.company_of_site(doc.site)
			places.check_warehouse(doc.erpnext_warehouse, company, doc.site)
		return
	item = frappe.db.get_value(
		"Item", doc.erpnext_item, ["is_stock_item", "has_variants", "disabled"], as_dict=True
	)
	if not item or item.has_variants or item.disabled:
		_refuse(
			_("The ERP item {0} is a template, disabled or not there. Choose another.").format(
				doc.erpnext_item
			)
		)
	if bool(cint(item.is_stock_item)) != (doc.reward_type == "Goods"):
		_refuse(
			_(
				"Goods are linked to an ERP item that keeps stock, services to one that keeps none: {0}."
			).format(doc.erpnext_item)
		)
	values = places.reward(doc)
	warehouse = places.warehouse_of(values)
	if warehouse:
		places.check_warehouse(warehouse, places.company_of_site(doc.site), doc.site)
		if item.is_stock_item:
			_check_counted_once(doc, warehouse)


def _check_counted_once(doc, warehouse: str) -> None:
	"""Two rewards on one stock would each promise its last piece."""
	others = frappe.db.sql(
		"""select r.`name`, r.`item_title` from `tabReward Item` r
		left join `tabService Site` s on s.`name` = r.`site`
		where r.`erpnext_item` = %s and r.`name` <> %s
			and coalesce(nullif(r.`erpnext_warehouse`, ''), s.`erpnext_warehouse`) = %s
		order by r.`name` limit 1""",
		(doc.erpnext_item, doc.name or "", warehouse),
	)
	if others:
		_refuse(
			_("The stock of {0} in {1} is counted by the reward {2} ({3}) already. Use that one.").format(
				doc.erpnext_item, warehouse, others[0][1], others[0][0]
			)
		)


def _refuse(message: str) -> None:
	frappe.throw(message, ErpLinkError, title=_("Links to the ERP"))
