"""The handbook says what the desk says: each word in 「」, each link and each anchor is there. There are no
exceptions: words of Frappe that its releases translate differently stand without 「」."""

from __future__ import annotations

import json
import re

import pytest

from tests.static.strings import APP, theirs, translations

FOLDER = APP / "www" / "volunteer-services-help"
ROUTE = "/volunteer-services-help"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}
_WORD = re.compile(r"「([^「」]*)」")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_ANCHOR = re.compile(r"^#{2,3} .+ \{#([a-z0-9-]+)\}$", re.M)
_HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def said() -> tuple[set[str], list[re.Pattern]]:
	"""What the desk says as it stands, and with numbers or names put in."""
	texts = {*translations().values(), *theirs("frappe").values()}
	filled = [text for text in texts if "{" in text and len(_HAN.findall(text)) > 3]
	patterns = [re.compile(re.sub(r"\\\{\d\\\}", r"\\d+", re.escape(text))) for text in filled]
	return texts, patterns


def test_every_quoted_word_is_a_word_of_the_desk(said):
	texts, patterns = said
	unknown = {
		f"{name}: {word}"
		for name, text in PAGES.items()
		for word in _WORD.findall(text)
		if word not in texts and not any(pattern.fullmatch(word) for pattern in patterns)
	}
	assert not sorted(unknown)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole(name):
	text = PAGES[name]
	assert re.match(r"# \S.*\n\n", text), "a page begins with its title"
	assert 25 <= len(text.splitlines()) <= 60
	assert len(_ANCHOR.findall(text)) == len(re.findall(r"^#{2,} ", text, re.M)), "a heading has no anchor"
	assert len(set(_ANCHOR.findall(text))) == len(_ANCHOR.findall(text))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name):
	broken = [link for link in _LINK.findall(PAGES[name]) if not _leads(link)]
	assert not broken


def test_every_page_is_reached_from_the_first():
	from volunteer_services.portal.services import handbook

	assert set(handbook.PAGES) == set(PAGES)
	linked = {link.removeprefix(f"{ROUTE}/").partition("#")[0] for link in _LINK.findall(PAGES["index"])}
	assert linked == set(PAGES) - {"index"}


def documented() -> dict[str, str]:
	"""DocType → its page of the handbook."""
	found = {}
	for path in APP.rglob("doctype/*/*.json"):
		doc = json.loads(path.read_text(encoding="utf-8"))
		if doc.get("doctype") == "DocType" and doc.get("documentation"):
			found[doc["name"]] = doc["documentation"]
	return found


def test_documents_name_a_page_that_is_there():
	assert len(documented()) >= 20
	assert not {name: link for name, link in documented().items() if not _leads(link)}


def test_the_help_menu_knows_the_same_pages():
	"""The desk's script names them a second time: a form's meta is not there yet when the menu is made."""
	script = (APP / "public/js/volunteer_services/help.js").read_text(encoding="utf-8")
	table = re.search(r"const PAGES = \{(.*?)\n\};", script, re.S)[1]
	listed = {
		doctype: f"{ROUTE}/{page}"
		for page, names in re.findall(r'"?([\w#-]+)"?: \[(.*?)\]', table, re.S)
		for doctype in re.findall(r'"([^"]+)"', names)
	}
	assert listed == documented()


def _leads(link: str) -> bool:
	if link.startswith(ROUTE):
		name, _hash, anchor = link.removeprefix(ROUTE).removeprefix("/").partition("#")
		text = PAGES.get(name or "index")
		return text is not None and (not anchor or anchor in _ANCHOR.findall(text))
	if link.startswith("/app/"):
		page = link.removeprefix("/app/").replace("-", "_")
		return any(APP.glob(f"*/page/{page}/{page}.json")) or any(APP.glob(f"*/doctype/{page}/{page}.json"))
	return (APP / "www" / f"{link.removeprefix('/')}.html").exists()
