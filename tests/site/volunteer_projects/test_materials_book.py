"""What went out stays written down: a wrong entry is corrected by its opposite, the list keeps its names."""

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.materials_world import (
	ENTRY,
	MATERIAL,
	back,
	coming,
	entry_of,
	given,
	listed,
	sums,
)
from tests.site.volunteer_projects.signing_world import as_user, noon, published
from volunteer_services.api import materials
from volunteer_services.exceptions import MaterialError, ReasonRequiredError


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


# --- corrections --------------------------------------------------------------------------------------------


def test_a_wrong_entry_is_corrected_by_its_opposite_and_stays(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one, pieces=30)
	wrong = entry_of(vest, one)
	with pytest.raises(ReasonRequiredError):
		as_user(place.leader, materials.reverse, wrong, " ")
	name = as_user(place.leader, materials.reverse, wrong, "多写了一个零")["name"]
	stored = frappe.get_doc(ENTRY, name)
	assert (stored.kind, stored.qty, stored.reversal_of, stored.remark) == (
		"Handed Out",
		-30,
		wrong,
		"多写了一个零",
	)
	assert sums(vest) == (0, 0, 0, 0, 0) and frappe.db.get_value(ENTRY, wrong, "still_out") == 0
	with pytest.raises(MaterialError, match="corrected already"):
		as_user(place.leader, materials.reverse, wrong, "再来一次")
	with pytest.raises(MaterialError, match="corrects another one"):
		as_user(place.leader, materials.reverse, name, "再来一次")
	with pytest.raises(MaterialError, match="Nothing is out"):
		back(place, activity, (wrong, 1))
	assert given(place, vest, one, pieces=3) == {"made": 1, "had": 0}


def test_a_return_is_taken_back_before_its_hand_out(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one, pieces=2)
	hand_out = entry_of(vest, one)
	back(place, activity, (hand_out, 0, 2))
	with pytest.raises(MaterialError, match="2 pieces of it came back"):
		as_user(place.leader, materials.reverse, hand_out, "记错")
	returned = frappe.db.get_value(ENTRY, {"material": vest.name, "kind": "Brought Back"})
	as_user(place.leader, materials.reverse, returned, "记错人")
	assert sums(vest) == (2, 0, 0, 0, 2) and frappe.db.get_value(ENTRY, hand_out, "still_out") == 2
	as_user(place.leader, materials.reverse, hand_out, "记错")
	assert sums(vest) == (0, 0, 0, 0, 0)


# --- the list -----------------------------------------------------------------------------------------------


def test_a_material_stands_once_on_the_list_and_keeps_its_name_once_it_went_out(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity, size_or_model="L")
	listed(place, activity, size_or_model="XL")
	with pytest.raises(MaterialError, match="马甲 L stands on the list"):
		listed(place, activity, " 马甲 ", size_or_model="L ")
	vest.unit = "套"
	vest.save()
	given(place, vest, one)
	assert frappe.db.get_value(ENTRY, entry_of(vest, one), "material_name") == "马甲 L"
	vest.reload()
	vest.planned, vest.remark = 25, "另借五件"
	vest.save()
	vest.kind = "Used Up"
	with pytest.raises(MaterialError, match="was handed out under this name"):
		vest.save()
	with pytest.raises(MaterialError, match="stays on the list"):
		frappe.delete_doc(MATERIAL, vest.name)
	with pytest.raises(MaterialError, match="stays on the list"):
		frappe.delete_doc("Service Activity", activity.name)


def test_a_list_of_which_nothing_went_out_goes_with_its_activity(place):
	activity = published(place)
	vest = listed(place, activity)
	frappe.delete_doc("Service Activity", activity.name)
	assert not frappe.db.exists(MATERIAL, vest.name)


def test_places_of_a_moved_activity_reach_the_list_and_the_entries(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one)
	activity.reload()
	activity.activity_name = "换了名字的活动"
	activity.save()
	assert frappe.db.get_value(MATERIAL, vest.name, "activity_name") == "换了名字的活动"
	assert frappe.db.get_value(ENTRY, entry_of(vest, one), "activity_name") == "换了名字的活动"
