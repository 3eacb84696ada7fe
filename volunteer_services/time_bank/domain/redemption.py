"""Redeeming points for goods and services: who may redeem what, and how it is handed over.

[S4] Points are redeemed for oneself or for another, never for cash and nothing cash-like; minors redeem with
a guardian. From how many hours on, whether for goods, for others, by how many persons: *policy*. Hours are
never spent, and no price is ever said in money.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from volunteer_services.time_bank.domain import errors
from volunteer_services.time_bank.domain.points import PointsRule
from volunteer_services.volunteer_registry.domain.age import age_on

HIGHEST_STAR = 5
COUNTER, PORTAL, PROXY = "Counter", "Portal", "Proxy"
OPEN_STATES = ("Requested", "Approved")
"""The states in which a redemption holds points and stock."""
COUNTED_STATES = (*OPEN_STATES, "Fulfilled")
"""What counts for the limit of a volunteer."""


@dataclass(frozen=True)
class Person:
	"""The volunteer, as far as redeeming asks."""

	state: str = "Registered"
	is_restricted: bool = False
	minutes: int = 0
	star: int = 0
	date_of_birth: date | None = None


@dataclass(frozen=True)
class Offer:
	"""A reward of the catalogue. ``limit``: how many one volunteer may have, 0 for any number."""

	title: str
	price: int
	is_goods: bool = True
	is_available: bool = True
	valid_from: date | None = None
	valid_to: date | None = None
	min_star: int = 0
	limit: int = 0

	def check(self, stock: int = 0) -> None:
		"""Whether the catalogue takes it. Raises PointsPriceError, ValidityDatesError, RewardLimitError,
		RewardStarError."""
		if self.price < 1:
			raise errors.PointsPriceError(self.price)
		if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
			raise errors.ValidityDatesError(self.valid_from.isoformat(), self.valid_to.isoformat())
		for number in (self.limit, stock):
			if number < 0:
				raise errors.RewardLimitError(number)
		if not 0 <= self.min_star <= HIGHEST_STAR:
			raise errors.RewardStarError(self.min_star)


@dataclass(frozen=True)
class Wish:
	"""What is asked for. ``had``: how many the volunteer has redeemed or requested of it before."""

	qty: int = 1
	channel: str = COUNTER
	is_for_other: bool = False
	beneficiary: str = ""
	proxy_name: str = ""
	has_proof: bool = False
	guardian_agrees: bool = False
	had: int = 0


def points_of(offer: Offer, qty: int) -> int:
	"""The price of ``qty``. Raises RedemptionQuantityError, PointsPriceError."""
	if isinstance(qty, bool) or not isinstance(qty, int) or qty < 1:
		raise errors.RedemptionQuantityError(qty)
	if offer.price < 1:
		raise errors.PointsPriceError(offer.price)
	return offer.price * qty


def check_request(
	rule: PointsRule | None, person: Person, offer: Offer, wish: Wish, day: date, guardian_age: int = 18
) -> int:
	"""The points of a request that the rules allow on ``day``; the balance and the stock are others' concern.

	Raises a RedemptionRuleError, or PointsPriceError.
	"""
	if rule is None:
		raise errors.NoPointsRuleError(day.isoformat())
	points = points_of(offer, wish.qty)
	_check_person(rule, person)
	_check_offer(rule, person, offer, day)
	_check_wish(rule, wish)
	_check_guardian(person, wish, day, guardian_age)
	if offer.limit and wish.had + wish.qty > offer.limit:
		raise errors.QuantityLimitError(offer.title, offer.limit, wish.had, wish.qty)
	return points


def _check_person(rule: PointsRule, person: Person) -> None:
	if person.state != "Registered":
		raise errors.VolunteerStandingError(person.state)
	if person.is_restricted:
		raise errors.RestrictedFileError()
	if person.minutes < rule.redeem_from_minutes:
		raise errors.RedeemFromError(rule.redeem_from_minutes, person.minutes)


def _check_offer(rule: PointsRule, person: Person, offer: Offer, day: date) -> None:
	if not offer.is_available:
		raise errors.RewardUnavailableError(offer.title)
	if offer.valid_from and day < offer.valid_from:
		raise errors.RewardNotYetValidError(offer.title, offer.valid_from.isoformat())
	if offer.valid_to and day > offer.valid_to:
		raise errors.RewardExpiredError(offer.title, offer.valid_to.isoformat())
	if person.star < offer.min_star:
		raise errors.StarTooLowError(offer.title, offer.min_star, person.star)
	if offer.is_goods and not rule.goods_allowed:
		raise errors.GoodsNotAllowedError(offer.title)


def _check_wish(rule: PointsRule, wish: Wish) -> None:
	if wish.is_for_other:
		if not wish.beneficiary.strip():
			raise errors.BeneficiaryMissingError()
		if not rule.redeem_for_others:
			raise errors.RedeemForOthersError(wish.beneficiary)
	if wish.channel == PROXY and not (wish.proxy_name.strip() and wish.has_proof):
		raise errors.ProxyMissingError()


def _check_guardian(person: Person, wish: Wish, day: date, guardian_age: int) -> None:
	if is_minor(person.date_of_birth, day, guardian_age) and not wish.guardian_agrees:
		raise errors.GuardianMissingError(age_on(person.date_of_birth, day), guardian_age)  # type: ignore[arg-type]


def is_minor(date_of_birth: date | None, day: date, guardian_age: int = 18) -> bool:
	"""Whether a guardian must agree on that day; somebody without a date of birth is taken for grown up."""
	return date_of_birth is not None and age_on(date_of_birth, day) < guardian_age


def needs_two_persons(points: int, from_points: int) -> bool:
	"""Whether another person hands over than the one who approved (``from_points`` 0: never)."""
	return 0 < from_points <= points


def is_one_step(channel: str, points: int, up_to_points: int, two_persons_from: int) -> bool:
	"""Whether a reward goes from request to hand-over in one step: of low value, at the counter."""
	return channel == COUNTER and points <= up_to_points and not needs_two_persons(points, two_persons_from)


@dataclass(frozen=True)
class Handover:
	"""Who hands over to whom; ``approved_by`` is empty where nobody approved before."""

	points: int
	handed_by: str
	approved_by: str = ""
	collected_by: str = ""
	is_signed: bool = False

	def check(self, two_persons_from: int) -> None:
		"""Raises CollectorMissingError, SignatureMissingError, NoSecondPersonError, TwoPersonsError."""
		if not self.collected_by.strip():
			raise errors.CollectorMissingError()
		if not self.is_signed:
			raise errors.SignatureMissingError(self.collected_by)
		if not needs_two_persons(self.points, two_persons_from):
			return
		if not self.approved_by:
			raise errors.NoSecondPersonError(two_persons_from)
		if self.approved_by == self.handed_by:
			raise errors.TwoPersonsError(two_persons_from, self.approved_by)


def check_stock(title: str, stock: int, held: int, qty: int) -> None:
	"""Whether ``qty`` more can be held of a stock of which ``held`` are. Raises OutOfStockError."""
	if qty > stock - held:
		raise errors.OutOfStockError(title, max(0, stock - held), qty)


def cash_like_word(texts: Iterable[str | None], words: Iterable[str]) -> str | None:
	"""The first of the words that stands in one of the texts; full width, case and blanks do not hide it.

	Latin words count as whole words: a cashew is no cash.
	"""
	plain = [_plain(text) for text in texts if text]
	for word in words:
		wanted = _plain(word)
		if wanted and any(_stands_in(wanted, text) for text in plain):
			return word.strip()
	return None


def check_not_cash_like(texts: Iterable[str | None], words: Iterable[str]) -> None:
	"""Raises CashLikeError, naming the word."""
	if word := cash_like_word(texts, words):
		raise errors.CashLikeError(word)


def _plain(text: str) -> str:
	return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _stands_in(word: str, text: str) -> bool:
	if word.isascii():
		return re.search(rf"(?<![a-z0-9]){re.escape(word)}s?(?![a-z0-9])", text) is not None
	return word.replace(" ", "") in text.replace(" ", "")
