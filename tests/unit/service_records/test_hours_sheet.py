"""Whom a row of hours means: a number before a mobile, a mobile before a name, and nobody by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain.office import What
from volunteer_services.service_records.domain.hours_sheet import HEADINGS, Doubt, Somebody, whom

MING = Somebody("VP-1", "张小明", "13800001111")
NAMESAKE = Somebody("VP-2", "张小明", "13900002222")
LI = Somebody("VP-3", "李四", "13800001111")
PEOPLE = st.lists(st.sampled_from([MING, NAMESAKE, LI]), unique=True, max_size=3)


@pytest.mark.parametrize(
	("mobile", "numbered", "namesakes", "what", "people", "doubt"),
	[
		(None, [MING], [MING, NAMESAKE], What.NEW, (MING,), None),
		(None, [LI], [MING], What.ASKED, (LI,), Doubt.OTHER_NAME),
		(None, [], [MING], What.REFUSED, (), Doubt.UNKNOWN_NUMBER),
		(None, None, [MING], What.NEW, (MING,), None),
		(None, None, [MING, NAMESAKE], What.ASKED, (MING, NAMESAKE), Doubt.SEVERAL),
		(None, None, [], What.REFUSED, (), Doubt.NOBODY),
		("13900002222", None, [MING, NAMESAKE], What.NEW, (NAMESAKE,), None),
		("13700003333", None, [MING], What.ASKED, (MING,), Doubt.OTHER_NAME),
	],
)
def test_whom_a_row_means(mobile, numbered, namesakes, what, people, doubt):
	meant = whom("张 小明", mobile, numbered, namesakes)
	assert (meant.what, meant.people, meant.doubt) == (what, people, doubt)


@given(st.sampled_from([None, "13800001111", "13700003333"]), st.none() | PEOPLE, PEOPLE)
def test_hours_go_to_one_person_of_that_name_or_to_nobody(mobile, numbered, namesakes):
	meant = whom("张小明", mobile, numbered, namesakes)
	if meant.what is What.NEW:
		(somebody,) = meant.people
		assert somebody.full_name == "张小明" and meant.doubt is None
		assert somebody in (numbered if numbered is not None else namesakes)
		if mobile and numbered is None:
			assert somebody.mobile == mobile
	else:
		assert meant.doubt is not None
		assert (meant.what is What.ASKED) == bool(meant.people)


@pytest.mark.parametrize("words", HEADINGS.words.values())
def test_each_heading_means_one_field(words):
	assert len({HEADINGS.of(word, {}) for word in words}) == 1
