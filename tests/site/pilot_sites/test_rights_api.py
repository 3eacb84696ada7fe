"""Every API of the sites, asked by outsiders; answers and file addresses that are shown to others; the
public check of a plaque."""

import inspect
import json

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, nowdate

from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.pilot_outsiders import OUTSIDERS, REFUSED, World
from volunteer_services.api import (
	assessment_forms,
	assessments,
	checklists,
	pilot_programmes,
	pilot_sites,
	site_figures,
	site_reports,
	site_submissions,
	site_visits,
)
from volunteer_services.exceptions import FileAddressError
from volunteer_services.portal.services import verification

MODULES = (
	assessment_forms,
	assessments,
	checklists,
	pilot_programmes,
	pilot_sites,
	site_figures,
	site_reports,
	site_submissions,
	site_visits,
)


@pytest.fixture
def world():
	return World()


# --- every API --------------------------------------------------------------------------------------------


def calls(world) -> dict[str, dict]:
	"""Arguments for every function of the module's API, about the world's site."""
	site, standard = world.place.site.name, world.assessment.standard
	finding = world.visit.findings[0].name
	days = {"start": add_days(nowdate(), -900), "end": add_days(nowdate(), 900)}
	return {
		"assessments.blank": {"service_site": site, "standard": standard},
		"assessments.offers": {"service_site": site, "standard": standard},
		"assessments.begin": {"service_site": site},
		"assessments.save_item": {"assessment": world.assessment.name, "item_code": "7-1", "is_met": False},
		"assessments.attach_evidence": {"assessment": world.assessment.name, "item_code": "7-1"},
		"assessments.remove_evidence": {"assessment": world.assessment.name, "item_code": "7-1"},
		"assessments.phone_link": {"assessment": world.assessment.name},
		"assessments.submit": {"assessment": world.assessment.name},
		"assessment_forms.export": {"assessment": world.assessment.name},
		"assessment_forms.export_blank": {"service_site": site},
		"assessment_forms.read": {"assessment": world.assessment.name},
		"checklists.in_force": {},
		"checklists.standing": {"standard": standard},
		"checklists.succeed": {"standard": standard, "effective_from": add_days(nowdate(), 90)},
		"pilot_programmes.copy_to_year": {"programme": world.programme, "year": 2031},
		"pilot_programmes.figures": {"programme": world.programme},
		"pilot_sites.calendar": days,
		"pilot_sites.move_card": {
			"board_name": board(),
			"docname": world.pilot.name,
			"from_colname": "Designated",
			"to_colname": "Active",
			"old_index": 0,
			"new_index": 0,
		},
		"pilot_sites.order_cards": {"board_name": board(), "order": "{}"},
		"site_figures.at_a_glance": {"site": site},
		"site_figures.connections": {"doctype": "Service Site", "name": site},
		"site_figures.certified_sites": {},
		"site_figures.sites_needing_rectification": {},
		"site_figures.certifications_lapsing_soon": {},
		"site_figures.overdue_milestones": {},
		"site_figures.open_findings": {},
		"site_figures.assessments_waiting_for_me": {},
		"site_reports.compliance_workbook": {"filters": {"site": site}},
		"site_submissions.collection": {"programme": world.programme, "year": int(nowdate()[:4])},
		"site_visits.plan": {
			"visit_kind": "Guidance",
			"from_date": add_days(nowdate(), 1),
			"to_date": add_days(nowdate(), 30),
			"sites": json.dumps([site]),
		},
		"site_visits.answer_finding": {"visit": world.visit.name, "finding": finding, "answer": "已清理"},
		"site_visits.close_finding": {"visit": world.visit.name, "finding": finding, "closing_remark": "好"},
		"site_visits.calendar": days,
	}


def board() -> str:
	return frappe.db.get_value("Kanban Board", {"reference_doctype": pilots.PILOT}, "name")


def functions() -> dict:
	return {
		f"{module.__name__.rpartition('.')[2]}.{name}": function
		for module in MODULES
		for name, function in vars(module).items()
		if inspect.isfunction(function)
		and function.__module__ == module.__name__
		and not name.startswith("_")
	}


def test_every_function_of_the_module_is_tried(world):
	assert set(calls(world)) == set(functions())


READERS = frozenset(
	{
		"assessments.blank",
		"assessments.offers",
		"assessments.phone_link",
		"assessment_forms.export",
		"assessment_forms.export_blank",
		"checklists.in_force",
		"checklists.standing",
		"pilot_programmes.figures",
		"pilot_sites.calendar",
		"site_visits.calendar",
		"site_reports.compliance_workbook",
		"site_submissions.collection",
	}
)


def test_every_writer_refuses_get():
	"""What GET may call changes nothing: a link in a message does no harm."""
	by_get = {
		name
		for name, function in functions().items()
		if "GET" in frappe.allowed_http_methods_for_whitelisted_func[function]
	}
	assert {name for name in by_get if not name.startswith("site_figures.")} == READERS


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_api_tells_or_changes_anything_for_outsiders(world, who):
	"""Refused, or an answer of one's own scope in which the site does not occur."""
	user = world.outsiders()[who]
	secrets = [
		world.place.site.name,
		world.place.site.site_name,
		world.pilot.name,
		world.assessment.name,
		world.visit.name,
	]
	before = snapshot(world)
	found = functions()
	for name, values in calls(world).items():
		frappe.set_user(user)
		frappe.local.response = frappe._dict(docs=[])
		try:
			answer = found[name](**values)
		except (*REFUSED, frappe.ValidationError):
			frappe.clear_messages()
			continue
		finally:
			content = frappe.local.response.pop("filecontent", None)
			frappe.set_user("Administrator")
		text = json.dumps(answer, default=str, ensure_ascii=False)
		assert not [secret for secret in secrets if secret in text], name
		assert not content or name == "site_reports.compliance_workbook", name
	assert snapshot(world) == before


def snapshot(world) -> list:
	frappe.set_user("Administrator")
	return [
		frappe.as_json(frappe.get_doc(doc.doctype, doc.name).as_dict())
		for doc in (*world.docs, frappe.get_doc(pilots.PROGRAMME, world.programme))
	] + [frappe.db.count(doctype) for doctype in ("Site Assessment", "Site Visit", "Pilot Programme")]


def test_a_site_closes_no_finding(world):
	frappe.set_user(world.place.manager)
	finding = world.visit.findings[0].name
	with pytest.raises(frappe.PermissionError):
		site_visits.close_finding(world.visit.name, finding, "好了")
	with pytest.raises(frappe.PermissionError):
		frappe.client.set_value("Site Visit Finding", finding, "status", "Closed")
	doc = frappe.get_doc(pilots.VISIT, world.visit.name)
	doc.findings[0].update({"status": "Closed", "closing_remark": "好了"})
	with pytest.raises(frappe.PermissionError):
		doc.save()


def test_an_auditor_does_not_speak_for_the_site(world):
	"""An answer is the site's: who supervises closes the finding, and does not answer it."""
	frappe.set_user(world.auditor)
	with pytest.raises(frappe.PermissionError):
		site_visits.answer_finding(world.visit.name, world.visit.findings[0].name, "已清理")
	# Unless the finding is the auditor's own to deal with.
	frappe.db.set_value("Site Visit Finding", world.visit.findings[0].name, "responsible", world.auditor)
	site_visits.answer_finding(world.visit.name, world.visit.findings[0].name, "已清理")


def test_who_left_is_not_told_of_findings_any_more(world):
	frappe.set_user("Administrator")
	for name in frappe.get_all("Staff Appointment", {"user": world.place.officer}, pluck="name"):
		frappe.db.set_value("Staff Appointment", name, "to_date", add_days(nowdate(), -1))
	frappe.set_user(world.place.manager)
	told = {"for_user": world.place.officer, "document_name": world.visit.name}
	before = frappe.db.count("Notification Log", told)
	site_visits.answer_finding(world.visit.name, world.visit.findings[0].name, "已清理")
	assert frappe.db.count("Notification Log", told) == before


# --- what people type is shown to others ------------------------------------------------------------------

SCRIPT = "<img src=x onerror=alert(1)>已清理<script>alert(1)</script>"


def test_an_answer_carries_no_script_into_the_desk(world):
	frappe.set_user(world.place.manager)
	finding = world.visit.findings[0].name
	site_visits.answer_finding(world.visit.name, finding, SCRIPT)
	answer = frappe.db.get_value("Site Visit Finding", finding, "answer")
	assert "已清理" in answer and "onerror" not in answer and "<script" not in answer
	site_visits.answer_finding(world.visit.name, finding, "人数 <5 & 已清理")
	assert "已清理" in frappe.db.get_value("Site Visit Finding", finding, "answer")


@pytest.mark.parametrize(
	"address",
	[
		'"><img src=x onerror=alert(1)>',
		"javascript:alert(1)",
		'/files/x"><script>',
		"data:text/html,x",
		"x.png",
	],
)
def test_an_address_of_a_file_carries_no_script_into_the_desk(world, address):
	"""Frappe neither cleans fields for files nor escapes them in tables."""
	draft = pilots.begin(world.place)
	draft.results[0].evidence = address
	with pytest.raises(FileAddressError, match="no address"):
		draft.save()
	submission = frappe.get_doc(pilots.SUBMISSION, world.submission.name)
	submission.attachments[0].file = address
	with pytest.raises(FileAddressError, match="no address"):
		submission.save()
	pilot = frappe.get_doc(pilots.PILOT, world.pilot.name)
	pilot.milestones[-1].evidence = address
	with pytest.raises(FileAddressError, match="no address"):
		pilot.save()
	with pytest.raises(FileAddressError, match="no address"):
		frappe.client.set_value("Site Assessment Result", draft.results[0].name, "evidence", address)


# --- the public page --------------------------------------------------------------------------------------


def test_the_public_check_of_a_plaque_tells_no_person(world):

	answer = verification.check(world.pilot.verification_code)
	assert answer["status"] == "valid" and answer["holder"] == world.place.site.site_name
	text = json.dumps(answer, ensure_ascii=False)
	for person in (world.place.manager, world.place.officer, world.place.city_officer):
		assert person not in text and person.split("@")[0] not in text
	assert len(world.pilot.verification_code) == 20
