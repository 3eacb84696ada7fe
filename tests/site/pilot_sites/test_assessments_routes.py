"""Six of seven are not certified by import, REST, the bulk action, a copy, an amendment or a rename."""

import csv
import io
import json

import frappe
import frappe.client
import pytest
from frappe.model.workflow import bulk_workflow_approval
from frappe.utils import nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.exceptions import AssessmentError, RetentionError, TransitionNotAllowedError
from volunteer_services.pilot_sites.services import checklists

ASSESSMENT = pilots.ASSESSMENT
REVIEW = "Submitted for Review"


@pytest.fixture
def place():
	place = make.Place()
	pilots.serve(place)
	return place


@pytest.fixture
def six(place):
	"""Under review, without the written rules."""
	doc = pilots.submitted(place, "7-4")
	frappe.db.commit()
	return doc


def state(doc) -> tuple:
	return frappe.db.get_value(ASSESSMENT, doc.name, ["workflow_state", "docstatus", "is_compliant"])


def certified_names() -> set[str]:
	return set(frappe.get_all(ASSESSMENT, {"workflow_state": "Certified"}, pluck="name", limit_page_length=0))


# --- Data Import ------------------------------------------------------------------------------------------


def importing(rows: list[list], user: str, kind: str = "Insert New Records"):
	"""Frappe's own import of a CSV file, as this user; returns the log's messages and successes."""
	frappe.set_user("Administrator")
	out = io.StringIO()
	csv.writer(out).writerows(rows)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{make.unique('import')}.csv",
			"content": out.getvalue().encode(),
			"is_private": 1,
		}
	).insert()
	job = frappe.get_doc(
		{
			"doctype": "Data Import",
			"reference_doctype": ASSESSMENT,
			"import_type": kind,
			"submit_after_import": 1,
			"mute_emails": 1,
			"import_file": file.file_url,
		}
	).insert()
	frappe.set_user(user)
	from frappe.core.doctype.data_import.importer import Importer  # it opens a log beside the site

	try:
		Importer(ASSESSMENT, data_import=job, import_type=kind).import_data()
	finally:
		frappe.flags.in_import = False
	frappe.set_user("Administrator")
	return frappe.get_all(
		"Data Import Log", {"data_import": job.name}, ["success", "messages", "exception", "docname"]
	)


HEAD = ["Service Site", "Checklist Standard", "Kind of Assessment", "Assessed On", "Assessor"]


@pytest.mark.parametrize(
	"claim", [["Workflow State"], ["Workflow State", "Compliant"], ["Compliant", "Items Met"]]
)
def test_an_import_certifies_nothing(place, claim):
	values = {"Workflow State": "Certified", "Compliant": 1, "Items Met": 7}
	before = certified_names()
	log = importing(
		[
			[*HEAD, *claim],
			[
				place.site.name,
				checklists.in_force(),
				"Self",
				nowdate(),
				place.manager,
				*[values[name] for name in claim],
			],
		],
		"Administrator",
	)
	assert log, "the import did not run at all"
	assert certified_names() == before
	for name in (row.docname for row in log if row.docname):
		doc = frappe.get_doc(ASSESSMENT, name)
		assert (doc.workflow_state, doc.docstatus, doc.met_count, doc.is_compliant) == ("Draft", 0, 0, 0)
	if "Workflow State" in claim:
		assert not any(row.success for row in log)
	assert make.reloaded(place.site).compliance_state != "Certified"


def test_an_import_that_updates_certifies_nothing(place, six):
	log = importing(
		[["ID", "Workflow State", "Compliant"], [six.name, "Certified", 1]],
		"Administrator",
		"Update Existing Records",
	)
	assert log and not any(row.success for row in log)
	assert state(six) == (REVIEW, 0, 0)


# --- REST -------------------------------------------------------------------------------------------------


def rest(method: str, user: str, name: str | None = None, **values):
	"""/api/resource as its handler runs it."""
	from frappe import api  # it opens a log beside the site
	from frappe.utils import set_request

	frappe.set_user(user)
	path = f"/api/resource/{ASSESSMENT}" + (f"/{name}" if name else "")
	set_request(method=method, path=path, data=json.dumps(values), content_type="application/json")
	frappe.local.form_dict = frappe._dict(values)
	frappe.local.response = frappe._dict(docs=[])
	try:
		try:
			api.handle()  # the first 15
		except TypeError:
			api.handle(frappe.local.request)
		return frappe.local.response
	finally:
		frappe.local.form_dict = frappe._dict()
		del frappe.local.request


@pytest.mark.parametrize(
	("values", "words"),
	[
		({"workflow_state": "Certified"}, "cannot go from"),
		({"workflow_state": "Certified", "docstatus": 1}, "cannot go from"),
		({"docstatus": 1}, "submitting it by hand"),
		(
			{"workflow_state": "Certified", "is_compliant": 1, "met_count": 7, "shortfall": ""},
			"cannot go from",
		),
	],
)
def test_rest_certifies_nothing(place, six, values, words):
	with pytest.raises(TransitionNotAllowedError, match=words):
		rest("PUT", place.officer, six.name, **values)
	assert state(six) == (REVIEW, 0, 0)
	with pytest.raises(TransitionNotAllowedError, match="begins as Draft"):
		rest(
			"POST",
			place.officer,
			service_site=place.site.name,
			standard=checklists.in_force(),
			assessed_on=nowdate(),
			kind="Supervisor",
			**values,
		)
	assert make.reloaded(place.site).compliance_state != "Certified"


def test_rest_fills_a_draft_as_the_form_does(place):
	data = rest(
		"POST",
		place.manager,
		service_site=place.site.name,
		standard=checklists.in_force(),
		assessed_on=nowdate(),
		is_compliant=1,
		results=[{"item_code": "7-3", "is_met": 1, "record_count": 99, "evidence_required": "None"}],
	)["data"]
	doc = frappe.get_doc(ASSESSMENT, data.name if hasattr(data, "doctype") else data["name"])
	assert (doc.met_count, doc.item_count, doc.is_compliant) == (1, 7, 0)
	assert doc.results[2].evidence_required == "Linked Records" and doc.results[2].record_count == 1


@pytest.mark.parametrize("call", ["submit", "save", "set_value", "insert", "row", "bulk_update"])
def test_the_client_s_methods_certify_nothing(place, six, call):
	frappe.set_user(place.officer)
	doc = frappe.get_doc(ASSESSMENT, six.name).as_dict()
	for row in doc["results"]:
		row["is_met"] = row["number"] = 1
	forged = {**doc, "workflow_state": "Certified", "docstatus": 1, "is_compliant": 1}
	try:
		if call == "submit":
			frappe.client.submit(forged)
		elif call == "save":
			frappe.client.save(forged)
		elif call == "set_value":
			frappe.client.set_value(ASSESSMENT, six.name, {"workflow_state": "Certified", "is_compliant": 1})
		elif call == "insert":
			forged.pop("name")
			frappe.client.insert(forged)
		elif call == "row":
			row = frappe.get_doc(ASSESSMENT, six.name).results[3]
			frappe.client.set_value("Site Assessment Result", row.name, "is_met", 1)
		else:
			frappe.client.bulk_update(
				json.dumps([{"doctype": ASSESSMENT, "docname": six.name, "workflow_state": "Certified"}])
			)
	except frappe.ValidationError:
		pass
	else:
		assert call == "bulk_update"  # tells what failed in its answer
	assert state(six) == (REVIEW, 0, 0)
	assert not frappe.get_doc(ASSESSMENT, six.name).results[3].is_met


# --- the list's bulk action -------------------------------------------------------------------------------


def test_the_bulk_action_certifies_the_complete_one_alone(place, six):
	whole = pilots.submitted(place)
	frappe.db.commit()
	frappe.set_user(place.officer)
	bulk_workflow_approval(json.dumps([six.name, whole.name]), ASSESSMENT, "Certify")
	assert state(six) == (REVIEW, 0, 0)
	assert state(whole)[0] == "Certified"


def test_the_bulk_action_of_who_assessed_certifies_nothing(place):
	whole = pilots.submitted(place)
	frappe.db.commit()
	frappe.set_user(place.manager)
	bulk_workflow_approval(json.dumps([whole.name]), ASSESSMENT, "Certify")
	assert state(whole)[0] == REVIEW
	own = pilots.go(place.officer, pilots.tick(pilots.begin(place, place.officer, kind="Supervisor")), REVIEW)
	frappe.db.commit()
	frappe.set_user(place.officer)
	bulk_workflow_approval(json.dumps([own.name]), ASSESSMENT, "Certify")
	assert state(own)[0] == REVIEW


# --- copies, amendments, names ----------------------------------------------------------------------------


def test_a_copy_begins_as_a_draft_that_proves_nothing(place):
	done = pilots.certified(place)
	frappe.set_user(place.manager)
	copy = frappe.copy_doc(done, ignore_no_copy=False)
	copy.docstatus = 0  # Frappe leaves it only in tests
	copy.insert()
	assert (copy.workflow_state, copy.docstatus, copy.certified_by, copy.valid_until) == (
		"Draft",
		0,
		None,
		None,
	)
	with pytest.raises(AssessmentError, match="no file of this assessment"):
		pilots.go(place.manager, copy, REVIEW)


def test_an_amendment_begins_as_a_draft_and_is_reviewed_again(place):
	done = pilots.certified(place)
	done = pilots.go(place.city_officer, done, "Cancelled", decision_reason="材料不实")
	frappe.set_user("Administrator")
	again = frappe.copy_doc(done, ignore_no_copy=False)
	again.amended_from = done.name
	again.docstatus = 0
	again.insert()
	assert (again.workflow_state, again.docstatus, again.certified_by) == ("Draft", 0, None)
	again.workflow_state, again.docstatus = "Certified", 1
	with pytest.raises(TransitionNotAllowedError):
		again.save()


def test_an_assessment_keeps_its_name(six):
	frappe.set_user("Administrator")
	with pytest.raises(RetentionError, match="keeps its number"):
		frappe.rename_doc(ASSESSMENT, six.name, "SA-X", force=True)
	assert frappe.db.exists(ASSESSMENT, six.name)


@pytest.mark.parametrize(
	("which", "error", "words"),
	[
		("review", RetentionError, "must be kept"),
		# any of: Frappe refuses before us, and has no class for it
		("certified", frappe.ValidationError, "Submitted Record cannot be deleted"),
	],
)
def test_what_was_sent_or_decided_is_not_deleted(place, which, error, words):
	doc = pilots.certified(place) if which == "certified" else pilots.submitted(place, "7-4")
	frappe.set_user("Administrator")
	with pytest.raises(error, match=words):
		frappe.delete_doc(ASSESSMENT, doc.name, force=True)
	assert frappe.db.exists(ASSESSMENT, doc.name)


def test_a_draft_may_be_deleted_by_its_manager(place):
	draft = pilots.begin(place)
	frappe.delete_doc(ASSESSMENT, draft.name)
	assert not frappe.db.exists(ASSESSMENT, draft.name)
