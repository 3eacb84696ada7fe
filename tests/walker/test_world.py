"""The world of the walk is what the walk takes it for."""

import frappe
import pytest

from tests.walker.makers import OFF_BY_DEFAULT
from tests.walker.world import INSIDE, OUTSIDE

pytestmark = pytest.mark.timeout(3600)  # whoever comes first makes the world


def test_the_rules_give_nobody_a_right_outside(walk):
	assert walk.world.strange_rights() == []


def test_staff_reads_the_documents_inside(walk):
	rights, docs = walk.world.rights, walk.world.docs[INSIDE]
	for doctype in ("Volunteer Profile", "Service Log", "Site Assessment", "Reward Redemption"):
		for role in ("manager", "officer", "auditor"):
			assert (doctype, docs[doctype].name) in rights[role].read, (role, doctype)
	own = ("Volunteer Profile", docs["Volunteer Profile"].name)
	assert own in rights["volunteer"].read and own in rights["leader"].read
	assert not rights["nobody"].write and not rights["guest"].write


def test_every_table_has_a_row(walk):
	for doctype, doc in walk.world.docs[OUTSIDE].items():
		for table in frappe.get_meta(doctype).get_table_fields():
			assert doc.get(table.fieldname), f"{doctype}.{table.fieldname}: its maker adds no row"


def test_every_document_could_be_saved(walk):
	"""Otherwise a rule of its form would hide that nobody asked who saves it."""
	frappe.set_user("Administrator")
	stuck = {}
	for doctype, doc in walk.world.docs[OUTSIDE].items():
		if doctype in OFF_BY_DEFAULT:
			continue
		try:
			frappe.get_doc(doctype, doc.name).save()
		except Exception as error:
			stuck[doctype] = repr(error)
		walk.driver.quiet.undo()
	assert not stuck
