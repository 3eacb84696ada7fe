"""ERP Items and Suppliers made from rewards and sponsors: once, by the buttons of the forms."""

import frappe
from frappe import _
from frappe.model.naming import append_number_if_name_exists
from frappe.utils import cstr

from volunteer_services.exceptions import ErpLinkError
from volunteer_services.foundation.manifest import remember
from volunteer_services.integrations.erpnext.fields import ITEM_GROUP
from volunteer_services.integrations.erpnext.links import require_role


def make_item(reward_item: str) -> str:
	"""Make an ERP Item of a reward and link it; returns its name.

	Name, picture and description flow once; afterwards each side is edited by itself. The code is the
	reward's number; where the ERP has it, from an app that was here before or from others, another number
	follows. Raises ErpLinkError when it is linked already, ErpLinkPermissionError, PermissionError.
	"""
	doc = _to_link("Reward Item", reward_item, "erpnext_item")
	is_goods = doc.reward_type == "Goods"
	item = frappe.get_doc(
		{
			"doctype": "Item",
			"item_code": append_number_if_name_exists("Item", doc.name),
			"item_name": doc.item_title[:140],
			"item_group": ensure_item_group(),
			"stock_uom": _stock_uom(),
			"is_stock_item": int(is_goods),
			"is_sales_item": 0,
			"is_purchase_item": int(is_goods),
			"include_item_in_manufacturing": 0,
			"image": doc.image,
			"description": cstr(doc.description) or doc.item_title,
		}
	)
	return _link(doc, "erpnext_item", item)


def make_supplier(sponsor: str) -> str:
	"""Make an ERP Supplier of a sponsor and link it; returns its name. Raises as ``make_item`` does, and
	ErpLinkError where the ERP has a supplier of this name: it may be the sponsor."""
	doc = _to_link("Reward Sponsor", sponsor, "erpnext_supplier")
	known = frappe.db.get_value("Supplier", {"supplier_name": doc.sponsor_name}, "name")
	if known:
		frappe.throw(
			_("The ERP has a supplier of this name already: {0}. Choose it in the field {1}.").format(
				known, frappe.bold(_(doc.meta.get_label("erpnext_supplier")))
			),
			ErpLinkError,
			title=_("Links to the ERP"),
		)
	supplier = frappe.get_doc(
		{
			"doctype": "Supplier",
			"supplier_name": doc.sponsor_name,
			"supplier_type": "Individual" if doc.sponsor_kind == "Individual" else "Company",
			"supplier_group": _supplier_group(),
			"country": frappe.db.get_default("country"),
			"tax_id": doc.credit_code,
		}
	)
	return _link(doc, "erpnext_supplier", supplier)


def ensure_item_group() -> str:
	"""The group of all rewards, made when it is first needed, in the language of the site: the ERP shows the
	name as it is stored. A group that was made earlier keeps its name."""
	site_language = frappe.db.get_single_value("System Settings", "language") or "en"
	wanted = _(ITEM_GROUP, site_language)
	name = next((name for name in (wanted, ITEM_GROUP) if frappe.db.exists("Item Group", name)), None)
	if not name:
		root = frappe.get_all(
			"Item Group", filters={"is_group": 1}, order_by="lft asc", limit=1, pluck="name"
		)
		group = frappe.get_doc(
			{
				"doctype": "Item Group",
				"item_group_name": wanted,
				"parent_item_group": root[0] if root else None,
				"is_group": 0,
			}
		).insert(ignore_permissions=True)  # whoever may make the item makes its group
		remember("Item Group", group.name)
		name = group.name
	return name


def _to_link(doctype: str, name: str, field: str):
	"""The document, locked, if the user may link it and it is not linked yet."""
	require_role()
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.check_permission("write")
	if doc.get(field):
		frappe.throw(
			_("{0} is linked to {1} already.").format(doc.get_title() or name, doc.get(field)),
			ErpLinkError,
			title=_("Links to the ERP"),
		)
	return doc


def _link(doc, field: str, made) -> str:
	"""Store what is to be made and the link to it. The user's right was checked on our document."""
	made.insert(ignore_permissions=True)
	doc.set(field, made.name)
	doc.flags.by_erp_service = True
	doc.save()
	trace = _("{0} {1} was made from {2} {3}.").format(_(made.doctype), made.name, _(doc.doctype), doc.name)
	made.add_comment("Info", trace)
	doc.add_comment("Info", trace)
	return made.name


def _stock_uom() -> str:
	"""Pieces, as this ERP calls them."""
	return (
		"Nos" if frappe.db.exists("UOM", "Nos") else frappe.db.get_single_value("Stock Settings", "stock_uom")
	)


def _supplier_group() -> str | None:
	"""The ERP's own default, else its first group of suppliers."""
	default = frappe.db.get_single_value("Buying Settings", "supplier_group")
	if default:
		return default
	leaves = frappe.get_all(
		"Supplier Group", filters={"is_group": 0}, order_by="lft asc", limit=1, pluck="name"
	)
	return leaves[0] if leaves else None
