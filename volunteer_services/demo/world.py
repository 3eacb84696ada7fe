"""What the steps of the demo share: the chance, the day, and what was made so far."""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import frappe
from frappe.utils import getdate, nowdate

SEED = 2026
DAYS = 730
"""The two years before today that the story covers."""


@dataclass
class World:
	"""The demo under construction. ``say`` gets one line after each step."""

	say: Callable[[str], None]
	commit: bool = True
	today: datetime.date = field(default_factory=lambda: getdate(nowdate()))
	rng: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 (a story, no secret)
	regions: dict[str, str] = field(default_factory=dict)
	units: dict[str, str] = field(default_factory=dict)
	sites: dict[str, frappe._dict] = field(default_factory=dict)
	teams: dict[str, frappe._dict] = field(default_factory=dict)
	people: list[frappe._dict] = field(default_factory=list)
	projects: list[frappe._dict] = field(default_factory=list)
	activities: list[frappe._dict] = field(default_factory=list)
	busy: set[tuple[str, datetime.date]] = field(default_factory=set)
	"""(volunteer, day) that has a record already: further ones would have to fit in between."""

	def day(self, offset: int) -> datetime.date:
		"""The day so many days from today; negative numbers lie in the past."""
		return self.today + datetime.timedelta(days=offset)

	def moment(self, offset: int, hour: int, minute: int = 0) -> datetime.datetime:
		"""A time of that day."""
		return datetime.datetime.combine(self.day(offset), datetime.time(hour, minute))

	def small_teams(self) -> list[frappe._dict]:
		"""The teams that serve: those with a site and a leader."""
		return [team for team in self.teams.values() if team.leader_user]

	def members(self, team: str, since: datetime.date | None = None) -> list[frappe._dict]:
		"""Registered members of a team, on that day at the latest."""
		return [
			person
			for person in self.people
			if person.team == team
			and person.state == "Registered"
			and not person.is_set_apart
			and (since is None or person.registered_on <= since)
		]


def insert(values: dict, state: str | None = None, **flags):
	"""Insert a document as the session's user; ``state`` puts it directly into that state of its workflow."""
	doc = frappe.get_doc(values)
	doc.flags.update(flags)
	if state:
		doc.flags.system_transition = True
		doc.workflow_state = state
	return doc.insert()


def move(doc, state: str, user: str, **values):
	"""Take a document to the next state the way ``user`` would do it in the form; returns it anew."""
	with acting(user):
		doc = frappe.get_doc(doc.doctype, doc.name)
		doc.update(values)
		doc.workflow_state = state
		doc.save()
	return doc


class acting:
	"""For a while another user does the work, with that user's roles and scope."""

	def __init__(self, user: str) -> None:
		self.user = user

	def __enter__(self) -> None:
		self.before = frappe.session.user
		frappe.set_user(self.user)

	def __exit__(self, *error) -> None:
		frappe.set_user(self.before)
