import time
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_registry.domain import duplicates
from volunteer_services.volunteer_registry.domain.duplicates import (
	Filed,
	Likeness,
	Person,
	Shares,
	likeness,
	normalise_name,
	pairs_among,
	possible_duplicates,
)

DAY = date(1980, 1, 1)
people = st.lists(
	st.builds(
		Person,
		st.integers(0, 999).map(str),
		st.sampled_from(["张三", "张 三", "李四", "", " "]),
		st.sampled_from([None, DAY, date(1990, 1, 1)]),
		st.sampled_from([None, "", "13800001234", "13900001234"]),
	),
	max_size=15,
	unique_by=lambda person: person.key,
)


@given(people)
def test_a_new_file_is_compared_with_every_other(files):
	for new in files:
		expected = {found for other in files if (found := likeness(new, other))}
		found = possible_duplicates(new, files)
		assert set(found) == expected
		assert len(found) == len(expected)
		assert possible_duplicates(new, files[::-1]) == found


@given(people)
def test_likeness_has_no_direction_and_nobody_is_like_oneself(files):
	for one in files:
		assert likeness(one, one) is None
		for other in files:
			assert likeness(one, other) == likeness(other, one)


def test_the_same_name_alone_is_not_enough():
	base = Person("V1", "张三", DAY, "13800001234")
	assert likeness(base, Person("V2", "张三")) is None
	assert likeness(base, Person("V2", "张三", date(1981, 1, 1), "13900001234")) is None
	assert likeness(base, Person("V2", "李四", DAY, "13800001234")) is None
	assert likeness(Person("V1", "张三"), Person("V2", "张三")) is None
	assert likeness(Person("V1", "", DAY), Person("V2", "", DAY)) is None


def test_the_strongest_likeness_comes_first():
	new = Person("V9", "张三", DAY, "13800001234")
	files = [
		Person("V1", "张三", DAY),
		Person("V2", "李四", DAY, "13800001234"),
		Person("V3", "张　三", DAY, "13800001234"),
		Person("V4", "张三", None, "13800001234"),
		new,
	]
	assert possible_duplicates(new, files) == [
		Likeness("V3", "V9", True, True),
		Likeness("V1", "V9", True, False),
		Likeness("V4", "V9", False, True),
	]


def test_names_are_compared_without_blanks_dots_width_and_case():
	assert normalise_name("阿不都·热合曼") == normalise_name("阿不都 • 热合曼") == "阿不都热合曼"
	assert normalise_name("Ａnna  LEE") == normalise_name("anna lee")
	assert normalise_name("张三") != normalise_name("张三丰")


FILES = st.lists(
	st.builds(
		Filed,
		st.integers(0, 99).map(str),
		st.sampled_from(["张晓明", "张小明", "张 晓明", "张子昂", "李四", ""]),
		st.sampled_from(["zhangxiaoming", "zhangziang", ""]),
		st.sampled_from([None, DAY, date(1990, 1, 1)]),
		st.sampled_from([None, "", "13800001234", "13900001234"]),
	),
	max_size=15,
	unique_by=lambda file: file.key,
)


@given(FILES)
def test_the_grouped_search_finds_what_comparing_all_would(files):
	pairs, left_out = pairs_among(files)
	slow = {
		duplicates._pair(*sorted((one, other), key=lambda file: file.key))
		for one, other in combinations(files, 2)
	}
	assert set(pairs) == slow - {None} and left_out == 0
	assert len(pairs) == len({(pair.one, pair.other) for pair in pairs})
	assert [pair.strength for pair in pairs] == sorted((pair.strength for pair in pairs), reverse=True)
	assert pairs_among(files[::-1])[0] == pairs


@given(FILES)
def test_a_shared_mobile_alone_is_a_household(files):
	for pair in pairs_among(files)[0]:
		assert pair.shares & {Shares.NAME, Shares.BIRTH_DATE}
		assert len(pair.shares) >= 2


@pytest.mark.parametrize(
	("other", "strength"),
	[
		(Filed("V2", "张晓明", "zhangxiaoming", DAY, "13800001234"), 3),
		(Filed("V2", "张晓明", "zhangxiaoming", DAY), 2),
		(Filed("V2", "张 晓明", "zhangxiaoming", date(1991, 1, 1), "13800001234"), 2),
		(Filed("V2", "张小明", "zhangxiaoming", DAY), 1),
		(Filed("V2", "张晓鸣", "", DAY, "13800001234"), 1),
		(Filed("V2", "张小明", "zhangxiaoming", date(1991, 1, 1), "13800001234"), None),
		(Filed("V2", "王五", "wangwu", DAY, "13800001234"), None),
	],
)
def test_how_alike_two_files_are(other, strength):
	pairs, _left_out = pairs_among([Filed("V1", "张晓明", "zhangxiaoming", DAY, "13800001234"), other])
	assert [pair.strength for pair in pairs] == ([strength] if strength else [])


def test_a_made_up_birth_date_pairs_nobody_and_is_counted():
	files = [Filed(f"V{number}", "张晓明", "zhangxiaoming", DAY) for number in range(51)]
	assert pairs_among(files) == ([], 51)


def test_a_hundred_thousand_files_are_read_once():
	files = (
		Filed(
			f"V{number}", f"人{number % 900}", f"ren{number % 900}", date.fromordinal(720000 + number % 20011)
		)
		for number in range(100_000)
	)
	began = time.perf_counter()
	pairs_among(files)
	assert time.perf_counter() - began < 10
