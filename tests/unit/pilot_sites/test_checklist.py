"""Checklists: compliant means every mandatory item met with its evidence, and nothing is rounded up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.pilot_sites.domain import checklist as c
from volunteer_services.pilot_sites.domain import errors

SOURCE = "Active Teams"
KINDS = (c.NONE, c.PHOTO, c.DOCUMENT, c.RECORDS, c.NUMBER)
TODAY = date(2026, 11, 26)


def proof(item: c.Item) -> c.Answer:
	"""An answer that just satisfies the item."""
	least = max(1, item.minimum)
	return {
		c.NONE: c.Answer(True),
		c.PHOTO: c.Answer(True, file="/private/files/a.JPG"),
		c.DOCUMENT: c.Answer(True, file="/private/files/b.pdf?fid=1"),
		c.RECORDS: c.Answer(True, count=least),
		c.NUMBER: c.Answer(True, number=least),
	}[item.evidence]


def lacking(item: c.Item) -> list[c.Answer]:
	"""Answers that do not: not ticked, or ticked without the evidence."""
	full, least = proof(item), max(1, item.minimum)
	bad = [replace(full, is_met=False), c.Answer(False)]
	if item.evidence == c.PHOTO:
		bad += [
			replace(full, file=file)
			for file in ("", "/private/files/a.pdf", "/private/files/jpg", "a.jpg.exe")
		]
	if item.evidence == c.DOCUMENT:
		bad += [replace(full, file=file) for file in ("", "/private/files/a.exe", "/private/files/pdf")]
	if item.evidence == c.RECORDS:
		bad += [replace(full, count=least - 1, number=99, file="/files/a.jpg")]
	if item.evidence == c.NUMBER:
		bad += [replace(full, number=least - 1, count=99), replace(full, number=-5)]
	return bad


@st.composite
def standards(draw, mandatory: bool = False) -> list[c.Item]:
	found = []
	for index in range(draw(st.integers(1, 9))):
		kind = draw(st.sampled_from(KINDS))
		found.append(
			c.Item(
				f"I-{index}",
				f"项目{index}",
				kind,
				draw(st.integers(-2, 12)),
				draw(st.booleans()) or (mandatory and not index),
				draw(st.integers(0, 50)),
				SOURCE if kind == c.RECORDS else "",
			)
		)
	return found


@st.composite
def answered(draw) -> tuple[list[c.Item], dict[str, c.Answer]]:
	items = draw(standards())
	answers = {}
	for item in items:
		choice = draw(st.sampled_from([proof(item), *lacking(item), None]))
		if choice is not None:
			answers[item.code] = choice
	return items, answers


rules = st.one_of(
	st.just(c.PassRule()), st.builds(c.PassRule, st.just(c.SCORE), st.integers(min_value=1, max_value=100))
)


@given(answered(), rules)
def test_compliant_means_every_mandatory_item_is_met_with_its_evidence(world, rule):
	items, answers = world
	outcome = c.assess(items, answers, rule)
	proved = [item for item in items if answers.get(item.code) == proof(item)]
	mandatory = all(item in proved for item in items if item.is_mandatory)
	reached = rule.kind != c.SCORE or outcome.score >= rule.percent
	assert outcome.is_compliant == (mandatory and reached)
	assert (outcome.met_count, outcome.item_count) == (len(proved), len(items))
	assert set(outcome.problems) == {item.code for item in items} - {item.code for item in proved}
	assert outcome.is_compliant == (not outcome.shortfalls)


@given(standards(mandatory=True), rules, st.data())
def test_taking_away_one_mandatory_item_or_its_evidence_ends_compliance(items, rule, data):
	answers = {item.code: proof(item) for item in items}
	assert c.assess(items, answers, c.PassRule()).is_compliant
	item = data.draw(st.sampled_from([item for item in items if item.is_mandatory]))
	bad = data.draw(st.sampled_from([*lacking(item), None]))
	less = {**answers, item.code: bad} if bad else {k: v for k, v in answers.items() if k != item.code}
	outcome = c.assess(items, less, rule)
	assert not outcome.is_compliant
	assert outcome.problems[item.code] in outcome.shortfalls
	assert item.title in str(outcome.problems[item.code])


@given(answered(), st.data())
def test_the_score_never_falls_when_an_item_is_proved_and_never_rises_above_the_truth(world, data):
	items, answers = world
	before = c.assess(items, answers, c.PassRule())
	item = data.draw(st.sampled_from(items))
	after = c.assess(items, {**answers, item.code: proof(item)}, c.PassRule())
	assert after.score >= before.score and after.met_count >= before.met_count
	weights = {item.code: item.weight for item in items}
	if not sum(weights.values()):
		weights = dict.fromkeys(weights, 1)
	met = sum(weight for code, weight in weights.items() if code not in before.problems)
	truth = Fraction(met * 100, sum(weights.values()))
	assert 0 <= truth - Fraction(before.score) < Fraction(1, 100)
	assert (before.score == 100) == (truth == 100)


def test_a_score_just_below_the_mark_is_not_rounded_up_to_it():
	items = [c.Item(str(index), str(index), is_mandatory=False) for index in range(3)]
	answers = {"0": c.Answer(True), "1": c.Answer(True)}
	assert c.assess(items, answers, c.PassRule()).score == Decimal("66.66")
	assert c.assess(items, answers, c.PassRule(c.SCORE, 66)).is_compliant
	outcome = c.assess(items, answers, c.PassRule(c.SCORE, 67))
	assert [type(problem) for problem in outcome.shortfalls] == [errors.ScoreError]


def test_a_score_does_not_make_up_for_a_mandatory_item():
	items = [c.Item("A", "有标识", weight=0), c.Item("B", "有宣传", is_mandatory=False, weight=100)]
	outcome = c.assess(items, {"B": c.Answer(True)}, c.PassRule(c.SCORE, 50))
	assert outcome.score == 100 and not outcome.is_compliant


def test_nothing_to_assess_is_not_compliant():
	assert not c.assess([], {}, c.PassRule()).is_compliant
	assert not c.assess([], {}, c.PassRule(c.SCORE, 1)).is_compliant


@given(answered())
def test_answers_to_unknown_items_change_nothing(world):
	items, answers = world
	more = {**answers, "nowhere": c.Answer(True, "/a.jpg", 9, 9)}
	before, after = (c.assess(items, given_, c.PassRule()) for given_ in (answers, more))
	assert (before.score, before.met_count, before.is_compliant) == (
		after.score,
		after.met_count,
		after.is_compliant,
	)
	assert list(map(str, before.problems.values())) == list(map(str, after.problems.values()))


@pytest.mark.parametrize(
	("file", "ending"),
	[
		("/private/files/照片.PNG", "png"),
		("/files/a.tar.gz", "gz"),
		("/files/a.jpg?fid=x.pdf", "jpg"),
		("/files.d/a", ""),
		("", ""),
		("/files/.jpg/", ""),
	],
)
def test_the_ending_is_the_last_of_the_file_s_own_name(file, ending):
	assert c.extension(file) == ending


# --- standards --------------------------------------------------------------------------------------------

GOOD = c.Item("A", "有标识")


@pytest.mark.parametrize(
	("items", "rule", "error"),
	[
		([], c.PassRule(), errors.NoItemsError),
		([replace(GOOD, code="")], c.PassRule(), errors.ItemCodeError),
		([replace(GOOD, code="a b")], c.PassRule(), errors.ItemCodeError),
		([replace(GOOD, code="x" * 21)], c.PassRule(), errors.ItemCodeError),
		([GOOD, GOOD], c.PassRule(), errors.RepeatedItemError),
		([replace(GOOD, weight=-1)], c.PassRule(), errors.ItemWeightError),
		([replace(GOOD, evidence=c.RECORDS)], c.PassRule(), errors.EvidenceSourceError),
		([replace(GOOD, is_mandatory=False)], c.PassRule(), errors.NothingMandatoryError),
		([GOOD], c.PassRule(c.SCORE, 0), errors.PassPercentError),
		([GOOD], c.PassRule(c.SCORE, 101), errors.PassPercentError),
		([replace(GOOD, weight=0)], c.PassRule(c.SCORE, 50), errors.NoWeightError),
	],
)
def test_a_standard_that_nobody_could_assess_by_is_refused(items, rule, error):
	with pytest.raises(error):
		c.check_standard(items, rule)


@given(standards(mandatory=True))
def test_a_sound_standard_can_be_met(items):
	c.check_standard(items, c.PassRule())
	assert c.assess(items, {item.code: proof(item) for item in items}, c.PassRule()).is_compliant


# --- the state of a site ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("decision", "is_under_review", "state"),
	[
		(None, False, c.NOT_ASSESSED),
		(None, True, c.UNDER_REVIEW),
		(c.Decision(True, TODAY), False, c.CERTIFIED),
		(c.Decision(True, TODAY), True, c.CERTIFIED),
		(c.Decision(True, None), False, c.CERTIFIED),
		(c.Decision(True, TODAY - timedelta(days=1)), False, c.LAPSED),
		(c.Decision(True, TODAY - timedelta(days=1)), True, c.UNDER_REVIEW),
		(c.Decision(False), False, c.RECTIFY),
		(c.Decision(False), True, c.RECTIFY),
		(c.Decision(False, TODAY), False, c.RECTIFY),
	],
)
def test_the_newest_decision_gives_the_state(decision, is_under_review, state):
	assert c.site_state(decision, is_under_review, TODAY) == state


@given(st.dates(), st.dates(), st.booleans())
def test_a_certification_never_outlives_its_last_day(valid_until, today, is_under_review):
	state = c.site_state(c.Decision(True, valid_until), is_under_review, today)
	assert (state == c.CERTIFIED) == (today <= valid_until)
