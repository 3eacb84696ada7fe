"""Writing the steps of a star round for a batch of volunteers: new awards by multi-row insert, the others in
grouped updates. The caller holds the locks on the volunteers."""

import secrets
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate, now

from volunteer_services.foundation.database.bulk import multi_insert, update_same
from volunteer_services.foundation.domain.verification import RANDOM_BYTES, make_code
from volunteer_services.volunteer_recognition.domain.round import GRANTED, PROPOSED, REVOKED, Step
from volunteer_services.volunteer_recognition.services.schemes import SchemeVersion

_TABLE = "`tabStar Award`"
_CASE_AT_ONCE = 200


def award_name(volunteer: str, star: int) -> str:
	"""The name of an award: the primary key sees to it that each star is awarded once."""
	return f"{volunteer}-{star}"


def certificate_no(award: str, awarded_on: date | str) -> str:
	"""The number on the certificate, made of year, volunteer and star: unique without a counter."""
	return f"ST{getdate(awarded_on).year}-{award}"


class Changes:
	"""The steps of one batch, gathered and then written together by ``write``."""

	def __init__(self, scheme: SchemeVersion, today: date | str) -> None:
		self.scheme, self.today = scheme, getdate(today)
		self.new: list[tuple] = []
		self.regranted: list[tuple] = []
		self.reproposed: list[tuple] = []
		self.named: dict[Step, list[str]] = {step: [] for step in Step}
		self.granted: list[tuple] = []
		self.counts = dict.fromkeys(Step, 0)

	def add(self, person, star: int, step: Step, is_on_file: bool) -> None:
		"""Note one step for a person (a row of Volunteer Profile with team, site, unit and region)."""
		self.counts[step] += 1
		name = award_name(person.name, star)
		if step is Step.GRANT:
			self.granted.append((person, star))
		if step in (Step.REVIEW, Step.CLEAR_REVIEW, Step.WITHDRAW):
			self.named[step].append(name)
		elif not is_on_file:
			self.new.append((person, star, step is Step.GRANT))
		else:
			(self.regranted if step is Step.GRANT else self.reproposed).append((person, star))

	def write(self) -> None:
		"""Write everything that was noted."""
		self._insert()
		for person, star in self.regranted:
			self.named[Step.GRANT].append(award_name(person.name, star))
		for person, star in self.reproposed:
			self.named[Step.PROPOSE].append(award_name(person.name, star))
		self._renew(self.regranted + self.reproposed)
		set_fields(self.named[Step.PROPOSE], {"status": PROPOSED})
		grant_rows(self.named[Step.GRANT], self.today)
		set_fields(self.named[Step.REVIEW], {"needs_review": 1})
		set_fields(self.named[Step.CLEAR_REVIEW], {"needs_review": 0})
		set_fields(
			self.named[Step.WITHDRAW],
			{
				"status": REVOKED,
				"needs_review": 0,
				"revoked_on": self.today,
				"decision_reason": _(
					"The hours were corrected below the threshold before the star was granted."
				),
			},
		)

	def _insert(self) -> None:
		stamp, user = now(), frappe.session.user
		rows = []
		for person, star, is_granted in self.new:
			name = award_name(person.name, star)
			rows.append(
				{
					"name": name,
					"creation": stamp,
					"modified": stamp,
					"owner": user,
					"modified_by": user,
					"docstatus": 0,
					"idx": 0,
					"volunteer": person.name,
					"volunteer_name": person.full_name,
					**self._basis(person, star),
					"status": GRANTED if is_granted else PROPOSED,
					"needs_review": 0,
					"is_barred": 0,
					"awarded_on": self.today if is_granted else None,
					"certificate_no": certificate_no(name, self.today) if is_granted else None,
					"verification_code": new_code() if is_granted else None,
				}
			)
		multi_insert("Star Award", rows)

	def _basis(self, person, star: int) -> dict:
		"""What the award rests on: scheme, hours and the places where the volunteer belongs today."""
		return {
			"star": star,
			"title": self.scheme.title(star),
			"scheme": self.scheme.name,
			"minutes_at_award": person.total_minutes,
			"hours_at_award": round(person.total_minutes / 60, 2),
			"review_below": self.scheme.min_minutes(star),
			"proposed_on": self.today,
			"granting_unit": person.unit,
			"team": person.primary_team,
			"site": person.site,
			"region": person.region,
		}

	def _renew(self, returning: list[tuple]) -> None:
		"""Withdrawn awards that are earned again come back on the same document. Rare: one update each."""
		for person, star in returning:
			set_fields(
				[award_name(person.name, star)],
				{
					**self._basis(person, star),
					"volunteer_name": person.full_name,
					"notice_from": None,
					"notice_to": None,
					"objection": None,
					"decision_reason": None,
					"revoked_on": None,
					"needs_review": 0,
				},
			)


def new_code() -> str:
	"""A verification code that cannot be guessed."""
	return make_code(secrets.token_bytes(RANDOM_BYTES))


def grant_rows(names: list[str], day: date | str, extra: dict | None = None) -> None:
	"""Set awards to Granted on ``day``; each gets its number and code unless it has them already."""
	set_fields(names, {"status": GRANTED, "awarded_on": day, **(extra or {})})
	for start in range(0, len(names), _CASE_AT_ONCE):
		batch = names[start : start + _CASE_AT_ONCE]
		whens = " ".join(["when %s then %s"] * len(batch))
		numbers = [value for name in batch for value in (name, certificate_no(name, day))]
		codes = [value for name in batch for value in (name, new_code())]
		frappe.db.sql(
			f"""update {_TABLE} set `certificate_no` = case `name` {whens} end
			where `name` in %s and `certificate_no` is null""",  # noqa: S608
			(*numbers, tuple(batch)),
		)
		frappe.db.sql(
			f"""update {_TABLE} set `verification_code` = case `name` {whens} end
			where `name` in %s and `verification_code` is null""",  # noqa: S608
			(*codes, tuple(batch)),
		)


def set_fields(names: list[str], values: dict) -> None:
	"""Set the same values on many awards, with the usual trace of who and when."""
	if not names:
		return
	trace = {"modified": now(), "modified_by": frappe.session.user}
	update_same("Star Award", names, {**values, **trace}.items())
