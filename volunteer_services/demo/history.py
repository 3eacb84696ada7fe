"""The records of two years, approved: by multi-row insert, with every field that the form would fill."""

import datetime

import frappe

from volunteer_services.demo.people import LEFT, SUSPENDED
from volunteer_services.demo.projects import running_on
from volunteer_services.demo.rows import Rows
from volunteer_services.demo.world import DAYS, World
from volunteer_services.setup.defaults import NATIONAL_STARS

TOTAL = 6000
SUCCESSORS = 2
"""Records that the corrections make at the end (aftermath)."""
LAST_DAY = -15
JUST_ABOVE = 100 * 60 + 10
"""Minutes of the person whom a correction takes below the first threshold."""
_FULL_DAYS = (480, 480, 480, 465, 450, 420)
_LONG_DAYS = 24
_OPENING = 12
_LAST_DAYS = {"Suspended": SUSPENDED - 1, "Deregistered": LEFT - 1}


def make(world: World) -> str:
	"""Records of activities, around the thresholds, of long days, of former systems; then the rest."""
	rows = Rows(world)
	_of_activities(world, rows)
	_around_thresholds(world, rows)
	_long_days(world, rows)
	_of_former_systems(world, rows)
	_the_rest(world, rows, TOTAL - SUCCESSORS - len(rows.values) - frappe.db.count("Service Log"))
	rows.store()
	_link_participants(world)
	return f"{len(rows.values)} records"


def _of_activities(world: World, rows: Rows) -> None:
	for activity in world.activities:
		for person in activity.crowd:
			rows.add(person, activity.project, activity.starts_on, activity.minutes, activity=activity)


def _around_thresholds(world: World, rows: Rows) -> None:
	"""A minute below, on and a minute above each threshold; and one just above the first."""
	for person in world.people:
		if not person.threshold:
			continue
		level, delta = person.threshold
		is_extra = level == len(NATIONAL_STARS)
		minutes = JUST_ABOVE if is_extra else NATIONAL_STARS[level][2] * 60 + delta
		_serve(world, rows, person, _shares(world, minutes))


def _shares(world: World, minutes: int) -> list[int]:
	"""The days into which a total falls, none over 8 hours and none under half an hour."""
	shares = []
	while minutes > 480:
		share = min(world.rng.choice(_FULL_DAYS), minutes - 30)
		shares.append(share)
		minutes -= share
	return [*shares, minutes]


def _serve(world: World, rows: Rows, person, shares: list[int]) -> None:
	"""Records on as many free days, spread over the two years."""
	days = [day for day in _days_of(world, person) if (person.name, day) not in world.busy]
	for day, minutes in zip(sorted(world.rng.sample(days, len(shares))), shares, strict=True):
		_one(world, rows, person, day, minutes)


def _days_of(world: World, person) -> list[datetime.date]:
	first = max(person.registered_on, world.day(-DAYS))
	last = world.day(_LAST_DAYS.get(person.state, LAST_DAY))
	return [first + datetime.timedelta(days=offset) for offset in range(max(0, (last - first).days))]


def _one(world: World, rows: Rows, person, day: datetime.date, minutes: int, **values) -> None:
	"""One record on a day that is free."""
	projects = running_on(world, person.team_key, day)
	hour = 9 if minutes > 240 else world.rng.choice((9, 10, 14, 15, 19))
	start = datetime.datetime.combine(day, datetime.time(hour))
	rows.add(person, world.rng.choice(projects), start, minutes, **values)
	world.busy.add((person.name, day))


def _long_days(world: World, rows: Rows) -> None:
	"""Days over 8 and over 12 hours: the record that crossed the limit went further up."""
	people = [person for person in world.people if person.state == "Registered" and not person.is_set_apart]
	for number, person in enumerate(world.rng.sample(people, _LONG_DAYS)):
		days = [day for day in _days_of(world, person) if (person.name, day) not in world.busy]
		if not days:
			continue
		day = world.rng.choice(days)
		project = world.rng.choice(running_on(world, person.team_key, day))
		morning = datetime.datetime.combine(day, datetime.time(8))
		rows.add(person, project, morning, 240)
		rows.add(person, project, morning.replace(hour=13), 300 if number % 4 else 480, before=240)
		if number % 4 == 0:
			rows.add(person, project, morning.replace(hour=21, minute=30), 60, before=720)
		world.busy.add((person.name, day))


def _of_former_systems(world: World, rows: Rows) -> None:
	"""Service elsewhere, brought in with evidence: transfers, and openings of the time before."""
	adults = [person for person in world.people if person.position == 19 and person.state == "Registered"]
	for number, person in enumerate(adults[:4]):
		source = "Transfer" if number % 2 else "Opening"
		project = running_on(world, person.team_key, world.day(-DAYS))[0]
		for back in range(_OPENING):
			start = world.moment(-DAYS - 400 + 7 * back, 9)
			rows.add(person, project, start, 360, source=source)


def _the_rest(world: World, rows: Rows, count: int) -> None:
	"""Everyday service: few serve often, most now and then."""
	rng = world.rng
	people = [
		person
		for person in world.people
		if person.state in ("Registered", "Suspended", "Deregistered") and not person.is_set_apart
	]
	free = {
		person.name: [day for day in _days_of(world, person) if (person.name, day) not in world.busy]
		for person in people
	}
	weights = [len(free[person.name]) * rng.choice((1, 1, 2, 3, 8)) for person in people]
	while count:
		person = rng.choices(people, weights)[0]
		days = free[person.name]
		if not days:
			continue
		day = days.pop(rng.randrange(len(days)))
		source = rng.choice(("Manual", "Manual", "Manual", "Check-in", "Import"))
		_one(
			world,
			rows,
			person,
			day,
			rng.choice((60, 90, 120, 120, 150, 180, 180, 210, 240, 300)),
			source=source,
		)
		count -= 1


def _link_participants(world: World) -> None:
	"""Each participant's row leads to its record, as if it had been made from it."""
	names = tuple(activity.name for activity in world.activities)
	frappe.db.sql(
		"""update `tabService Activity Participant` set `service_log` = (select `name` from `tabService Log`
			where `tabService Log`.`activity` = `tabService Activity Participant`.`parent`
			and `tabService Log`.`volunteer` = `tabService Activity Participant`.`volunteer`)
		where `parent` in %s""",
		(names,),
	)
