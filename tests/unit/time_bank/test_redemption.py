from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.time_bank.domain import errors
from volunteer_services.time_bank.domain import redemption as rules
from volunteer_services.time_bank.domain.points import PointsRule

DAY = date(2026, 3, 5)
RULE = PointsRule(redeem_from_minutes=6000)
PERSON = rules.Person(minutes=6000, star=1, date_of_birth=date(1985, 5, 17))
OFFER = rules.Offer("大米", 20)
WISH = rules.Wish()
CASH_WORDS = ("现金", "购物卡", "gift card", "cash", "voucher")


def check(rule=RULE, person=PERSON, offer=OFFER, wish=WISH, day=DAY, guardian_age=18):
	return rules.check_request(rule, person, offer, wish, day, guardian_age)


@given(st.integers(1, 10**6), st.integers(1, 1000))
def test_points_are_price_times_quantity(price, qty):
	assert check(offer=replace(OFFER, price=price), wish=replace(WISH, qty=qty)) == price * qty


@pytest.mark.parametrize("qty", [0, -1, True, 1.5])
def test_a_quantity_is_a_whole_number_from_one(qty):
	with pytest.raises(errors.RedemptionQuantityError):
		check(wish=replace(WISH, qty=qty))


def test_without_a_rule_nothing_is_redeemed():
	with pytest.raises(errors.NoPointsRuleError, match="2026-03-05"):
		check(rule=None)


@pytest.mark.parametrize(
	("person", "error"),
	[
		(replace(PERSON, state="Suspended"), errors.VolunteerStandingError),
		(replace(PERSON, state="Applied"), errors.VolunteerStandingError),
		(replace(PERSON, is_restricted=True), errors.RestrictedFileError),
		(replace(PERSON, minutes=5999), errors.RedeemFromError),
	],
)
def test_who_may_redeem(person, error):
	with pytest.raises(error):
		check(person=person)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_from_how_many_minutes(needed, minutes):
	rule, person = replace(RULE, redeem_from_minutes=needed), replace(PERSON, minutes=minutes)
	if minutes >= needed:
		assert check(rule=rule, person=person) == 20
	else:
		with pytest.raises(errors.RedeemFromError):
			check(rule=rule, person=person)


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_the_first_and_the_last_day_count(start, end):
	offer = replace(OFFER, valid_from=DAY + timedelta(start), valid_to=DAY + timedelta(end))
	if start <= 0 <= end:
		assert check(offer=offer) == 20
	else:
		error = errors.RewardNotYetValidError if start > 0 else errors.RewardExpiredError
		with pytest.raises(error):
			check(offer=offer)


@given(st.integers(0, 5), st.integers(0, 5))
def test_the_lowest_star(needed, held):
	offer, person = replace(OFFER, min_star=needed), replace(PERSON, star=held)
	if held >= needed:
		check(offer=offer, person=person)
	else:
		with pytest.raises(errors.StarTooLowError):
			check(offer=offer, person=person)


@given(st.integers(0, 10), st.integers(0, 12), st.integers(1, 12))
def test_nobody_ever_gets_more_than_the_limit(limit, had, qty):
	wish = replace(WISH, qty=qty, had=had)
	offer = replace(OFFER, limit=limit)
	if not limit or had + qty <= limit:
		check(offer=offer, wish=wish)
	else:
		with pytest.raises(errors.QuantityLimitError):
			check(offer=offer, wish=wish)


def test_what_is_on_offer():
	with pytest.raises(errors.RewardUnavailableError):
		check(offer=replace(OFFER, is_available=False))
	services_only = replace(RULE, goods_allowed=False)
	with pytest.raises(errors.GoodsNotAllowedError):
		check(rule=services_only)
	assert check(rule=services_only, offer=replace(OFFER, is_goods=False)) == 20


def test_for_somebody_else():
	other = replace(WISH, is_for_other=True, beneficiary="陈奶奶")
	assert check(wish=other) == 20
	with pytest.raises(errors.BeneficiaryMissingError):
		check(wish=replace(other, beneficiary=" "))
	with pytest.raises(errors.RedeemForOthersError, match="陈奶奶"):
		check(rule=replace(RULE, redeem_for_others=False), wish=other)


def test_a_proxy_has_a_name_and_a_proof():
	proxy = replace(WISH, channel="Proxy", proxy_name="李女士", has_proof=True)
	assert check(wish=proxy) == 20
	for broken in (replace(proxy, proxy_name=""), replace(proxy, has_proof=False)):
		with pytest.raises(errors.ProxyMissingError):
			check(wish=broken)


@given(st.integers(0, 30), st.integers(0, 21), st.booleans())
def test_a_minor_needs_the_guardian(age, guardian_age, agrees):
	person = replace(PERSON, date_of_birth=date(DAY.year - age, DAY.month, DAY.day))
	wish = replace(WISH, guardian_agrees=agrees)
	if age >= guardian_age or agrees:
		check(person=person, wish=wish, guardian_age=guardian_age)
	else:
		with pytest.raises(errors.GuardianMissingError):
			check(person=person, wish=wish, guardian_age=guardian_age)


def test_the_birthday_itself_is_enough():
	assert rules.is_minor(DAY.replace(year=2008) + timedelta(1), DAY)
	assert not rules.is_minor(DAY.replace(year=2008), DAY)
	assert not rules.is_minor(None, DAY)


@given(st.integers(1, 500), st.integers(0, 300), st.integers(0, 300))
def test_one_step_never_goes_past_two_persons(points, up_to, two_from):
	one_step = rules.is_one_step("Counter", points, up_to, two_from)
	assert one_step == (points <= up_to and not rules.needs_two_persons(points, two_from))
	assert not rules.is_one_step("Portal", points, up_to, two_from)
	assert not rules.is_one_step("Proxy", points, up_to, two_from)


def test_handing_over():
	hand = rules.Handover(200, "handing", "approving", "陈奶奶", True)
	hand.check(200)
	replace(hand, handed_by="approving").check(201)
	replace(hand, handed_by="approving").check(0)
	for broken, error in (
		(replace(hand, collected_by="  "), errors.CollectorMissingError),
		(replace(hand, is_signed=False), errors.SignatureMissingError),
		(replace(hand, handed_by="approving"), errors.TwoPersonsError),
		(replace(hand, approved_by=""), errors.NoSecondPersonError),
	):
		with pytest.raises(error):
			broken.check(200)


def test_what_the_catalogue_takes():
	OFFER.check(stock=3)
	for broken, error in (
		(replace(OFFER, price=0), errors.PointsPriceError),
		(replace(OFFER, valid_from=DAY, valid_to=DAY - timedelta(1)), errors.ValidityDatesError),
		(replace(OFFER, limit=-1), errors.RewardLimitError),
		(replace(OFFER, min_star=6), errors.RewardStarError),
	):
		with pytest.raises(error):
			broken.check()
	with pytest.raises(errors.RewardLimitError):
		OFFER.check(stock=-1)


@given(st.lists(st.integers(1, 5), max_size=20), st.integers(0, 20))
def test_held_stock_never_exceeds_the_stock(wishes, stock):
	held = 0
	for qty in wishes:
		try:
			rules.check_stock("大米", stock, held, qty)
		except errors.OutOfStockError:
			assert held + qty > stock
		else:
			held += qty
		assert held <= stock


@pytest.mark.parametrize(
	("text", "word"),
	[
		("天河城购物卡 100", "购物卡"),
		("购 物 卡", "购物卡"),
		("ＧＩＦＴ　ＣＡＲＤ", "gift card"),
		("Two Gift  Cards", "gift card"),
		("Vouchers for lunch", "voucher"),
		("微信现金红包", "现金"),
		("CASH", "cash"),
	],
)
def test_nothing_like_cash_hides(text, word):
	assert rules.cash_like_word([None, "", text], CASH_WORDS) == word
	with pytest.raises(errors.CashLikeError, match=word):
		rules.check_not_cash_like([text], CASH_WORDS)


@pytest.mark.parametrize("text", ["腰果 Cashew nuts", "大米五公斤", "理发服务", "社区图书卡套"])
def test_what_only_looks_like_cash_is_taken(text):
	assert rules.cash_like_word([text], CASH_WORDS) is None
	assert rules.cash_like_word([text], ["", "  "]) is None
