"""What the rooms declare of their documents, held against the DocTypes: nothing is forgotten, nothing
invented."""

import json
from pathlib import Path

import pytest

import volunteer_services
from volunteer_services import hooks
from volunteer_services.foundation.house import PROFILE, Document, House, read

APP = Path(volunteer_services.__file__).parent
DOCTYPES = {
	found["name"]: found
	for path in sorted(APP.glob("*/doctype/*/*.json"))
	if (found := json.loads(path.read_text(encoding="utf-8"))).get("doctype") == "DocType"
}
ROOM_OF = {
	json.loads(path.read_text(encoding="utf-8"))["name"]: path.parts[-4]
	for path in sorted(APP.glob("*/doctype/*/*.json"))
}
HOUSE = read(hooks.volunteer_services_rooms)
ON_MERGE = ("moves", "stays", "listens")
MASTERS = (
	"Service Region",
	"Service Site",
	"Volunteer Team",
	"Recording Unit",
	"Pilot Site",
	"Pilot Programme",
	"Reward Sponsor",
)


def fields(doctype: str, *kinds: str) -> dict[str, dict]:
	return {
		field["fieldname"]: field
		for field in DOCTYPES[doctype]["fields"]
		if not kinds or field["fieldtype"] in kinds
	}


def undeclared_people(house: House, doctypes: dict) -> set[tuple[str, str]]:
	"""Links to a volunteer that no room declares."""
	linked = {
		(name, field["fieldname"])
		for name, doctype in doctypes.items()
		for field in doctype["fields"]
		if field["fieldtype"] == "Link" and field["options"] == PROFILE
	}
	return linked - {(name, person.field) for name, person in house.persons()}


def test_every_link_to_a_volunteer_is_declared():
	assert not undeclared_people(HOUSE, DOCTYPES)
	assert len(list(HOUSE.persons())) >= 16


def test_a_link_that_nobody_declares_is_found():
	new = {"Diary": {"fields": [{"fieldname": "writer", "fieldtype": "Link", "options": PROFILE}]}}
	assert undeclared_people(HOUSE, DOCTYPES | new) == {("Diary", "writer")}


def test_every_declared_link_is_one():
	for name, person in HOUSE.persons():
		field = fields(name)[person.field]
		assert (field["fieldtype"], field["options"]) == ("Link", PROFILE), (name, person.field)
		assert person.on_merge in ON_MERGE
		assert bool(person.copied) != bool(person.why_not_copied), (name, person.field)


def test_who_listens_to_a_merge_says_so():
	listening = {ROOM_OF[name] for name, person in HOUSE.persons() if person.on_merge == "listens"}
	told = {listener.split(".")[1] for listener in hooks.volunteers_merged}
	assert listening <= told


@pytest.mark.parametrize("name", sorted(HOUSE.documents))
def test_what_is_declared_exists(name):
	declared: Document = HOUSE.documents[name]
	own = {"name", "parent", "creation", "docstatus", *fields(name)}
	assert set((declared.scope or {}).values()) <= own
	assert {way.column for way in declared.through} <= own
	for way in declared.through:
		assert HOUSE.documents[way.doctype].is_scoped
		assert way.named in {"name", *fields(way.doctype)}
	for column, master in declared.refers:
		field = fields(name)[column]
		assert field["fieldtype"] == "Dynamic Link" or field["options"] == master, (name, column)
	for person in declared.persons:
		assert set(person.copied) <= own | {"*"}, (name, person.field)
	if declared.kept:
		assert declared.kept.since in own
	if declared.evidence:
		assert declared.evidence.field in fields(declared.evidence.table or name)
		if declared.evidence.table:
			assert HOUSE.documents[declared.evidence.table].row_of == name
		assert declared.evidence.body is None or declared.evidence.body in own


def test_each_room_declares_its_own_documents_only():
	for path in hooks.volunteer_services_rooms:
		room = path.split(".")[1]
		assert {ROOM_OF[name] for name in read([path]).documents} == {room}


def test_two_rooms_cannot_declare_the_same_document():
	with pytest.raises(ValueError, match="which another room declares too"):
		read([hooks.volunteer_services_rooms[0], hooks.volunteer_services_rooms[0]])


def test_every_field_that_names_a_file_is_checked():
	naming = set()
	for name, doctype in DOCTYPES.items():
		if fields(name, "Attach", "Attach Image"):
			naming |= {HOUSE.documents[name].row_of or name} if doctype.get("istable") else {name}
	asks_itself = {"Service Log"}  # bulk review goes one by one as soon as anybody listens to it
	assert naming - asks_itself <= set(HOUSE.naming_files())
	for name in naming - asks_itself:
		assert "volunteer_services.foundation.files.attachments.check" in hooks.doc_events[name]["validate"]
		assert (
			"volunteer_services.foundation.files.attachments.keep_private"
			in hooks.doc_events[name]["on_update"]
		)


def test_no_master_goes_while_a_scope_names_it():
	"""A row in a scope that names a node which is gone could lie in a stretch of names (scope/nodes.py)."""
	trees = {"region": "Service Region", "site": "Service Site", "team": "Volunteer Team"}
	for name, declared in HOUSE.documents.items():
		for kind, column in (declared.scope or {}).items():
			if kind in ("region", "team") and column != "name":
				assert (name, column) in set(HOUSE.references(trees[kind])), (name, column)


def test_what_has_a_workflow_says_so():
	with_state = {name for name in DOCTYPES if "workflow_state" in fields(name)}
	assert set(HOUSE.with_workflow()) == with_state
