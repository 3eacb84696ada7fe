"""Reports, workspace, icon and sidebar hold together, without a site."""

import ast
import json
import pathlib

from volunteer_services import hooks

APP = pathlib.Path(__file__).resolve().parents[2] / "volunteer_services"
STAFF = {
	"Volunteer Team Leader",
	"Volunteer Site Manager",
	"Volunteer District Officer",
	"Volunteer City Officer",
	"Volunteer Services Manager",
	"Volunteer Services Auditor",
}


def load(pattern: str) -> dict[str, dict]:
	found = [json.loads(path.read_text()) for path in APP.glob(pattern)]
	return {doc["name"]: doc for doc in found if isinstance(doc, dict) and doc.get("name")}


DOCTYPES = load("*/doctype/*/*.json")
REPORTS = load("*/report/*/*.json")
CARDS = load("*/number_card/*/*.json")
CHARTS = load("*/dashboard_chart/*/*.json")
PAGES = load("*/workspace/*/*.json")
SIDEBARS = load("workspace_sidebar/*.json")
ICONS = load("desktop_icon/*.json")
HOMES = load("*/page/*/*.json")
TARGETS = {"DocType": DOCTYPES, "Report": REPORTS, "Workspace": PAGES, "Page": HOMES}


def test_every_report_is_a_thin_script_for_our_roles():
	assert len(REPORTS) >= 9
	for path in APP.glob("*/report/*/*.json"):
		report = json.loads(path.read_text())
		assert report["is_standard"] == "Yes"
		assert report["ref_doctype"] in DOCTYPES
		assert {row["role"] for row in report["roles"]} <= STAFF
		assert report["prepared_report"] == 0, "a prepared report would be shown to others than its maker"
		assert path.stem == report["name"].lower().replace(" ", "_") == path.parent.name
		body = ast.parse(path.with_suffix(".py").read_text())
		(execute,) = [node for node in body.body if isinstance(node, ast.FunctionDef)]
		assert execute.name == "execute"
		assert all(argument.annotation for argument in execute.args.args)
		assert f'frappe.query_reports["{report["name"]}"]' in path.with_suffix(".js").read_text()


def test_frappe_16_finds_the_files_of_tiles_and_menus_by_their_names():
	"""At each migration it deletes the rows whose file is not called like them."""
	for path in (*APP.glob("workspace_sidebar/*.json"), *APP.glob("desktop_icon/*.json")):
		name = json.loads(path.read_text())["name"]
		assert path.stem == name.lower().replace(" ", "_").replace("-", "_")


def test_charts_are_made_from_reports():
	"""Frappe caches the other kinds of charts for all users together: one would see another's figures."""
	for chart in CHARTS.values():
		assert (chart["chart_type"], chart["use_report_chart"]) == ("Report", 1)
		assert chart["report_name"] in REPORTS
		roles = {row["role"] for row in REPORTS[chart["report_name"]]["roles"]}
		assert {row["role"] for row in chart["roles"]} == roles, "those who may open its report"


def test_number_cards_resolve():
	for card in CARDS.values():
		assert card["document_type"] in DOCTYPES
		if card["type"] == "Custom":
			module, function = card["method"].rsplit(".", 1)
			source = APP / (module.removeprefix("volunteer_services.").replace(".", "/") + ".py")
			functions = {
				node.name for node in ast.parse(source.read_text()).body if isinstance(node, ast.FunctionDef)
			}
			assert function in functions


def test_workspaces_resolve_and_are_ours_alone():
	assert "Volunteer Services" in PAGES and len(PAGES) == 9
	for name, page in PAGES.items():
		assert {row["role"] for row in page["roles"]} == STAFF, name
		for link in page["links"]:
			if link["type"] == "Link":
				assert link["link_to"] in TARGETS[link["link_type"]]
		for shortcut in page["shortcuts"]:
			assert shortcut["link_to"] in TARGETS[shortcut["type"]]
			if shortcut["type"] == "DocType":
				fields = {row["fieldname"] for row in DOCTYPES[shortcut["link_to"]]["fields"]} | {"docstatus"}
				assert set(json.loads(shortcut["stats_filter"])) <= fields
		named = {
			"shortcut": ("shortcut_name", {row["label"] for row in page["shortcuts"]}),
			"card": ("card_name", {row["label"] for row in page["links"] if row["type"] == "Card Break"}),
			"number_card": ("number_card_name", {row["label"] for row in page["number_cards"]}),
			"chart": ("chart_name", {row["label"] for row in page["charts"]}),
		}
		content = json.loads(page["content"])
		for kind, (key, labels) in named.items():
			assert {block["data"][key] for block in content if block["type"] == kind} == labels


def test_every_card_chart_and_report_stands_in_one_room():
	def placed(table: str, key: str) -> list[str]:
		return sorted(row[key] for page in PAGES.values() for row in page[table] if row.get(key))

	assert placed("number_cards", "number_card_name") == sorted(CARDS)
	assert placed("charts", "chart_name") == sorted(CHARTS)
	assert sorted(set(placed("links", "link_to")) & set(REPORTS)) == sorted(REPORTS)
	assert all(len(json.loads(page["content"])) <= 20 for page in PAGES.values()), "a room is no corridor"


def test_the_home_is_for_our_staff_and_every_room_leads_there():
	home = HOMES["volunteer-home"]
	assert {row["role"] for row in home["roles"]} == STAFF
	assert [row["link_to"] for row in PAGES["Volunteer Services"]["shortcuts"]] == [home["name"]]
	assert all(sidebar["items"][0]["link_to"] == home["name"] for sidebar in SIDEBARS.values())


def test_waiting_lists_name_states_that_exist():
	source = "".join(path.read_text() for path in (APP / "setup").glob("*_machines.py"))
	for shortcut in [row for page in PAGES.values() for row in page["shortcuts"] if row["type"] == "DocType"]:
		state = json.loads(shortcut["stats_filter"]).get("workflow_state", [])
		for name in (
			[state]
			if isinstance(state, str)
			else [word for part in state[1:] for word in ([part] if isinstance(part, str) else part)]
		):
			assert f'"{name}"' in source


def test_one_tile_stands_on_the_desktop_of_frappe_16():
	"""As ERPNext does it: the tile of the app is hidden, and the tile of the start page hangs below it."""
	(app,) = (icon for icon in ICONS.values() if icon["icon_type"] == "App")
	(shown,) = (icon for icon in ICONS.values() if not icon["hidden"])
	assert (shown["name"], shown["parent_icon"]) == ("Volunteer Services", app["label"])
	assert app["label"] == app["name"] == hooks.app_title, "Frappe makes another one otherwise"
	assert (app["hidden"], app["standard"], app["app"]) == (1, 1, hooks.app_name)


def test_the_icons_and_sidebars_of_frappe_16_resolve():
	links = {name: icon for name, icon in ICONS.items() if icon["icon_type"] == "Link"}
	assert SIDEBARS.keys() == links.keys() == PAGES.keys()
	for name, icon in links.items():
		sidebar = SIDEBARS[name]
		assert icon["link_to"] == sidebar["title"] == icon["label"]
		assert {row["role"] for row in icon["roles"]} == STAFF
		for item in sidebar["items"]:
			if item["type"] == "Link":
				assert item["link_to"] in TARGETS[item["link_type"]]
	assert set(REPORTS) <= {item.get("link_to") for item in SIDEBARS["Volunteer Services"]["items"]}
