"""The desk's scripts keep to the house: roles have one spelling, and a room knows only what lies below it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.static.test_metadata import APP, DOCTYPES
from volunteer_services import hooks
from volunteer_services.foundation import roles

SCRIPTS = APP / "public/js"
BUNDLE = SCRIPTS / "volunteer_services.bundle.js"
ALL = [path for path in sorted(APP.rglob("*.js")) if not {"node_modules", "dist"} & set(path.parts)]
# The Chinese and the English word for a volunteer is this role's name, too: it stands in labels.
ROLES = {row["name"] for row in json.loads((APP / "fixtures/role.json").read_text())} - {roles.VOLUNTEER}


def room_of(path: Path) -> str:
	parts = path.relative_to(APP).parts
	return parts[2] if parts[:2] == ("public", "js") else parts[0]


def floors() -> dict[str, int]:
	"""Room → floor from the ground up, as the import contract of pyproject.toml draws the house."""
	text = (APP.parent / "pyproject.toml").read_text(encoding="utf-8")
	(layers,) = re.findall(r'containers = \["volunteer_services"\].*?\nlayers = \[\n(.*?)\n\]', text, re.S)
	rows = reversed(re.findall(r'"([^"]+)"', layers))
	return {room: floor for floor, row in enumerate(rows) for room in re.findall(r"\w+", row)}


def spaces() -> dict[str, str]:
	"""``volunteer_services.<space>`` of the browser → the room that provides it."""
	provide = re.compile(r'frappe\.provide\("volunteer_services\.(\w+)"\)')
	return {
		space: room_of(path)
		for path in SCRIPTS.rglob("*.js")
		for space in provide.findall(path.read_text(encoding="utf-8"))
	}


def known_rooms(text: str) -> dict[str, str]:
	"""The DocTypes and scripts of ours that a script names → their room; words for people do not count."""
	code = re.sub(r'\b__\(\s*"[^"]*"', "", text)
	named = set(re.findall(r'"([A-Z][A-Za-z ]+)"', code)) & set(DOCTYPES)
	used = set(re.findall(r"\bvolunteer_services\.(\w+)", code)) & set(spaces())
	return {
		**{name: DOCTYPES[name]["module"].lower().replace(" ", "_") for name in named},
		**{space: spaces()[space] for space in used},
	}


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_no_script_spells_a_role(path):
	"""Scripts ask volunteer_services.has_role() for a group of foundation/roles.py."""
	text = path.read_text(encoding="utf-8")
	assert not sorted(role for role in ROLES if role in text)


def test_scripts_ask_for_groups_that_there_are():
	asked = {
		group
		for path in ALL
		for group in re.findall(r'(?:has_role\(|roles: )"(\w+)"', path.read_text(encoding="utf-8"))
	}
	assert asked and asked <= set(roles.GROUPS)
	assert {role for group in roles.GROUPS.values() for role in group} <= ROLES


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_script_knows_only_its_room_and_those_below(path):
	"""What a room adds to a form or list of a room below lies in public/js/<room>/."""
	if path == BUNDLE:
		return
	floor, room = floors(), room_of(path)
	known = known_rooms(path.read_text(encoding="utf-8"))
	assert not {name: other for name, other in known.items() if other != room and floor[other] >= floor[room]}


def test_every_script_is_read_by_the_desk():
	read = {
		*(
			SCRIPTS / name
			for name in re.findall(r'^import "\./(.+)";$', BUNDLE.read_text(encoding="utf-8"), re.M)
		),
		*(APP / name for name in hooks.doctype_list_js.values()),
		BUNDLE,
	}
	assert read == set(SCRIPTS.rglob("*.js"))


def test_the_bundle_reads_the_rooms_from_the_ground_up():
	rooms = re.findall(r'^import "\./(\w+)/', BUNDLE.read_text(encoding="utf-8"), re.M)
	floor = floors()
	assert [floor[room] for room in rooms] == sorted(floor[room] for room in rooms)


def endpoints() -> dict[str, set[str]]:
	"""Each method of ours by its full name → the HTTP verbs that it takes."""
	head = re.compile(r"^@endpoint\(([^\n]*)\)\ndef (\w+)", re.M)
	verbs = re.compile(r'"(GET|POST)"')
	return {
		f"volunteer_services.api.{path.stem}.{name}": set(verbs.findall(options)) or {"GET", "POST"}
		for path in (APP / "api").glob("*.py")
		for options, name in head.findall(path.read_text(encoding="utf-8"))
	}


def test_what_scripts_ask_by_xcall_takes_post():
	"""frappe.xcall sends POST: a method that takes GET only answers it with a refusal."""
	known, asked, refused = endpoints(), set(), []
	for path in ALL:
		text = path.read_text(encoding="utf-8")
		constants = dict(re.findall(r'^const (\w+) = "(volunteer_services\.[\w.]+)";', text, re.M))
		for written in re.findall(r"xcall\(\s*[`\"]([^`\"]+)[`\"]", text):
			method = written
			for name, value in constants.items():
				method = method.replace(f"${{{name}}}", value)
			if "$" in method:
				continue  # the browser tests press these
			asked.add(method)
			if "POST" not in known.get(method, set()):
				refused.append((path.name, method))
	assert len(asked) > 50
	assert not refused


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_no_script_tells_xcall_how_to_ask(path):
	"""frappe.xcall of Frappe 15 sends everything as POST, whatever its third argument says."""
	text = path.read_text(encoding="utf-8")
	assert not re.findall(r"xcall\([^;]*\"GET\"", text)
