"""Checklists of sites: 七个有 [S4], 六个有 [S1], those of 2024 [OP24], and an organisation's own.

A site is compliant only if every mandatory item is met with the evidence that it requires; a standard may
ask for a share of all weights on top.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from volunteer_services.pilot_sites.domain import errors

ALL_MANDATORY, SCORE = "All Mandatory", "Score"
NONE, PHOTO, DOCUMENT, RECORDS, NUMBER = "None", "Photo", "Document", "Linked Records", "Number"
PICTURES = frozenset({"jpg", "jpeg", "png", "webp", "gif", "bmp", "heic", "heif"})
PAPERS = frozenset({"pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "txt", "zip"})
_CODE = re.compile(r"[\w.\-]{1,20}")


@dataclass(frozen=True)
class Item:
	"""One line of a standard. ``minimum``: records or the number that are needed at least."""

	code: str
	title: str
	evidence: str = NONE
	minimum: int = 1
	is_mandatory: bool = True
	weight: int = 1
	source: str = ""


@dataclass(frozen=True)
class Answer:
	"""What was found for an item. ``file``: address of the evidence; ``count``: what the system counts."""

	is_met: bool = False
	file: str = ""
	number: int = 0
	count: int = 0


@dataclass(frozen=True)
class PassRule:
	"""``percent``: the share of all weights that a Score asks for."""

	kind: str = ALL_MANDATORY
	percent: int = 0


@dataclass(frozen=True)
class Outcome:
	"""``score``: percent with two places, never rounded up; ``problems``: what each item lacks, by its code;
	``shortfalls``: what stands in the way of compliance."""

	met_count: int
	item_count: int
	score: Decimal
	problems: Mapping[str, errors.ShortfallError]
	shortfalls: tuple[errors.ShortfallError, ...]

	@property
	def is_compliant(self) -> bool:
		return not self.shortfalls


def check_standard(items: Sequence[Item], rule: PassRule) -> None:
	"""Whether a standard can be assessed by.

	Raises NoItemsError, ItemCodeError, RepeatedItemError, ItemWeightError, EvidenceSourceError,
	NothingMandatoryError, PassPercentError, NoWeightError.
	"""
	if not items:
		raise errors.NoItemsError()
	seen: set[str] = set()
	for item in items:
		if not _CODE.fullmatch(item.code):
			raise errors.ItemCodeError(item.code)
		if item.code in seen:
			raise errors.RepeatedItemError(item.code)
		seen.add(item.code)
		if item.weight < 0:
			raise errors.ItemWeightError(item.title, item.weight)
		if item.evidence == RECORDS and not item.source:
			raise errors.EvidenceSourceError(item.title)
	if rule.kind == ALL_MANDATORY and not any(item.is_mandatory for item in items):
		raise errors.NothingMandatoryError()
	if rule.kind == SCORE:
		if not 1 <= rule.percent <= 100:
			raise errors.PassPercentError(rule.percent)
		if not sum(item.weight for item in items):
			raise errors.NoWeightError()


def assess(items: Sequence[Item], answers: Mapping[str, Answer], rule: PassRule) -> Outcome:
	"""What the answers amount to. An item counts as met only with the evidence that it requires."""
	problems: dict[str, errors.ShortfallError] = {}
	for item in items:
		problem = _problem(item, answers.get(item.code) or Answer())
		if problem:
			problems[item.code] = problem
	score = _score(items, problems)
	shortfalls = [problems[item.code] for item in items if item.is_mandatory and item.code in problems]
	if not items:
		shortfalls.append(errors.ScoreError(score, 100))
	elif rule.kind == SCORE and score < rule.percent:
		shortfalls.append(errors.ScoreError(score, rule.percent))
	return Outcome(len(items) - len(problems), len(items), score, problems, tuple(shortfalls))


def extension(file: str) -> str:
	"""The ending of a file's name in lower case, without dot and query."""
	name = file.partition("?")[0].rpartition("/")[2]
	return name.rpartition(".")[2].lower() if "." in name else ""


def _problem(item: Item, answer: Answer) -> errors.ShortfallError | None:
	if not answer.is_met:
		return errors.ItemNotMetError(item.title)
	if item.evidence == PHOTO and extension(answer.file) not in PICTURES:
		return errors.PhotoMissingError(item.title)
	if item.evidence == DOCUMENT and extension(answer.file) not in PICTURES | PAPERS:
		return errors.DocumentMissingError(item.title)
	if item.evidence == RECORDS and answer.count < max(1, item.minimum):
		return errors.RecordsMissingError(item.title, answer.count, max(1, item.minimum))
	if item.evidence == NUMBER and answer.number < max(1, item.minimum):
		return errors.NumberMissingError(item.title, answer.number, max(1, item.minimum))
	return None


def _score(items: Sequence[Item], problems: Mapping[str, object]) -> Decimal:
	"""The share of the weights met; where nothing has a weight, of the items."""
	weights = {item.code: item.weight for item in items}
	if not sum(weights.values()):
		weights = dict.fromkeys(weights, 1)
	total = sum(weights.values())
	met = sum(weight for code, weight in weights.items() if code not in problems)
	if not total:
		return Decimal("0.00")
	return (Decimal(met * 100) / total).quantize(Decimal("0.01"), rounding=ROUND_DOWN)


NOT_ASSESSED, UNDER_REVIEW, CERTIFIED, RECTIFY, LAPSED = (
	"Not Assessed",
	"Under Review",
	"Certified",
	"Needs Rectification",
	"Lapsed",
)


@dataclass(frozen=True)
class Decision:
	"""The newest decision on a site: certified until a day (None: for good), or sent to rectification."""

	is_certified: bool
	valid_until: date | None = None


def site_state(latest: Decision | None, is_under_review: bool, today: date) -> str:
	"""A site's state: the newest decision counts; a certification lapses after its last day."""
	if latest and not latest.is_certified:
		return RECTIFY
	if latest and (latest.valid_until is None or latest.valid_until >= today):
		return CERTIFIED
	if is_under_review:
		return UNDER_REVIEW
	return LAPSED if latest else NOT_ASSESSED
