"""What the users of other districts, of other roles and of none see and do at the sites: lists with fields
of rows and links, reads, writes, shares, assignments, prints and files."""

import json

import frappe
import frappe.client
import frappe.desk.form.save
import frappe.share
import pytest
from frappe.desk.form import assign_to
from frappe.utils import nowdate

from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.pilot_outsiders import OUTSIDERS, REFUSED, World, listed


@pytest.fixture
def world():
	return World()


# --- reading ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_read_nothing_of_a_site(world, who):
	user = world.outsiders()[who]
	for doc in world.docs:
		names = [
			row[0] if isinstance(row, tuple) else row.get("name")
			for row in listed(user, doc.doctype, ["name"])
		]
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
	"""A list answers with fields of linked documents: what they may list links to nothing of it."""
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
		"pdf": lambda: (
			frappe.get_attr("frappe.utils.print_format.download_pdf")(
				doc.doctype, doc.name, format=PRINTS[doc.doctype], no_letterhead=1
			)
			or frappe.local.response.get("filecontent")
		),
		"comment": lambda: utils.add_comment(doc.doctype, doc.name, "x", "a@b.example", "x"),
		"value": lambda: frappe.client.get_value(doc.doctype, ["region"], {"name": doc.name}),
		"list": lambda: frappe.client.get_list(doc.doctype, filters={"name": doc.name}, fields=["name"]),
	}


def opened(user: str, door) -> bool:
	frappe.set_user(user)
	frappe.local.response = frappe._dict(docs=[])
	try:
		return bool(door())
	except (*REFUSED, frappe.ValidationError):
		frappe.clear_messages()
		return False
	except OSError:  # the PDF's pictures and styles come from a web server, which need not run here
		return True


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


# --- writing ----------------------------------------------------------------------------------------------


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
			with pytest.raises(frappe.PermissionError):
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
		with pytest.raises(frappe.PermissionError):
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


# --- files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_get_no_file_of_a_site(world, who):
	user = world.outsiders()[who]
	for url in (world.assessment.results[0].evidence, world.submission.attachments[0].file):
		file = frappe.get_doc("File", {"file_url": url})
		frappe.set_user(user)
		assert not file.has_permission("read")
		assert not file.has_permission("write")
