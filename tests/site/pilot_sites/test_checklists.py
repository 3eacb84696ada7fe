"""Standards as data: the shipped ones word for word, one's own, versions that are only succeeded."""

import frappe
import pytest

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.exceptions import (
	ChecklistStandardError,
	NotCompliantError,
	TransitionNotAllowedError,
)
from volunteer_services.patches import standard_of_2024
from volunteer_services.pilot_sites.services import checklists, compliance

STANDARD = pilots.STANDARD
SEVEN = [
	"有统一标识",
	"有办公场所",
	"有志愿者队伍",
	"有管理制度",
	"有工作台账",
	"有服务内容",
	"有志愿服务活动",
]
SIX = ["有阵地", "有队伍", "有活动", "有项目", "有制度", "有宣传"]
SIX_OF_2024 = ["有场所", "有队伍", "有项目", "有设施", "有制度", "有标识"]
NAME_OF_2024 = "六个有（2024）"


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def used(place):
	"""A standard of the organisation's own by which a site was assessed."""
	standard = pilots.standard()
	pilots.begin(place, standard_name=standard.standard_name)
	frappe.set_user("Administrator")
	return frappe.get_doc(STANDARD, standard.name)


@pytest.mark.parametrize(
	("name", "titles"), [(pilots.SEVEN, SEVEN), (pilots.SIX, SIX), (NAME_OF_2024, SIX_OF_2024)]
)
def test_the_shipped_standards_are_word_for_word(name, titles):
	doc = frappe.get_doc(STANDARD, checklists.in_force(name))
	assert [row.item_title for row in doc.items] == titles
	assert all(row.is_mandatory and row.guidance and row.evidence_required for row in doc.items)
	assert doc.pass_rule == "All Mandatory" and doc.version_no == 1 and doc.valid_months == 12
	for row in doc.items:
		assert bool(row.record_source) == (row.evidence_required == "Linked Records")


def test_the_six_of_2024_begin_with_their_source():
	assert checklists.in_force(NAME_OF_2024, "2024-04-11") is None
	assert checklists.in_force(NAME_OF_2024, "2024-04-12") == checklists.in_force(NAME_OF_2024)


def test_the_patch_adds_the_six_of_2024_and_nothing_else():
	for name in (NAME_OF_2024, pilots.SIX):
		for version in checklists.versions(name):
			frappe.db.delete("Checklist Standard Item", {"parent": version})
			frappe.db.delete(STANDARD, {"name": version})
	standard_of_2024.execute()
	assert checklists.in_force(NAME_OF_2024) and not checklists.versions(pilots.SIX)
	own = frappe.get_doc(STANDARD, checklists.in_force(NAME_OF_2024))
	own.db_set("issued_by", "本市")
	standard_of_2024.execute()
	assert checklists.versions(NAME_OF_2024) == [own.name]
	assert frappe.db.get_value(STANDARD, own.name, "issued_by") == "本市"


def test_the_sites_are_measured_by_the_seven():
	assert checklists.principal() == pilots.SEVEN
	assert checklists.in_force() == checklists.in_force(pilots.SEVEN)


# --- one's own --------------------------------------------------------------------------------------------


def _item(code: str, title: str = "x", evidence: str = "None", is_mandatory: int = 0, **values) -> dict:
	return {
		"item_code": code,
		"item_title": title,
		"evidence_required": evidence,
		"is_mandatory": is_mandatory,
		"weight": 1,
		**values,
	}


def own(place, percent: int, **values):
	standard = pilots.standard(
		pass_rule="Score",
		pass_percent=percent,
		items=[
			_item("A", "有标识", "Photo", is_mandatory=1),
			_item("B", "有队员", "Number", minimum=10),
			_item("C", "有宣传"),
		],
		**values,
	)
	return pilots.begin(place, standard_name=standard.standard_name)


def test_a_score_is_reckoned_from_the_weights_and_never_rounded_up(place):
	doc = own(place, 67)
	doc.results[1].number = 9
	doc = pilots.go(place.manager, pilots.tick(doc, "B"), "Submitted for Review")
	assert (doc.met_count, doc.score, doc.is_compliant) == (2, 66.66, 0)
	assert "66.66" in doc.shortfall and "67" in doc.shortfall
	with pytest.raises(TransitionNotAllowedError):
		pilots.go(place.officer, doc, "Certified")
	other = own(place, 66)
	other = pilots.go(place.manager, pilots.tick(other, "B"), "Submitted for Review")
	done = pilots.go(place.officer, other, "Certified")
	assert done.is_compliant and done.score == 66.66


def test_a_full_score_without_the_mandatory_item_is_not_certified(place):
	doc = own(place, 60)
	doc.results[0].is_met = 1  # ticked, but no photo
	doc.results[1].number, doc.results[1].is_met, doc.results[2].is_met = 10, 1, 1
	doc.save()
	doc = pilots.go(place.manager, doc, "Submitted for Review")
	assert doc.score == 66.66 and not doc.is_compliant
	doc.flags.system_transition = True
	doc.workflow_state = "Certified"
	frappe.set_user(place.officer)
	with pytest.raises(NotCompliantError):
		doc.save()


def test_another_standard_does_not_change_the_state_of_the_site(place):
	standard = pilots.standard(valid_months=0)
	doc = pilots.tick(pilots.begin(place, standard_name=standard.standard_name))
	doc = pilots.go(place.officer, pilots.go(place.manager, doc, "Submitted for Review"), "Certified")
	assert doc.valid_until is None
	assert make.reloaded(place.site).compliance_state == "Not Assessed"
	assert compliance.state_of(place.site.name, standard.standard_name) == "Certified"


@pytest.mark.parametrize(
	("values", "words"),
	[
		({"items": []}, "no items"),
		({"pass_rule": "Score", "pass_percent": 0}, "pass mark"),
		({"items": [_item("A")]}, "mandatory"),
		({"items": [_item("A", evidence="Linked Records", is_mandatory=1)]}, "which records"),
		({"items": [_item("A", is_mandatory=1), _item("A", "y")]}, "stands twice"),
		({"items": [_item("a b", is_mandatory=1)]}, "not possible"),
		({"items": [_item("A", is_mandatory=1, weight=0)], "pass_rule": "Score", "pass_percent": 9}, "weigh"),
	],
)
def test_a_standard_that_cannot_be_assessed_by_is_refused(values, words):
	with pytest.raises(ChecklistStandardError, match=words):
		pilots.standard(**values)


# --- used versions ----------------------------------------------------------------------------------------

HEADER = {
	"standard_name": "另一标准",
	"issued_by": "别处",
	"document_no": "1号",
	"effective_from": "2021-01-01",
	"valid_months": 6,
	"pass_rule": "Score",
}
ROW = {
	"item_code": "Z",
	"item_title": "改了",
	"guidance": "改了",
	"evidence_required": "Number",
	"minimum": 5,
	"is_mandatory": 0,
	"weight": 9,
}


@pytest.mark.parametrize("field", HEADER)
def test_no_field_of_a_used_version_can_be_changed(used, field):
	used.set(field, HEADER[field])
	if field == "pass_rule":
		used.pass_percent = 50
	with pytest.raises(ChecklistStandardError, match="new version"):
		used.save()


@pytest.mark.parametrize("field", ROW)
def test_no_row_of_a_used_version_can_be_changed(used, field):
	used.items[0].set(field, ROW[field])
	with pytest.raises(ChecklistStandardError, match="new version"):
		used.save()


@pytest.mark.parametrize("change", ["more", "fewer", "order"])
def test_rows_of_a_used_version_are_neither_added_nor_removed_nor_moved(used, change):
	if change == "more":
		used.append("items", {"item_code": "D", "item_title": "x", "evidence_required": "None"})
	elif change == "fewer":
		used.items = used.items[:-1]
	else:
		used.items = [used.items[1], used.items[0], used.items[2]]
		for idx, row in enumerate(used.items, start=1):
			row.idx = idx
	with pytest.raises(ChecklistStandardError, match="new version"):
		used.save()


def test_the_api_and_the_import_change_no_used_version_either(used):
	import frappe.client
	from frappe.core.doctype.data_import.importer import Importer  # noqa: F401 - the route below is its own

	with pytest.raises(ChecklistStandardError):
		frappe.client.set_value(STANDARD, used.name, "valid_months", 99)
	with pytest.raises(ChecklistStandardError):
		frappe.client.set_value("Checklist Standard Item", used.items[0].name, "is_mandatory", 0)
	doc = used.as_dict()
	doc["items"][0]["evidence_required"] = "None"
	with pytest.raises(ChecklistStandardError):
		frappe.client.save(doc)
	frappe.flags.in_import = True
	try:
		again = frappe.get_doc(STANDARD, used.name)
		again.items[0].is_mandatory = 0
		with pytest.raises(ChecklistStandardError):
			again.save()
	finally:
		frappe.flags.in_import = False
	assert frappe.get_doc(STANDARD, used.name).items[0].is_mandatory == 1


def test_what_is_no_basis_may_be_changed(used):
	used.description, used.is_disabled = "说明", 1
	used.save()
	assert make.reloaded(used).is_disabled == 1


def test_an_unused_version_may_be_changed_and_deleted():
	doc = pilots.standard()
	doc.items[0].weight, doc.valid_months = 7, 6
	doc.save()
	doc.delete()
	assert not frappe.db.exists(STANDARD, doc.name)


def test_a_used_version_is_kept(used):
	with pytest.raises(ChecklistStandardError, match="must be kept"):
		frappe.delete_doc(STANDARD, used.name)
	with pytest.raises(ChecklistStandardError, match="must be kept"):
		frappe.delete_doc(STANDARD, used.name, force=True)


def test_a_cancelled_assessment_still_uses_its_version(place):
	doc = pilots.certified(place)
	pilots.go(place.city_officer, doc, "Cancelled", decision_reason="材料不实")
	assert checklists.is_used(doc.standard)
