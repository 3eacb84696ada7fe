"""Approved service records as rows of the table, with what entry and approval would have set."""

import datetime

import frappe

from volunteer_services.demo.projects import CONTENTS
from volunteer_services.demo.world import World
from volunteer_services.foundation import settings
from volunteer_services.foundation.domain.working_days import is_late
from volunteer_services.foundation.domain.worktime import hours_of
from volunteer_services.service_records.domain import trust
from volunteer_services.service_records.domain.codes import ApprovalLevel, LogSource
from volunteer_services.service_records.domain.daylimit import required_level
from volunteer_services.service_records.services import limits, totals
from volunteer_services.volunteer_projects.domain.check_in import Method, TrustClass
from volunteer_services.volunteer_registry.domain.age import age_band, age_on
from volunteer_services.volunteer_registry.services import locks

_RATERS = ("Service Recipient", "Recipient's Family", "Partner Unit")
_LATE_SHARE = 0.04
_BREAK_FROM = 360
"""Minutes from which a lunch break of an hour lies within the time at the place."""


def _attested(source: str) -> tuple[str, str]:
	"""Whoever was checked in was scanned by the leader, in this story."""
	if source == LogSource.CHECK_IN.value:
		return Method.LEADER_SCAN.value, TrustClass.CREDITED.value
	return trust.of_source(source)


class Rows:
	"""Rows gathered one by one and stored together."""

	def __init__(self, world: World) -> None:
		self.world, self.rng = world, world.rng
		self.limits, self.calendar = limits.day_limits(), settings.work_calendar()
		self.deadline = limits.recording_days()
		self.now = frappe.utils.now_datetime()
		self.values: list[dict] = []

	def add(
		self,
		person,
		project,
		start: datetime.datetime,
		minutes: int,
		before: int = 0,
		source: str = "Manual",
		activity=None,
	) -> None:
		"""One approved record; ``before``: minutes of the same day that stood already."""
		pause = 60 if minutes >= _BREAK_FROM and not before else 0
		end = start + datetime.timedelta(minutes=minutes + pause)
		level = required_level(before + minutes, self.limits)
		recorder, approver = self._who(project.team, level, source)
		recorded = self._recorded_on(end)
		approved = min(recorded + datetime.timedelta(days=self.rng.randint(0, 3), hours=2), self.now)
		method, trust_class = _attested("Activity" if activity else source)
		rating = activity.rating if activity else self.rng.choice((0, 0, 3, 4, 5))
		self.values.append(
			{
				"name": f"{self.rng.getrandbits(80):020x}",
				"creation": recorded,
				"modified": approved,
				"owner": recorder,
				"modified_by": approver,
				"docstatus": 1,
				"idx": 0,
				"workflow_state": "Approved",
				"volunteer": person.name,
				"volunteer_name": person.full_name,
				"activity": activity.name if activity else None,
				"project": project.name,
				"service_date": start.date(),
				"starts_on": start,
				"ends_on": end,
				"break_minutes": pause,
				"minutes": minutes,
				"hours": float(hours_of(minutes)),
				"day_minutes": before + minutes,
				"is_overlapping": 0,
				"is_repeated": 0,
				"service_content": activity.service_content
				if activity
				else self.rng.choice(CONTENTS[project.category]),
				"location": project.location,
				"activity_leader": project.team.leader_name,
				"recipient_group": project.group,
				"people_served": activity.people_served if activity else self.rng.randint(1, 40),
				"rating": rating,
				"rated_by": "服务对象代表" if rating else None,
				"rater_kind": (self.rng.choice(_RATERS) if not activity else "Service Recipient")
				if rating
				else None,
				"rating_date": start.date() if rating else None,
				"recorder": recorder,
				"recorded_on": recorded,
				"is_late": int(is_late(end.date(), recorded.date(), self.deadline, self.calendar)),
				"source": "Activity" if activity else source,
				"entry_method": method,
				"trust_class": trust_class,
				"external_id": f"{activity.name}:{person.name}:{start:%Y%m%d%H%M}" if activity else None,
				"team": project.team.name,
				"site": project.site,
				"recording_unit": project.unit,
				"region": project.region,
				"category": project.category,
				"theme": project.theme,
				"age_band": age_band(age_on(person.born, start.date())).value,
				"approval_level": level.value,
				"approved_by": approver,
				"approved_on": approved,
			}
		)

	def _who(self, team, level: ApprovalLevel, source: str) -> tuple[str, str]:
		"""Recorder and last approver; records of other systems are entered by the city's officer."""
		recorder = team.city_officer if source in ("Transfer", "Opening") else team.leader_user
		approver = {"Site": team.manager, "District": team.district_officer, "City": team.city_officer}[
			level.value
		]
		return recorder, approver

	def _recorded_on(self, end: datetime.datetime) -> datetime.datetime:
		"""Within a week of the service; a few come late, where there was time to be late."""
		days = self.rng.randint(0, 6)
		if self.rng.random() < _LATE_SHARE and (self.now - end).days > 60:
			days = self.rng.randint(25, 45)
		return datetime.datetime.combine(
			end.date() + datetime.timedelta(days=days), datetime.time(23, self.rng.randint(0, 59))
		)

	def store(self) -> None:
		"""Insert the rows, in the order in which they were recorded, and bring the totals up to date."""
		volunteers = {row["volunteer"] for row in self.values}
		locks.lock_volunteers(volunteers)
		self.values.sort(key=lambda row: (row["creation"], row["name"]))
		frappe.db.bulk_insert(
			"Service Log", list(self.values[0]), [tuple(row.values()) for row in self.values], chunk_size=1000
		)
		totals.refresh(volunteers)
