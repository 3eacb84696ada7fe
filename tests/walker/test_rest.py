"""/api/resource: reading, writing and deleting what lies outside, and keys that are no fields."""

import frappe
import pytest

from tests.walker.targets import Target
from tests.walker.test_walk import FULL, LEAST, report
from tests.walker.world import OUTSIDE, ROLES

pytestmark = pytest.mark.timeout(3600)
# Attributes of our documents and of Frappe's that decide about rules; none is a field.
FORGED = {
	"_action": "save",
	"__islocal": 0,
	"_doc_before_save": None,
	"derived_columns": {},
	"editable_states": ["Draft", "Requested", "Approved", "Registered", "Pending Approval"],
	"flags": {"ignore_permissions": 1, "ignore_validate": 1, "system_transition": 1},
	"protects_read_only": 0,
	"reason_field": "",
	"review_fields": [],
}


def requests(target: Target):
	"""(HTTP method, address, form, body)"""
	one = f"{target.doctype}/{target.name}"
	change = {target.field: "walker"} if target.field != "name" else {"owner": "walker"}
	yield "GET", one, {}, None
	yield "GET", target.doctype, {"fields": f'["name", "{target.field}"]', "limit_page_length": 500}, None
	yield "PUT", one, {}, change
	yield "PUT", one, {}, {**change, **FORGED}
	yield "DELETE", one, {}, None
	yield "POST", target.doctype, {}, {**change, **FORGED, "name": target.name}
	for method in ("submit", "cancel", "add_comment", "rename", "unlock"):
		yield "POST", one, {"run_method": method, "name": "walker", "text": "walker"}, None
	for table in target.meta.get_table_fields():
		for row in target.doc.get(table.fieldname)[:1]:
			alone = f"{table.options}/{row.name}"
			at = {"parent": target.name, "parenttype": target.doctype, "parentfield": table.fieldname}
			yield "GET", alone, {}, None
			yield "PUT", alone, {}, {"idx": 7}
			yield "PUT", alone, {}, {"idx": 7, **at, **FORGED}
			yield "DELETE", alone, {}, None
			yield "POST", table.options, {}, at


@pytest.mark.parametrize("role", ROLES if FULL else LEAST)
def test_no_resource_outside_is_shown_or_changed(walk, role):
	found = set()
	for doctype in walk.world.doctypes:
		if not walk.world.is_ours(doctype):
			continue
		target = Target(walk.world, OUTSIDE, doctype)
		for http, address, form, body in requests(target):
			answer = walk.driver.rest(role, http, address, form, body)
			label = f"{http} /api/resource" + (
				f" run_method {form['run_method']}" if "run_method" in form else ""
			)
			found |= walk.judge.leaks(label, role, answer, walk.driver.asked)
			found |= walk.judge.writes(label, role, answer)
			walk.driver.finish(answer)
	assert not found, "\n" + report(found)


def test_requests_get_through(walk):
	"""The addresses are right: who may, does."""
	doc = walk.world.docs["inside"]["Volunteer Profile"]
	answer = walk.driver.rest("manager", "GET", f"Volunteer Profile/{doc.name}", {})
	assert not answer.error and doc.full_name in answer.text
	answer = walk.driver.rest("manager", "PUT", f"Volunteer Profile/{doc.name}", {}, {"interests": "walker"})
	assert not answer.error, answer.text
	assert frappe.db.get_value("Volunteer Profile", doc.name, "interests") == "walker"
	walk.driver.finish(answer)
