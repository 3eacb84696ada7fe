"""Materials on the ERP's stock: the rules anywhere, the Stock Entries on a bench with ERPNext."""

from __future__ import annotations

import frappe
import pytest

from tests import factories as make
from tests.site.time_bank.with_erpnext import erpnext_world as world
from tests.site.volunteer_projects.materials_world import back, coming, entry_of, given, listed, sums
from tests.site.volunteer_projects.signing_world import as_user, noon, published
from volunteer_services.api import materials as api
from volunteer_services.exceptions import (
	ErpLinkError,
	ErpLinkPermissionError,
	ErpStockEntryError,
	MaterialError,
)
from volunteer_services.integrations.erpnext.material_flow import Flow, Way, flow
from volunteer_services.volunteer_projects.domain.materials import EntryKind

STORE, OUT = "物资仓", "在外"
OUT_OF_STOCK, KEPT_IN_STOCK = Way(STORE, None), Way(STORE, OUT)


@pytest.mark.parametrize(
	("kind", "pieces", "way", "expected"),
	[
		(EntryKind.HANDED_OUT, 3, OUT_OF_STOCK, Flow("Material Issue", 3, STORE)),
		(EntryKind.HANDED_OUT, -3, OUT_OF_STOCK, Flow("Material Receipt", 3, STORE)),
		(EntryKind.BROUGHT_BACK, 2, OUT_OF_STOCK, Flow("Material Receipt", 2, STORE)),
		(EntryKind.BROUGHT_BACK, -2, OUT_OF_STOCK, Flow("Material Issue", 2, STORE)),
		(EntryKind.MISSING, 1, OUT_OF_STOCK, None),
		(EntryKind.MISSING, -1, OUT_OF_STOCK, None),
		(EntryKind.HANDED_OUT, 3, KEPT_IN_STOCK, Flow("Material Transfer", 3, STORE, OUT)),
		(EntryKind.HANDED_OUT, -3, KEPT_IN_STOCK, Flow("Material Transfer", 3, OUT, STORE)),
		(EntryKind.BROUGHT_BACK, 2, KEPT_IN_STOCK, Flow("Material Transfer", 2, OUT, STORE)),
		(EntryKind.BROUGHT_BACK, -2, KEPT_IN_STOCK, Flow("Material Transfer", 2, STORE, OUT)),
		(EntryKind.MISSING, 1, KEPT_IN_STOCK, Flow("Material Issue", 1, OUT)),
		(EntryKind.MISSING, -1, KEPT_IN_STOCK, Flow("Material Receipt", 1, OUT)),
	],
)
def test_every_entry_has_its_way_and_its_correction_the_way_back(kind, pieces, way, expected):
	assert flow(kind.value, pieces, way) == expected


@pytest.fixture
def erp(clean_site):
	"""Twenty pieces in the warehouse of materials, and one where lies what is out."""
	world.skip_without_erpnext()
	with noon():
		erp = world.ErpPlace(qty=20, rate=30)
		erp.out = world.make_warehouse()
		settings(erpnext_material_warehouse=erp.warehouse, erpnext_material_out_warehouse=erp.out)
		erp.activity = published(erp.place)
		erp.people = coming(erp.place, erp.activity, 3)
		yield erp


def settings(**values) -> None:
	doc = frappe.get_doc("Volunteer Services Settings")
	doc.update(values)
	doc.save()


def linked(erp, **values):
	material = listed(erp.place, erp.activity, **values)
	material.erpnext_item = erp.item
	material.save()
	return material


def qty(erp, warehouse: str) -> int:
	return int(frappe.db.get_value("Bin", {"item_code": erp.item, "warehouse": warehouse}, "actual_qty") or 0)


def stock_entries(material) -> list[tuple]:
	return [
		(row.purpose, row.owner, row.docstatus)
		for row in frappe.get_all(
			"Stock Entry",
			filters={"volunteer_activity_material": material.name},
			fields=["purpose", "owner", "docstatus"],
			order_by="creation, name",
		)
	]


def test_what_is_expected_back_is_transferred_and_comes_back_the_same_way(erp):
	vest = linked(erp)
	given(erp.place, vest, *erp.people, pieces=2)
	assert (erp.in_erp(), qty(erp, erp.out)) == (14, 6)
	assert stock_entries(vest) == [("Material Transfer", erp.place.leader, 1)], "one for all of them"
	settings(erpnext_material_out_warehouse=None)
	one, two, three = (entry_of(vest, who) for who in erp.people)
	back(erp.place, erp.activity, (one, 2), (two, 1, 1), (three, 1, 0, 1))
	assert (erp.in_erp(), qty(erp, erp.out)) == (19, 0), "one went missing"
	assert len(stock_entries(vest)) == 3


def test_without_such_a_warehouse_it_is_issued_and_received_at_its_value(erp):
	settings(erpnext_material_out_warehouse=None)
	vest = linked(erp)
	given(erp.place, vest, erp.people[0], pieces=4)
	assert erp.in_erp() == 16
	back(erp.place, erp.activity, (entry_of(vest, erp.people[0]), 3, 0, 1))
	assert erp.in_erp() == 19
	entry = frappe.db.get_value(
		"Material Entry", {"material": vest.name, "kind": "Brought Back"}, "erpnext_stock_entry"
	)
	assert frappe.db.get_value("Stock Entry Detail", {"parent": entry}, "basic_rate") == 30
	assert [purpose for purpose, _owner, _state in stock_entries(vest)] == [
		"Material Issue",
		"Material Receipt",
	]


def test_a_correction_is_the_opposite_stock_entry(erp):
	vest = linked(erp)
	given(erp.place, vest, erp.people[0], pieces=5)
	as_user(erp.place.leader, api.reverse, entry_of(vest, erp.people[0]), "记错数量")
	assert (erp.in_erp(), qty(erp, erp.out), sums(vest)[0]) == (20, 0, 0)


def test_what_the_erp_does_not_have_is_not_handed_out(erp):
	from erpnext.stock.stock_ledger import NegativeStockError

	vest = linked(erp)
	with pytest.raises(NegativeStockError, match=erp.item):
		given(erp.place, vest, *erp.people, pieces=9)
	assert sums(vest) == (0, 0, 0, 0, 0) and stock_entries(vest) == [] and erp.in_erp() == 20


def test_without_an_item_or_a_warehouse_the_erp_hears_nothing(erp):
	plain = listed(erp.place, erp.activity, "帽子")
	given(erp.place, plain, erp.people[0])
	settings(erpnext_material_warehouse=None, erpnext_material_out_warehouse=None)
	vest = linked(erp)
	given(erp.place, vest, erp.people[0])
	settings(erpnext_material_warehouse=erp.warehouse)
	back(erp.place, erp.activity, (entry_of(vest, erp.people[0]), 1), (entry_of(plain, erp.people[0]), 1))
	assert stock_entries(plain) == stock_entries(vest) == [] and erp.in_erp() == 20


def test_a_stock_entry_of_materials_is_left_alone(erp):
	vest = linked(erp)
	given(erp.place, vest, erp.people[0])
	(name,) = frappe.get_all("Stock Entry", {"volunteer_activity_material": vest.name}, pluck="name")
	frappe.set_user(make.make_user("Stock Manager", "Stock User"))
	with pytest.raises(ErpStockEntryError, match="opposite stock entry"):
		frappe.get_doc("Stock Entry", name).cancel()
	claimed = frappe.get_doc(
		{
			"doctype": "Stock Entry",
			"stock_entry_type": "Material Receipt",
			"company": world.company(),
			"items": [{"item_code": erp.item, "qty": 1, "t_warehouse": erp.warehouse, "basic_rate": 1}],
			"volunteer_activity_material": vest.name,
		}
	)
	with pytest.raises(ErpStockEntryError, match="volunteer services only"):
		claimed.insert()


def test_who_may_not_link_links_no_item_and_no_warehouse(erp):
	vest = listed(erp.place, erp.activity)

	def link():
		vest.erpnext_item = erp.item
		vest.save()

	with pytest.raises(ErpLinkPermissionError):
		as_user(erp.place.leader, link)
	with pytest.raises(ErpLinkError, match="group"):
		settings(erpnext_material_warehouse=frappe.db.get_value("Warehouse", {"is_group": 1}))
	with pytest.raises(ErpLinkError, match="another warehouse"):
		settings(erpnext_material_out_warehouse=erp.warehouse)


def test_the_item_stays_once_something_was_handed_out(erp):
	vest = listed(erp.place, erp.activity)
	given(erp.place, vest, erp.people[0])
	vest.reload()
	vest.erpnext_item = erp.item
	with pytest.raises(ErpLinkError, match="stays as it is"):
		vest.save()
	with pytest.raises(MaterialError, match="has 1 of 马甲 out, and 2"):
		back(erp.place, erp.activity, (entry_of(vest, erp.people[0]), 2))
