from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_registry.domain.duplicates import (
	Likeness,
	Person,
	likeness,
	normalise_name,
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
