"""The Chinese is complete, keeps its placeholders, and overrides nobody's words."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
from pathlib import Path

import pytest

from tests.static.strings import ZH, contexts, sources, translations, wanted

# Words of the contract that Frappe or ERPNext have too, where releases differ from each other or carry a row
# that no source of theirs uses any more: the Chinese of ours that may differ from theirs, and why.
KNOWN = json.loads(Path(__file__).with_name("foreign_words.json").read_text(encoding="utf-8"))
_PO_ENTRY = re.compile(r'^(msgctxt|msgid|msgstr) ("(?:[^"\\]|\\.)*"(?:\n"(?:[^"\\]|\\.)*")*)', re.M)


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
	return translations()


def test_every_string_has_its_chinese():
	have = sources()
	missing = {text: path for text, path in wanted().items() if text not in have}
	assert not missing, f"{len(missing)} strings have no Chinese: {sorted(missing)[:20]}"


def test_nothing_stale_stands_in_the_file():
	assert not sorted(sources() - set(wanted()))


def test_only_a_word_that_the_desk_translates_stands_with_contexts_alone(chinese):
	alone = {source for source, _context in contexts() if source not in chinese}
	theirs = _theirs("frappe")
	assert not sorted(word for word in alone if not theirs.get(word))


def test_placeholders_survive(chinese):
	for source, text in chinese.items():
		assert sorted(re.findall(r"\{\d*\}", source)) == sorted(re.findall(r"\{\d*\}", text)), source


def test_each_source_stands_once_and_reads_as_chinese(chinese):
	rows = ZH.read_text(encoding="utf-8").splitlines()
	assert len(rows) == len(chinese), "a source stands twice, or a row spans lines"
	for source, text in chinese.items():
		assert text and text.strip() == text, source
		if len(source) > 3 and not re.fullmatch(r"[\W\dA-Z{}]+|.*(Excel|QR|ID).*", source):
			assert re.search(r"[\u4e00-\u9fff]", text), source


@pytest.mark.parametrize("app", ["frappe", "erpnext"])
def test_no_word_of_the_desk_changes(chinese, app):
	theirs = _theirs(app)
	if not theirs:
		pytest.skip(f"{app} with Chinese is not here; a bench has it")
	clashes = {
		source: (text, theirs[source])
		for source, text in chinese.items()
		if theirs.get(source, text) != text and KNOWN.get(source, {}).get("chinese") != text
	}
	assert not clashes, f"{app} translates these otherwise: {clashes}"


def _theirs(app: str) -> dict[str, str]:
	"""The Chinese of an engine's app: 15 has a csv, 16 a po file (its csv, if any, comes first)."""
	spec = importlib.util.find_spec(app)
	if not spec or not spec.origin:
		return {}
	folder = Path(spec.origin).parent
	table, po = folder / "translations" / "zh.csv", folder / "locale" / "zh.po"
	words = translations(table) if table.exists() else _po(po) if po.exists() else {}
	return {source: text.strip() for source, text in words.items() if text.strip()}


def _po(path: Path) -> dict[str, str]:
	"""The entries of a po file that have no context; fuzzy ones are not used by the engine."""
	words = {}
	for block in path.read_text(encoding="utf-8").split("\n\n"):
		entry = {key: _unquoted(text) for key, text in _PO_ENTRY.findall(block)}
		if entry.get("msgid") and "msgctxt" not in entry and not re.search(r"^#,.*fuzzy", block, re.M):
			words[entry["msgid"]] = entry.get("msgstr", "")
	return words


def _unquoted(text: str) -> str:
	return "".join(ast.literal_eval(line) for line in text.split("\n"))
