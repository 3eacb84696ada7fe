import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain.rollcall import Candidate, MatchReason, Outcome, parse
from volunteer_services.volunteer_projects.domain.rollcall import match as match_entries

DIGITS = st.sampled_from([None, "1111", "2222", "3333"])
NAMES = st.sampled_from(["张三", "李四", "王五"])
candidate_lists = st.lists(
	st.builds(
		Candidate, st.sampled_from([f"V{n}" for n in range(8)]), NAMES, DIGITS, st.booleans(), st.booleans()
	),
	max_size=8,
	unique_by=lambda candidate: candidate.volunteer,
)
pastes = st.lists(
	st.builds(
		lambda name, digits, tail: f"{name} {digits or ''} {tail}",
		NAMES | st.just("赵六"),
		DIGITS,
		st.sampled_from(["", "取消", "+1"]),
	),
	max_size=10,
).map(lambda lines: "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)))


def match(paste, *candidates):
	return match_entries(parse(paste).entries, candidates)


def one(paste, *candidates):
	(result,) = match(paste, *candidates)
	return result.outcome.value, result.reason, result.volunteer or result.candidates


@given(pastes, candidate_lists, st.randoms(use_true_random=False))
def test_nobody_is_matched_twice_and_the_order_of_candidates_does_not_matter(paste, candidates, chance):
	results = match(paste, *candidates)
	matched = [result.volunteer for result in results if result.volunteer]
	assert len(matched) == len(set(matched))
	assert [result.entry for result in results] == list(parse(paste).entries)
	shuffled = random.Random(chance.random()).sample(candidates, len(candidates))
	assert match(paste, *shuffled) == results


@given(pastes, candidate_lists)
def test_whoever_is_matched_has_the_name_and_no_other_digits(paste, candidates):
	by_key = {candidate.volunteer: candidate for candidate in candidates}
	for result in match(paste, *candidates):
		assert (result.volunteer is not None) == (result.outcome is Outcome.MATCHED)
		assert set(result.candidates) <= set(by_key)
		assert bool(result.candidates) == (result.outcome is not Outcome.UNKNOWN)
		if result.volunteer:
			person = by_key[result.volunteer]
			assert person.name == result.entry.name
			assert (
				not (person.last_four and result.entry.last_four)
				or person.last_four == result.entry.last_four
			)
			agrees = person.last_four is not None and person.last_four == result.entry.last_four
			assert agrees or person.in_activity or person.in_team


ACTIVE = Candidate("V1", "张三", "1111", in_activity=True)
MEMBER = Candidate("V2", "张三", "2222", in_team=True)
STRANGER = Candidate("V3", "张三", "3333")


@pytest.mark.parametrize(
	("paste", "candidates", "expected"),
	[
		("1. 张三", [ACTIVE, MEMBER, STRANGER], ("Matched", MatchReason.SIGNED_UP, "V1")),
		("1. 张三", [MEMBER, STRANGER], ("Matched", MatchReason.IN_TEAM, "V2")),
		("1. 张三 3333", [STRANGER], ("Matched", MatchReason.LAST_FOUR, "V3")),
		("1. 张三 13800001111", [ACTIVE, MEMBER], ("Matched", MatchReason.LAST_FOUR, "V1")),
		("1. 张三", [STRANGER], ("Doubtful", MatchReason.OUTSIDE, ("V3",))),
		("1. 张三 9999", [ACTIVE], ("Doubtful", MatchReason.CONFLICT, ("V1",))),
		("1. 张三 2222", [ACTIVE, MEMBER], ("Doubtful", MatchReason.CONFLICT, ("V2", "V1"))),
		("1. 张三 取消", [ACTIVE], ("Doubtful", MatchReason.MAY_HAVE_CANCELLED, ("V1",))),
		("1. 李四", [ACTIVE], ("Not Found", MatchReason.NO_SUCH_NAME, ())),
		("1. 三哥 1111", [ACTIVE], ("Doubtful", MatchReason.OTHER_NAME, ("V1",))),
		("1. 三哥 3333", [STRANGER], ("Not Found", MatchReason.NO_SUCH_NAME, ())),
		("1. 13800001111", [ACTIVE], ("Doubtful", MatchReason.OTHER_NAME, ("V1",))),
		("1. 13800009999", [ACTIVE], ("Not Found", MatchReason.NO_NAME, ())),
	],
)
def test_one_entry(paste, candidates, expected):
	assert one(paste, *candidates) == expected


def test_namesakes_at_the_same_activity_are_told_apart_by_their_digits_only():
	other = Candidate("V4", "张三", "4444", in_activity=True)
	assert one("1. 张三", ACTIVE, other) == ("Doubtful", MatchReason.SEVERAL, ("V1", "V4"))
	assert one("1. 张三 4444", ACTIVE, other) == ("Matched", MatchReason.LAST_FOUR, "V4")
	assert one("1. 张三 9999", ACTIVE, other) == ("Doubtful", MatchReason.CONFLICT, ("V1", "V4"))
	twin = Candidate("V5", "张三", "4444", in_activity=True)
	assert one("1. 张三 4444", other, twin) == ("Doubtful", MatchReason.SEVERAL, ("V4", "V5"))
	without = Candidate("V6", "张三", None, in_activity=True)
	assert one("1. 张三 9999", ACTIVE, without) == ("Doubtful", MatchReason.SEVERAL, ("V1", "V6"))


def test_the_same_person_twice_in_a_paste_is_a_problem_row():
	first, second, third = match("1. 张三\n2. 张三 1111\n3. 张三", ACTIVE)
	assert first.volunteer == "V1"
	for repeated in (second, third):
		assert (repeated.outcome, repeated.reason) == (Outcome.DUPLICATE, MatchReason.MATCHED_BEFORE)
		assert repeated.volunteer is None


def test_names_are_compared_as_people_write_them():
	assert one("1. 阿不都•热合曼", Candidate("V7", "阿不都·热合曼", None, True))[2] == "V7"
	assert one("1. anna lee", Candidate("V8", "Anna Lee", None, True))[2] == "V8"
