"""Inside one's own scope: what is computed or decided stays, and a row is written with its parent only."""

import json

import frappe
import pytest

from tests.walker.forms import _own_rows
from tests.walker.judge import Finding
from tests.walker.targets import Target
from tests.walker.test_rest import FORGED
from tests.walker.test_walk import FULL, report
from tests.walker.world import INSIDE

pytestmark = pytest.mark.timeout(3600)
NUMBERS = ("Int", "Long Int", "Float", "Percent", "Currency", "Check")
# By permission level or by state these are open to somebody: their own tests say to whom.
OPEN = {("Volunteer Services Settings", "install_manifest")}


def forged(df, before):
	"""A value that the field does not have and nothing would compute."""
	if df.fieldtype == "Check":
		return 0 if before else 1
	if df.fieldtype in NUMBERS:
		return 777
	if df.fieldtype == "Date":
		return "2001-02-03"
	if df.fieldtype == "Datetime":
		return "2001-02-03 04:05:06"
	if df.fieldtype == "Link":
		return frappe.db.get_value(df.options, {"name": ["!=", before or ""]}, "name")
	if df.fieldtype == "Select":
		options = [option for option in (df.options or "").split("\n") if option and option != before]
		return options[-1] if options else None
	return "walker-forged" if df.fieldtype in ("Data", "Small Text", "Text", "Long Text") else None


def protected(doctype):
	for df in frappe.get_meta(doctype).fields:
		if df.fieldname in ("lft", "rgt", "old_parent", "merged_into", "amended_from"):
			yield df
		elif df.read_only and not df.get("is_virtual") and (doctype, df.fieldname) not in OPEN:
			yield df


def writers(walk, doctype, name):
	roles = ("volunteer", "leader", "manager", "officer")
	may = [role for role in roles if (doctype, name) in walk.world.rights[role].write]
	return may if FULL else may[:1]


def stored(doctype, name, field):
	return str(frappe.db.get_value(doctype, name, field) or "")[:19]


def bodies(doc):
	"""Each protected field alone (the refusal of others would hide it), plainly and with attributes."""
	for df in protected(doc.doctype):
		value = forged(df, doc.get(df.fieldname))
		if value is not None:
			yield {df.fieldname: value}, {}
			yield {df.fieldname: value}, FORGED


def test_what_is_computed_or_decided_cannot_be_sent(walk):
	"""By the first who may write the document, to /api/resource."""
	found = set()
	for doctype, doc in walk.world.docs[INSIDE].items():
		if not walk.world.is_ours(doctype):
			continue
		for role in writers(walk, doctype, doc.name):
			for values, attributes in bodies(doc):
				answer = walk.driver.rest(role, "PUT", f"{doctype}/{doc.name}", {}, {**values, **attributes})
				how = " with forged attributes" if attributes else ""
				for field, value in values.items():
					before = str(doc.get(field) or "")[:19]
					after = stored(doctype, doc.name, field) if answer.written else before
					if after == str(value)[:19] and after != before:
						found.add(Finding("PUT /api/resource", role, doctype, f"sets {field}{how}"))
				walk.driver.finish(answer)
	assert not found, "\n" + report(found)


def test_a_row_is_written_with_its_parent_only(walk):
	"""Saved, inserted, changed or deleted alone, by those who may write the parent."""
	found = set()
	for doctype, doc in walk.world.docs[INSIDE].items():
		if not walk.world.is_ours(doctype):
			continue
		target = Target(walk.world, INSIDE, doctype)
		for role in writers(walk, doctype, doc.name):
			for row in _own_rows(target):
				for how, answer in attempts(walk, role, row):
					if wrote_alone(doctype, doc, row, answer):
						found.add(Finding(how, role, row["doctype"], "writes a row alone"))
					walk.driver.finish(answer)
	assert not found, "\n" + report(found)


def attempts(walk, role, row):
	at = {key: row[key] for key in ("parent", "parenttype", "parentfield")}
	text = next((key for key, value in row.items() if value == "walker"), "idx")
	one = f"{row['doctype']}/{row['name']}"
	call, rest = walk.driver.method, walk.driver.rest
	for name in ("save", "submit"):
		yield f"frappe.client.{name}", call(role, f"frappe.client.{name}", {"doc": json.dumps(row)})
	form = {"doctype": row["doctype"], "name": row["name"], "fieldname": text, "value": "walker"}
	yield "frappe.client.set_value", call(role, "frappe.client.set_value", form)
	yield "frappe.client.delete", call(role, "frappe.client.delete", form)
	yield (
		"frappe.client.insert",
		call(role, "frappe.client.insert", {"doc": json.dumps({"doctype": row["doctype"], **at})}),
	)
	yield (
		"frappe.desk.form.save.savedocs",
		call(role, "frappe.desk.form.save.savedocs", {"doc": json.dumps(row), "action": "Save"}),
	)
	yield "PUT /api/resource", rest(role, "PUT", one, {}, {text: "walker"})
	yield "DELETE /api/resource", rest(role, "DELETE", one, {})
	yield "POST /api/resource", rest(role, "POST", row["doctype"], {}, {**at, text: "walker"})


def wrote_alone(doctype, doc, row, answer) -> bool:
	"""The rows are others while nobody has saved their parent."""
	if f"tab{row['doctype']}" not in answer.written:
		return False
	if f"tab{doctype}" in answer.written:
		return False  # the parent was saved, with all its rules
	rows = frappe.get_all(row["doctype"], {"parent": doc.name}, "*", order_by="idx", limit=0)
	before = {old.name: old for old in doc.get(row["parentfield"])}
	if before.keys() != {new.name for new in rows}:
		return True
	return any(
		str(new.get(key) or "") != str(before[new.name].get(key) or "")
		for new in rows
		for key in row
		if key in new and key not in ("modified", "modified_by", "creation")
	)
