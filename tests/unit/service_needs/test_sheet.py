"""Sheets of communities: headings, choices, years, and who may be on file already."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain import errors, office
from volunteer_services.foundation.domain.office import Row, What
from volunteer_services.service_needs.domain import sheet
from volunteer_services.service_needs.domain.sheet import OnFile

NAMES = st.sampled_from(["陈婆婆", "李伯", "王奶奶"])
YEARS = st.none() | st.integers(1930, 1950)
REGIONS = st.sampled_from(["R1", "R2"])
FILES = st.lists(st.builds(OnFile, st.sampled_from(["SR-1", "SR-2"]), YEARS, REGIONS), max_size=3)


def test_a_heading_is_found_below_titles_and_above_rows():
	rows = [
		["西村街道独居老人花名册"],
		[None, None],
		["序号", "姓 名*", "对象类别（必填）", "联系电话"],
		[1, "陈婆婆", "独居老人", "1"],
	]
	assert sheet.HEADINGS.find(rows, {}) == 2
	assert [sheet.HEADINGS.of(cell, {}) for cell in rows[2]] == [None, "recipient_name", "groups", "phone"]


@pytest.mark.parametrize("rows", [[], [["姓名"]], [["编号", "电话"]], [[None] * 5] * 20])
def test_what_has_no_heading_is_not_guessed(rows):
	assert sheet.HEADINGS.find(rows, {}) is None


@pytest.mark.parametrize("words", sheet.HEADINGS.words.values())
def test_each_heading_means_one_field(words):
	assert len({sheet.HEADINGS.of(word, {}) for word in words}) == 1


@pytest.mark.parametrize("cell", ["合计", "总计 35人", "小计：", "共35人", "Total", "合 计", "Subtotal 3"])
def test_sums_are_nobody(cell):
	assert office.is_sum(cell)


@pytest.mark.parametrize("cell", ["陈婆婆", "共小燕", "合计庄社区", "总计划处", "", None, 35, "小明"])
def test_people_and_places_are_no_sums(cell):
	assert not office.is_sum(cell)


@pytest.mark.parametrize(
	("written", "year"),
	[("1945", 1945), ("1945年", 1945), ("1945年3月", 1945), ("1945-03-02", 1945), ("19450302", 1945),
	(1945, 1945), ("1945.3", 1945), ("194503", 1945), (date(1945, 3, 2), 1945)],
)  # fmt: skip
def test_a_year_of_birth_is_read(written, year):
	assert sheet.read_year("Year of Birth", written) == year


@pytest.mark.parametrize("written", ["45", "81岁", "民国34年", "三月", "45-3-2", "19455"])
def test_what_is_no_year_is_refused_with_its_words(written):
	with pytest.raises(errors.NotCellDayError) as refusal:
		sheet.read_year("Year of Birth", written)
	assert written in str(refusal.value)


def test_choices_are_read_in_the_words_of_offices_or_of_the_form():
	assert sheet.read_choice("living", "Living", " 独 居 ", {}, "") == "Lives Alone"
	assert sheet.read_choice("living", "Living", "单身", {"单身": "With Family"}, "") == "With Family"
	with pytest.raises(errors.NotOptionError, match="合租"):
		sheet.read_choice("living", "Living", "合租", {}, "独居")


@given(YEARS, REGIONS, FILES, st.booleans())
def test_nobody_becomes_two_files_in_silence(born, region, files, twice):
	what, file = sheet.what_of(born, region, files, twice)
	same = [one for one in files if born and one.born == born and one.region == region]
	may_be = [one for one in files if not born or not one.born or one.born == born]
	assert (what is What.ON_FILE) == bool(same)
	if what is What.NEW:
		assert not may_be and not twice and file is None
	if what is What.ASKED:
		assert (file in may_be) if may_be else twice


@given(st.lists(st.tuples(NAMES, YEARS), max_size=12))
def test_each_person_of_a_sheet_stands_once_without_a_question(people):
	rows = [
		Row(place, {"recipient_name": name, "birth_year": born}) for place, (name, born) in enumerate(people)
	]
	assert len(rows) - len(sheet.twice_in(rows)) == len(set(people))


@given(
	st.lists(st.text("独居老人病", min_size=1, max_size=5), min_size=1, max_size=4),
	st.sampled_from("、，,;；/"),
)
def test_a_cell_with_several_words_is_divided(words, mark):
	assert office.split(mark.join(words)) == words
