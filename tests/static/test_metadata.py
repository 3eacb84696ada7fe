"""The metadata is consistent in itself and clashes with nothing of Frappe's or ERPNext's.

``foreign_names.json`` lists the names that Frappe and ERPNext 15 and 16 use.
"""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path

import pytest

from volunteer_services import hooks
from volunteer_services.foundation.house import read
from volunteer_services.service_records.domain import codes
from volunteer_services.setup.workflows import MACHINES
from volunteer_services.volunteer_projects.domain import codes as codes_of_volunteer_projects
from volunteer_services.volunteer_recognition.domain import codes as codes_of_volunteer_recognition
from volunteer_services.volunteer_registry.domain import codes as codes_of_volunteer_registry

APP = Path(__file__).resolve().parents[2] / "volunteer_services"
FOREIGN = json.loads((Path(__file__).parent / "foreign_names.json").read_text(encoding="utf-8"))
FRAPPE_OWN = {"Role": {"All", "Guest", "Administrator", "System Manager", "Desk User"}}
KINDS = (
	"doctype",
	"report",
	"print_format",
	"workspace",
	"number_card",
	"dashboard_chart",
	"notification",
	"page",
)


def documents(kind: str) -> dict[str, dict]:
	found = {}
	for path in sorted(APP.glob(f"*/{kind}/*/*.json")):
		doc = json.loads(path.read_text(encoding="utf-8"))
		found[doc["name"]] = doc
	return found


DOCTYPES = documents("doctype")
MODULES = [line for line in (APP / "modules.txt").read_text().splitlines() if line.strip()]


def test_there_is_something_to_test():
	assert len(DOCTYPES) > 30
	assert len(MODULES) >= 5


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_is_frappe_s_or_erpnext_s(kind):
	foreign_kind = kind.replace("_", " ").title().replace("Doctype", "DocType")
	assert not set(documents(kind)) & set(FOREIGN.get(foreign_kind, []))


def test_modules_and_roles_are_ours_alone():
	roles = {row["name"] for row in json.loads((APP / "fixtures/role.json").read_text())}
	assert not set(MODULES) & set(FOREIGN["Module Def"])
	assert not roles & set(FOREIGN["Role"])
	assert not roles & FRAPPE_OWN["Role"]


@pytest.mark.parametrize("name", DOCTYPES)
def test_doctype(name):
	doc = DOCTYPES[name]
	fields = {field["fieldname"]: field for field in doc["fields"]}
	assert doc["module"] in MODULES
	assert len(fields) == len(doc["fields"]), "a field name stands twice"
	assert doc["field_order"] == [field["fieldname"] for field in doc["fields"]]
	assert doc.get("sort_field") == "creation"
	assert bool(doc.get("allow_rename")) == (name == "Service Skill")
	for field in fields.values():
		assert field["fieldtype"] != "Rating", "a Rating field clamps to 0–1"
		if field["fieldtype"] in ("Link", "Table", "Table MultiSelect"):
			assert field["options"] in DOCTYPES or field["options"] in FOREIGN["DocType"], field
		if field["fieldtype"] == "Dynamic Link":
			assert field["options"] in fields
		if fetch := field.get("fetch_from"):
			assert fetch.split(".")[0] in fields
		if field["fieldtype"] == "Select" and field.get("default"):
			assert field["default"] in field["options"].split("\n")
	if title := doc.get("title_field"):
		assert title in fields
	for search in filter(None, (doc.get("search_fields") or "").split(",")):
		assert search.strip() in {*fields, "name"}


@pytest.mark.parametrize("name", DOCTYPES)
def test_the_filters_of_a_list_fit_a_phone(name):
	"""Beside the number and the title, which Frappe adds."""
	filters = [field["fieldname"] for field in DOCTYPES[name]["fields"] if field.get("in_standard_filter")]
	assert len(filters) <= 3, filters


@pytest.mark.parametrize("name", DOCTYPES)
def test_permissions(name):
	doc = DOCTYPES[name]
	roles = {row["name"] for row in json.loads((APP / "fixtures/role.json").read_text())}
	if doc.get("istable"):
		assert not doc["permissions"]
		return
	assert doc["permissions"]
	for row in doc["permissions"]:
		assert row["role"] in roles
		if row["role"] == "Volunteer Services Auditor" and name != "Site Visit":
			assert not any(row.get(right) for right in ("write", "create", "delete", "submit", "cancel"))
		assert not row.get("amend")
		assert not row.get("import") or doc.get("allow_import"), "later Frappe 15 asks for both"
		assert not row.get("set_user_permissions")


@pytest.mark.parametrize("name", [name for name, doc in DOCTYPES.items() if doc.get("links")])
def test_dashboard_links(name):
	for link in DOCTYPES[name]["links"]:
		fields = {field["fieldname"] for field in DOCTYPES[link["link_doctype"]]["fields"]}
		assert link["link_fieldname"] in fields


def test_workflow_state_is_never_copied():
	for name, doc in DOCTYPES.items():
		for field in doc["fields"]:
			if field["fieldname"] in ("workflow_state", "certificate_no", "verification_code", "external_id"):
				assert field.get("no_copy"), (name, field["fieldname"])


def test_sums_are_long_int():
	for name in ("Volunteer Profile", "Service Certificate"):
		types = {field["fieldname"]: field["fieldtype"] for field in DOCTYPES[name]["fields"]}
		assert types["total_minutes"] == "Long Int"


def test_no_doctype_is_called_after_another_app_s_table_prefix():
	assert "Volunteer" not in DOCTYPES


# --- dotted paths -----------------------------------------------------------------------------------------


def dotted_paths(value) -> list[str]:
	if isinstance(value, str):
		return (
			[value]
			if re.fullmatch(r"volunteer_services(\.\w+)+", value) and not value.endswith(".js")
			else []
		)
	if isinstance(value, dict):
		return [path for item in value.values() for path in dotted_paths(item)]
	if isinstance(value, list | tuple):
		return [path for item in value for path in dotted_paths(item)]
	return []


def hook_values() -> list[str]:
	return [
		path
		for name, value in vars(hooks).items()
		if not name.startswith("_") and name != "volunteer_services_rooms"  # modules: test_declarations.py
		for path in dotted_paths(value)
	]


def test_every_module_can_be_imported():
	for path in sorted(APP.rglob("*.py")):
		parts = ("volunteer_services", *path.relative_to(APP).with_suffix("").parts)
		if all(part.isidentifier() for part in parts):
			name = ".".join(parts).removesuffix(".__init__")
			assert importlib.import_module(name).__name__ == name


def test_hooks_name_functions_that_exist():
	paths = hook_values()
	assert len(paths) > 10
	for path in paths:
		module, attribute = path.rsplit(".", 1)
		if module == "volunteer_services.foundation.scope.queries":
			continue  # answers by name on a site: tests/site/foundation/test_house.py
		assert callable(getattr(importlib.import_module(module), attribute)), path


def test_scripts_call_functions_that_exist():
	called = set()
	for path in (*APP.rglob("*.js"), *APP.rglob("*.html")):
		if "node_modules" in path.parts or "dist" in path.parts:
			continue
		called |= set(re.findall(r"volunteer_services\.api\.\w+\.\w+", path.read_text(encoding="utf-8")))
	assert called
	for dotted in sorted(called):
		module, attribute = dotted.rsplit(".", 1)
		assert callable(getattr(importlib.import_module(module), attribute)), dotted


def test_patches_resolve_each_once():
	lines = [
		line.split("#")[0].strip()
		for line in (APP / "patches.txt").read_text().splitlines()
		if line.strip() and not line.startswith(("[", "#"))
	]
	assert len(lines) == len(set(lines))
	for line in lines:
		assert callable(importlib.import_module(line).execute)


def test_every_scoped_doctype_has_both_hooks_and_its_tables_too():
	house = read(hooks.volunteer_services_rooms)
	scoped = set(house.scoped())
	tables = {
		field["options"]: name
		for name in scoped
		for field in DOCTYPES[name]["fields"]
		if field["fieldtype"].startswith("Table")
	}
	# The framework's, as far as they hang on our documents.
	hung = {"File", "Tag Link", "Document Follow", "Workflow Action", "Prepared Report"}
	assert set(hooks.has_permission) == scoped | hung
	assert set(hooks.permission_query_conditions) == scoped | set(tables) | hung
	assert {name: doc.row_of for name, doc in house.documents.items() if doc.row_of} == tables


def test_fixtures_hold_our_roles_only():
	files = list((APP / "fixtures").glob("*.json"))
	assert [path.name for path in files] == ["role.json"]
	assert all(row["doctype"] == "Role" for row in json.loads(files[0].read_text()))


def test_the_top_of_the_repository_shows_fixtures_and_patches():
	for name in ("fixtures", "patches"):
		link = APP.parent / name
		assert link.is_symlink()
		assert link.resolve() == (APP / name).resolve()


# --- workflows --------------------------------------------------------------------------------------------


def test_shipped_workflows_fit_their_doctypes():
	submittable = {name for name, doc in DOCTYPES.items() if doc.get("is_submittable")}
	for machine in MACHINES:
		drawing = (
			machine.drawing()
		)  # raises unless every state can be reached and the docstatus never goes back
		if machine.doctype not in submittable:
			assert {state.docstatus for state in drawing.states} == {0}


def test_the_manual_draws_the_shipped_workflows():
	text = (APP.parent / "docs/state-machines.md").read_text(encoding="utf-8")
	for machine in MACHINES:
		assert machine.drawing().to_mermaid() in text, f"{machine.name}: run docs/draw_state_machines.py"


def test_workflow_conditions_read_only_fields_of_the_document():
	for machine in MACHINES:
		fields = {field["fieldname"] for field in DOCTYPES[machine.doctype]["fields"]}
		for step in machine.steps:
			assert set(re.findall(r"doc\.(\w+)", step.condition)) <= fields
			assert "frappe" not in step.condition


def test_the_stored_words_of_the_rules_are_those_of_the_doctypes():

	pairs = {
		("Volunteer Profile", "sex"): codes_of_volunteer_registry.Sex,
		("Volunteer Profile", "political_status"): codes_of_volunteer_registry.PoliticalStatus,
		("Volunteer Project", "category"): codes_of_volunteer_projects.ProjectCategory,
		("Volunteer Project", "theme"): codes_of_volunteer_projects.Theme,
		("Service Log", "source"): codes.LogSource,
		("Service Log", "approval_level"): codes.ApprovalLevel,
		("Service Log", "recipient_group"): codes_of_volunteer_projects.NeedGroup,
		("Service Site", "site_type"): codes_of_volunteer_registry.SiteType,
		("Star Award", "status"): codes_of_volunteer_recognition.StarAwardStatus,
	}
	for (doctype, fieldname), words in pairs.items():
		field = next(field for field in DOCTYPES[doctype]["fields"] if field["fieldname"] == fieldname)
		options = {option for option in field["options"].split("\n") if option}
		assert {word.value for word in words} <= options or options <= {word.value for word in words}, (
			doctype,
			fieldname,
			options ^ {word.value for word in words},
		)


def test_tables_are_typed_in_where_they_stand():
	"""Without it Frappe opens a form for each row that somebody clicks."""
	assert not [name for name, doc in DOCTYPES.items() if doc.get("istable") and not doc.get("editable_grid")]


def test_no_list_formats_its_title():
	"""A formatter of the title replaces the whole cell: box, like and link of the row go."""
	wrong = []
	for path in sorted(APP.glob("*/doctype/*/*_list.js")):
		doc = json.loads(path.with_name(f"{path.parent.name}.json").read_text(encoding="utf-8"))
		formatters = re.search(r"\n\tformatters: \{(.*?)\n\t\},", path.read_text(encoding="utf-8"), re.S)
		title = doc.get("title_field")
		if formatters and title and re.search(rf"^\t\t{title}\(", formatters[1], re.M):
			wrong.append(path.name)
	assert not wrong


def names_files(doc: dict) -> bool:
	"""Whether a DocType or one of its tables has a field that names a file."""
	return any(
		field["fieldtype"] in ("Attach", "Attach Image")
		or (field["fieldtype"] == "Table" and names_files(DOCTYPES[field["options"]]))
		for field in doc["fields"]
	)


def test_every_field_that_names_a_file_is_checked():
	for name, doc in DOCTYPES.items():
		if name == "Service Log":  # asks in its controller: a listener would slow bulk review down
			assert name not in hooks.doc_events
		elif names_files(doc) and not doc.get("istable"):
			assert "volunteer_services.foundation.files.attachments.check" in dotted_paths(
				hooks.doc_events.get(name, {}).get("validate", [])
			), name


def test_no_folder_holds_more_than_twenty_files_of_code():
	"""But those that Frappe wants flat, and the street front, whose addresses stay."""
	counts = {}
	for path in APP.rglob("*.py"):
		parts = path.relative_to(APP).parent.parts
		if parts != ("api",) and not {"doctype", "report"}.intersection(parts):
			counts["/".join(parts)] = counts.get("/".join(parts), 0) + 1
	assert {folder: count for folder, count in counts.items() if count > 20} == {}
