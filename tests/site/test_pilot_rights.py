"""What the users of other districts, of other roles and of none see and do at the sites: lists with fields of
rows and links, reads, writes, shares, assignments, files and every API of the module."""

import inspect
import json

import frappe
import frappe.client
import frappe.desk.form.save
import frappe.share
import pytest
from frappe.desk.form import assign_to
from frappe.desk.reportview import execute
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site import pilot_world as pilots
from tests.site.pilot_steps import at
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
REFUSED = (frappe.PermissionError, frappe.DoesNotExistError)


class World:
	"""A site with one of each, and users who have nothing to do with it."""

	def __init__(self):
		self.place, self.other = make.Place(), make.Place()
		place = self.place
		pilots.serve(place)
		self.assessment = pilots.certified(place)
		self.pilot = at(place, "Designated")
		self.programme = self.pilot.programme
		self.visit = pilots.visit(place)
		self.visit.visited_on = nowdate()
		self.visit.append("findings", {"finding": "消防通道堵塞", "responsible": place.manager})
		self.visit.append("experts", {"expert_name": "何专家"})
		self.visit.append("resources", {"resource_kind": "Books", "description": "手册"})
		self.visit.save()
		self.submission = pilots.submission(place, self.pilot)
		self.submission.append("attachments", {"file": pilots.upload(self.submission)})
		self.submission.save()
		frappe.set_user("Administrator")
		self.auditor = make.make_user(make.AUDITOR)
		self.volunteer = make.make_user(make.VOLUNTEER)
		self.clerk = make.make_user("Report Manager")
		self.unappointed = make.make_user(make.SITE)
		self.docs = (self.assessment, self.pilot, self.visit, self.submission)

	def outsiders(self) -> dict[str, str]:
		return {
			"stranger's site manager": self.other.manager,
			"other district": self.other.officer,
			"other city": self.other.city_officer,
			"team leader": self.place.leader,
			"without appointment": self.unappointed,
			"volunteer": self.volunteer,
			"clerk of the ERP": self.clerk,
			"guest": "Guest",
		}


@pytest.fixture
def world():
	return World()


OUTSIDERS = (
	"stranger's site manager",
	"other district",
	"other city",
	"team leader",
	"without appointment",
	"volunteer",
	"clerk of the ERP",
	"guest",
)


def listed(user: str, doctype: str, fields, **values) -> list:
	"""frappe.desk.reportview.get as the desk asks; empty where it is refused."""
	frappe.set_user(user)
	try:
		return list(execute(doctype, fields=fields, limit_page_length=0, **values) or [])
	except (*REFUSED, frappe.ValidationError):
		frappe.clear_messages()
		return []


# --- reading ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_read_nothing_of_a_site(world, who):
	user = world.outsiders()[who]
	for doc in world.docs:
		names = [row[0] if isinstance(row, tuple) else row.get("name") for row in listed(user, doc.doctype, ["name"])]
		assert doc.name not in names
		frappe.set_user(user)
		assert not frappe.has_permission(doc.doctype, "read", doc.name)
		for read in (
			lambda doc=doc: frappe.client.get(doc.doctype, doc.name),
			lambda doc=doc: frappe.client.get_value(doc.doctype, ["region"], {"name": doc.name}),
			lambda doc=doc: frappe.get_doc(doc.doctype, doc.name).check_permission("read"),
		):
			try:
				assert not read()
			except REFUSED:
				pass
	for child, parent in (
		("Site Assessment Result", world.assessment),
		("Pilot Site Milestone", world.pilot),
		("Site Visit Finding", world.visit),
		("Site Visit Expert", world.visit),
		("Site Visit Resource", world.visit),
		("Site Submission Attachment", world.submission),
	):
		frappe.set_user(user)
		try:
			rows = frappe.get_list(
				child, filters={"parent": parent.name}, fields=["name"], parent_doctype=parent.doctype
			)
		except (*REFUSED, frappe.ValidationError):
			rows = []
		assert not rows, child
		assert not [
			row
			for row in listed(user, parent.doctype, ["name", f"`tab{child}`.`idx` as row_idx"])
			if parent.name in (row.get("name"),)
		]


@pytest.mark.parametrize("who", ["manager", "officer", "city_officer", "auditor"])
def test_the_staff_of_a_site_reads_it_by_the_same_ways(world, who):
	user = world.auditor if who == "auditor" else getattr(world.place, who)
	for doc in world.docs:
		assert doc.name in [row["name"] for row in listed(user, doc.doctype, ["name"])]
		frappe.set_user(user)
		assert frappe.client.get(doc.doctype, doc.name)
	for child, parent in (("Site Assessment Result", world.assessment), ("Site Visit Finding", world.visit)):
		assert frappe.get_list(
			child, filters={"parent": parent.name}, fields=["name"], parent_doctype=parent.doctype
		)
	found = listed(user, pilots.VISIT, ["name", "service_site.site_name as site"])
	assert world.place.site.site_name in json.dumps(found, default=str, ensure_ascii=False)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_links_to_a_site_open_nothing(world, who):
	"""A list answers with fields of linked documents: what outsiders may list links to nothing of the site."""
	user = world.outsiders()[who]
	for doctype, field in (
		("Pilot Programme", "copied_from.programme_name"),
		("Service Site", "last_assessment.decision_reason"),
		("Site Visit", "pilot_site.verification_code"),
		("Site Assessment", "pilot_site.verification_code"),
		("Site Submission", "pilot_site.verification_code"),
	):
		found = json.dumps(listed(user, doctype, ["name", field]), default=str)
		assert world.pilot.verification_code not in found
		assert world.place.site.name not in found or user == world.place.leader


PRINTS = {
	pilots.ASSESSMENT: "Site Assessment Sheet",
	pilots.PILOT: "Plaque Certificate",
	pilots.VISIT: "Site Visit Record",
	pilots.SUBMISSION: "Site Submission Sheet",
}


def doors(doc) -> dict:
	"""Frappe's own ways to a document, as the desk, the browser and a script take them."""
	from frappe.desk.form import load, utils
	from frappe.desk.search import search_link
	from frappe.www.printview import get_html_and_style

	def rest():
		frappe.local.form_dict = frappe._dict()
		load.getdoc(doc.doctype, doc.name)
		return frappe.local.response.docs

	def found():
		frappe.local.response = frappe._dict(docs=[])
		answer = search_link(doc.doctype, doc.name) or frappe.local.response.get("results") or []
		return [row for row in answer if row["value"] == doc.name]

	return {
		"getdoc": rest,
		"docinfo": lambda: load.get_docinfo(doctype=doc.doctype, name=doc.name),
		"search": found,
		"print": lambda: get_html_and_style(
			doc=doc.doctype, name=doc.name, print_format=PRINTS[doc.doctype], no_letterhead=1
		),
		"standard print": lambda: get_html_and_style(doc=doc.doctype, name=doc.name, no_letterhead=1),
		"pdf": lambda: frappe.get_attr("frappe.utils.print_format.download_pdf")(
			doc.doctype, doc.name, format=PRINTS[doc.doctype], no_letterhead=1
		)
		or frappe.local.response.get("filecontent"),
		"comment": lambda: utils.add_comment(doc.doctype, doc.name, "x", "a@b.example", "x"),
		"value": lambda: frappe.client.get_value(doc.doctype, ["region"], {"name": doc.name}),
		"list": lambda: frappe.client.get_list(doc.doctype, filters={"name": doc.name}, fields=["name"]),
		"count": lambda: frappe.client.get_count(doc.doctype, {"name": doc.name}),
	}


def opened(user: str, door) -> bool:
	frappe.set_user(user)
	frappe.local.response = frappe._dict(docs=[])
	try:
		return bool(door())
	except (*REFUSED, frappe.ValidationError):
		frappe.clear_messages()
		return False


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_door_of_frappe_s_opens_for_outsiders(world, who):
	user = world.outsiders()[who]
	for doc in world.docs:
		for name, door in doors(doc).items():
			assert not opened(user, door), (doc.doctype, name)


def test_the_doors_open_for_the_staff(world):
	for doc in world.docs:
		for name, door in doors(doc).items():
			if name not in ("getdoc", "docinfo"):  # they answer by the response
				assert opened(world.place.officer, door), (doc.doctype, name)


def stored(doc) -> str:
	return frappe.as_json(frappe.get_doc(doc.doctype, doc.name).as_dict())


# --- writing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [*OUTSIDERS, "auditor"])
def test_outsiders_write_nothing_of_a_site(world, who):
	user = world.auditor if who == "auditor" else world.outsiders()[who]
	for doc in world.docs:
		if who == "auditor" and doc.doctype == pilots.VISIT:
			continue
		frappe.set_user(user)
		before = stored(doc)
		values = frappe.get_doc(doc.doctype, doc.name).as_dict()
		for write in (
			lambda v=values: frappe.client.save(json.dumps(v, default=str)),
			lambda d=doc: frappe.client.set_value(d.doctype, d.name, "region", d.region),
			lambda d=doc: frappe.client.delete(d.doctype, d.name),
			lambda v=values: frappe.desk.form.save.savedocs(json.dumps(v, default=str), "Save"),
			lambda d=doc: frappe.share.add(d.doctype, d.name, user, write=1),
			lambda d=doc: frappe.share.add(d.doctype, d.name, everyone=1),
		):
			with pytest.raises((*REFUSED, frappe.ValidationError)):
				write()
		try:
			assign_to.add({"assign_to": json.dumps([user]), "doctype": doc.doctype, "name": doc.name})
		except (*REFUSED, frappe.ValidationError):
			pass
		assert frappe.has_permission(doc.doctype, "read", doc.name) == (who == "auditor")
		assert not frappe.has_permission(doc.doctype, "write", doc.name)
		assert not frappe.db.exists("DocShare", {"share_doctype": doc.doctype, "share_name": doc.name})
		assert before == stored(doc)


@pytest.mark.parametrize("who", ["manager", "officer", "city_officer"])
def test_the_staff_of_a_site_shares_it_with_nobody(world, who):
	"""A share would open a document beyond the appointments: assigning it to a stranger makes none."""
	user = getattr(world.place, who)
	for doc in world.docs:
		frappe.set_user(user)
		with pytest.raises((*REFUSED, frappe.ValidationError)):
			frappe.share.add(doc.doctype, doc.name, world.other.manager, write=1)
		try:
			assign_to.add(
				{"assign_to": json.dumps([world.other.manager]), "doctype": doc.doctype, "name": doc.name}
			)
		except (*REFUSED, frappe.ValidationError):
			pass
		assert not frappe.has_permission(doc.doctype, "read", doc.name, user=world.other.manager)


def test_an_auditor_makes_visits_and_nothing_else(world):
	frappe.set_user(world.auditor)
	for values in (
		{
			"doctype": pilots.ASSESSMENT,
			"service_site": world.place.site.name,
			"standard": world.assessment.standard,
			"assessor": world.auditor,
			"assessed_on": nowdate(),
		},
		{"doctype": pilots.PILOT, "programme": world.programme, "service_site": world.place.site.name},
		{"doctype": pilots.SUBMISSION, "pilot_site": world.pilot.name, "year": 2026, "kind": "Feature Case"},
		{"doctype": pilots.STANDARD, "standard_name": "x"},
		{"doctype": pilots.PROGRAMME, "programme_name": "x"},
		{"doctype": "Service Site", "site_name": "x"},
	):
		with pytest.raises(frappe.PermissionError):
			frappe.client.insert(values)
	assert frappe.get_doc(
		{
			"doctype": pilots.VISIT,
			"service_site": world.place.site.name,
			"visit_kind": "Supervision",
			"planned_on": nowdate(),
		}
	).insert()


# --- files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_get_no_file_of_a_site(world, who):
	user = world.outsiders()[who]
	for url in (world.assessment.results[0].evidence, world.submission.attachments[0].file):
		file = frappe.get_doc("File", {"file_url": url})
		frappe.set_user(user)
		assert not file.has_permission("read")
		assert not file.has_permission("write")


# --- every API ----------------------------------------------------------------------------------------------


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
		if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
	}


def test_every_function_of_the_module_is_tried(world):
	assert set(calls(world)) == set(functions())


READERS = frozenset(
	{
		"assessments.blank",
		"assessments.offers",
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
	"""Refused, or an answer of the own scope in which the site does not occur."""
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


# --- what people type is shown to others ----------------------------------------------------------------------

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
	['"><img src=x onerror=alert(1)>', "javascript:alert(1)", "/files/x\"><script>", "data:text/html,x", "x.png"],
)
def test_an_address_of_a_file_carries_no_script_into_the_desk(world, address):
	"""Frappe neither cleans fields for files nor escapes them in tables."""
	draft = pilots.begin(world.place)
	draft.results[0].evidence = address
	with pytest.raises(frappe.ValidationError, match="no address"):
		draft.save()
	submission = frappe.get_doc(pilots.SUBMISSION, world.submission.name)
	submission.attachments[0].file = address
	with pytest.raises(frappe.ValidationError, match="no address"):
		submission.save()
	pilot = frappe.get_doc(pilots.PILOT, world.pilot.name)
	pilot.milestones[-1].evidence = address
	with pytest.raises(frappe.ValidationError, match="no address"):
		pilot.save()
	with pytest.raises(frappe.ValidationError, match="no address"):
		frappe.client.set_value("Site Assessment Result", draft.results[0].name, "evidence", address)


# --- the public page ------------------------------------------------------------------------------------------


def test_the_public_check_of_a_plaque_tells_no_person(world):
	from volunteer_services.services import verification

	answer = verification.check(world.pilot.verification_code)
	assert answer["status"] == "valid" and answer["holder"] == world.place.site.site_name
	text = json.dumps(answer, ensure_ascii=False)
	for person in (world.place.manager, world.place.officer, world.place.city_officer):
		assert person not in text and person.split("@")[0] not in text
	assert len(world.pilot.verification_code) == 20
