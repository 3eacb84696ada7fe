"""The Chinese is complete, keeps its placeholders, and overrides nobody's words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.static.strings import ZH, contexts, sources, theirs, translations, wanted

# Words of the contract that Frappe or ERPNext have too, where releases differ from each other or carry a row
# that no source of theirs uses any more: the Chinese of ours that may differ from theirs, and why.
KNOWN = json.loads(Path(__file__).with_name("foreign_words.json").read_text(encoding="utf-8"))


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
	their_words = theirs("frappe")
	assert not sorted(word for word in alone if not their_words.get(word))


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
	their_words = theirs(app)
	if not their_words:
		pytest.skip(f"{app} with Chinese is not here; a bench has it")
	clashes = {
		source: (text, their_words[source])
		for source, text in chinese.items()
		if their_words.get(source, text) != text and KNOWN.get(source, {}).get("chinese") != text
	}
	assert not clashes, f"{app} translates these otherwise: {clashes}"
