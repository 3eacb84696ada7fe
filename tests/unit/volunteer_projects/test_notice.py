"""The eight contents of a notice, and the words in it that speak of something else than volunteering."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain import notice, notice_words
from volunteer_services.volunteer_projects.domain.notice import Part

WORDS = [word for words in notice_words._WORDS.values() for word in words]
# No character of these stands in a word, a denial or a service.
NEUTRAL = st.text("探访老人陪伴聊天清洁街道。,;", max_size=20)
SAID = st.sampled_from(("", " ", "—", "…", "。", "探访", "3"))


@given(
	st.dictionaries(st.sampled_from(list(Part)), st.lists(st.tuples(st.sampled_from("AB"), SAID), max_size=3))
)
def test_each_part_is_said_by_the_first_who_says_something_or_it_is_missing(said):
	lines = notice.lines(said)
	assert [line.part for line in lines] == list(Part)
	for line in lines:
		spoken = [(source, text) for source, text in said.get(line.part, []) if text.strip() in ("探访", "3")]
		assert (line.source, line.text) == ((spoken[0][0], spoken[0][1].strip()) if spoken else ("", ""))
	assert set(notice.missing(lines)) == {line.part for line in lines if not line.text}


@pytest.mark.parametrize(
	("text", "short"), [("义务维修", True), ("探" * 19, True), ("探 " * 19, True), ("探" * 20, False)]
)
def test_content_under_twenty_characters_is_short(text, short):
	assert notice.is_short(text) is short


def test_a_name_with_make_up_is_seen_with_a_space_in_it():
	assert notice.is_make_up("三月 补 录")
	assert not notice.is_make_up("补种树苗")


@given(st.lists(st.one_of(st.none(), NEUTRAL)))
def test_a_neutral_text_asks_nothing(texts):
	assert notice_words.find(texts) == ()


@given(NEUTRAL, st.sampled_from(WORDS), NEUTRAL)
def test_a_word_is_found_wherever_it_stands(before, word, after):
	assert word in [one.word for one in notice_words.find([f"{before}{word}{after}"])]


@given(st.sampled_from(WORDS), st.sampled_from(" ·　-*​"))
def test_nothing_between_the_characters_hides_a_word(word, cover):
	assert notice_words.find([cover.join(word)]) == notice_words.find([word])


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_each_word_is_named_once_whatever_field_has_it(words):
	found = [one.word for one in notice_words.find(words)]
	assert len(found) == len(set(found))
	assert set(found) == {one.word for one in notice_words.find(["。".join(words)])}


@pytest.mark.parametrize(
	"text", ["不收取任何报酬", "严禁商业推广", "防保健品推销宣传", "会议引导", "讲座现场秩序维护", "参观接待"]
)
def test_what_is_denied_or_served_at_asks_nothing(text):
	assert notice_words.find([text]) == ()


@pytest.mark.parametrize(
	"text", ["非常高的报酬", "不参加者扣分,参加讲座", "会议", "会议,之后打扫", "观看讲座。做好服务"]
)
def test_a_denial_or_a_service_elsewhere_excuses_nothing(text):
	assert len(notice_words.find([text])) == 1


@given(st.integers(0, 2000), st.sampled_from(("{}元/天", "每天补贴{}元", "补贴{}元", "每人每天{}块")))
def test_above_an_allowance_it_is_pay(amount, pattern):
	found = notice_words.find([pattern.format(amount)])
	assert [one.kind for one in found] == ([notice_words.PAY] if amount > notice_words.ALLOWANCE else [])


@pytest.mark.parametrize(
	"text", ["捐款100元换2小时志愿时长", "转发朋友圈送时长", "承诺赠送10小时", "购买产品即送志愿服务时长"]
)
def test_hours_for_something_else_than_service_ask(text):
	assert {one.kind for one in notice_words.find([text])} == {notice_words.BOUGHT_HOURS}
