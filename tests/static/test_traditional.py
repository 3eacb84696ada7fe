"""The Chinese in traditional characters is made of the other, whole, and leaves the words of others alone."""

import csv
import importlib.util
import io
import json
import re
from pathlib import Path

import pytest

from tests.static.strings import ZH, theirs

ROOT = Path(__file__).resolve().parents[2]
TRADITIONAL = ZH.with_name("zh-TW.csv")
LEFT_OUT = json.loads(Path(__file__).with_name("traditional_left_out.json").read_text(encoding="utf-8"))


def rows(path: Path) -> list[list[str]]:
	with path.open(encoding="utf-8", newline="") as file:
		return [row for row in csv.reader(file) if row]


def test_every_word_but_those_of_others_is_there():
	wanted = [(row[0], row[2:]) for row in rows(ZH) if row[0] not in LEFT_OUT]
	assert [(row[0], row[2:]) for row in rows(TRADITIONAL)] == wanted, "run tools/traditional.py"


def test_it_is_what_the_tool_makes():
	pytest.importorskip("opencc")
	spec = importlib.util.spec_from_file_location("traditional", ROOT / "tools/traditional.py")
	tool = importlib.util.module_from_spec(spec)
	spec.loader.exec_module(tool)
	made = [row for row in csv.reader(io.StringIO(tool.table())) if row]
	assert made == rows(TRADITIONAL), "run tools/traditional.py"


def test_placeholders_survive_and_no_simplified_character_is_left():
	simplified = set("们这个为发时务证记录现员组织队报审站区级动点选择网络请给说过后应该对会问题开关门书")
	# Characters that are written alike in both.
	alike = set("個為發時務證記錄現員組織隊報審區級動點選擇網絡請給說過後應該對會問題開關門書") & simplified
	for source, text, *_context in rows(TRADITIONAL):
		assert sorted(re.findall(r"\{\d*\}", source)) == sorted(re.findall(r"\{\d*\}", text)), source
		left = set(text) & (simplified - alike) - set("站")
		assert not left, (source, text, left)


@pytest.mark.parametrize("app", ["frappe", "erpnext"])
def test_words_of_others_stay_theirs(app):
	known = theirs(app)
	if not known:
		pytest.skip(f"{app} with Chinese is not here; a bench has it")
	clashes = sorted({row[0] for row in rows(TRADITIONAL)} & known.keys())
	assert not clashes, f"put into traditional_left_out.json: {clashes}"
