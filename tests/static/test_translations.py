"""The Chinese is complete, keeps its placeholders, and overrides nobody's words."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from tests.static.strings import ZH, translations, wanted


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
	return translations()


def test_every_string_has_its_chinese(chinese):
	missing = {text: path for text, path in wanted().items() if not chinese.get(text)}
	assert not missing, f"{len(missing)} strings have no Chinese: {sorted(missing)[:20]}"


def test_nothing_stale_stands_in_the_file(chinese):
	assert not sorted(set(chinese) - set(wanted()))


def test_placeholders_survive(chinese):
	for source, text in chinese.items():
		assert sorted(re.findall(r"\{\d*\}", source)) == sorted(re.findall(r"\{\d*\}", text)), source


def test_each_source_stands_once_and_reads_as_chinese():
	lines = ZH.read_text(encoding="utf-8").splitlines()
	assert len(lines) >= len(translations())
	for source, text in translations().items():
		assert text.strip() == text, source
		if len(source) > 3 and not re.fullmatch(r"[\W\dA-Z{}]+|.*(Excel|QR|ID).*", source):
			assert re.search(r"[\u4e00-\u9fff]", text), source


@pytest.mark.parametrize("app", ["frappe", "erpnext"])
def test_no_word_of_the_desk_changes(chinese, app):
	spec = importlib.util.find_spec(app)
	path = spec and Path(spec.origin).parent / "translations" / "zh.csv"
	if not path or not path.exists():
		pytest.skip(f"{app} with a zh.csv is not here; a bench has it")
	theirs = translations(path)
	clashes = {
		source: (text, theirs[source])
		for source, text in chinese.items()
		if theirs.get(source) and theirs[source].strip() != text
	}
	assert not clashes, f"{app} translates these otherwise: {clashes}"
