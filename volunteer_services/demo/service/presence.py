"""Check-ins in the story: a large event whose people were scanned at the door and whose records are still to
be made, and a small one whose records are made: some hours are credited, some honorary."""

import datetime

import frappe

from volunteer_services.demo.events import activity_values
from volunteer_services.demo.projects import running_on
from volunteer_services.demo.service import materials
from volunteer_services.demo.world import World, acting, insert, move
from volunteer_services.service_records.services import recording
from volunteer_services.volunteer_projects.services.presence import events, forgotten, roll_call
from volunteer_services.volunteer_projects.services.signing import enter

EVENT = "慈善万人行·志愿服务岗"
# (name of the shift, hour, minutes, places)
SHIFTS = (
	("早班·引导与秩序", 8, 150, 90),
	("早班·物资发放", 8, 150, 60),
	("午班·引导与秩序", 11, 150, 90),
	("午班·物资发放", 11, 150, 60),
)
EVENT_DAY, SMALL_DAY = -3, -5
_TABLES = ("Service Activity", "Activity Shift", "Activity Sign Up")


def make(world: World) -> str:
	"""An event of 300 places with four shifts, and an activity of one team."""
	teams = world.small_teams()
	came = _large(world, teams)
	made = _small(world, teams[1])
	return f"{came} check-ins at an event of 300 places, {made} records of an activity with check-ins"


def _large(world: World, teams: list) -> int:
	team = teams[0]
	activity = _published(world, team, EVENT, EVENT_DAY, 8, 330)
	with acting(team.leader_user):
		shifts = [_shift(activity, world, *values) for values in SHIFTS]
	people = [
		person
		for other in teams
		for person in world.members(other.name)
		if (person.name, world.day(EVENT_DAY)) not in world.busy
	]
	by_shift = {shift: people[number :: len(shifts)] for number, shift in enumerate(shifts)}
	with acting(team.leader_user):
		for shift, crowd in by_shift.items():
			for person in crowd:
				enter.sign_up(activity, enter.Ask(person.name), shift)
	_let_time_pass(activity)
	came = 0
	with acting(team.leader_user):
		for (_title, hour, minutes, _places), crowd in zip(SHIFTS, by_shift.values(), strict=True):
			came += sum(
				_attend(world, activity, person, EVENT_DAY, hour, minutes, number)
				for number, person in enumerate(crowd)
			)
	world.busy.update((person.name, world.day(EVENT_DAY)) for person in people)
	forgotten.run()
	materials.hand_out(activity, team.leader_user, world.moment(EVENT_DAY, 7, 30))
	move(frappe.get_doc("Service Activity", activity), "Completed", team.leader_user)
	return came


def _small(world: World, team) -> int:
	"""Two of three were scanned; the third was noted in the list only."""
	activity = _published(world, team, None, SMALL_DAY, 14, 120)
	crowd = [
		person for person in world.members(team.name) if (person.name, world.day(SMALL_DAY)) not in world.busy
	]
	with acting(team.leader_user):
		for person in crowd:
			enter.sign_up(activity, enter.Ask(person.name))
	_let_time_pass(activity)
	with acting(team.leader_user):
		for number, person in enumerate(crowd):
			if number % 3:
				_attend(world, activity, person, SMALL_DAY, 14, 120, 1)
		roll_call.into_grid(activity)
		made = recording.make_records(activity)["made"]
	world.busy.update((person.name, world.day(SMALL_DAY)) for person in crowd)
	return made


def _published(world: World, team, title: str | None, offset: int, hour: int, minutes: int) -> str:
	"""An activity that was published ten days ahead: here ten days later, until the time has passed."""
	project = running_on(world, team.key, world.day(offset))[0]
	starts = world.moment(offset, hour) + _AHEAD
	values = activity_values(world, project, title, starts, minutes)
	if title:
		values["activity_name"] = title
	with acting(team.leader_user):
		doc = insert(values)
	return move(doc, "Published", team.leader_user).name


_AHEAD = datetime.timedelta(days=10)


def _shift(activity: str, world: World, title: str, hour: int, minutes: int, places: int) -> str:
	starts = world.moment(EVENT_DAY, hour) + _AHEAD
	return insert(
		{
			"doctype": "Activity Shift",
			"activity": activity,
			"shift_title": title,
			"starts_on": starts,
			"ends_on": starts + datetime.timedelta(minutes=minutes),
			"capacity": places,
		}
	).name


def _let_time_pass(activity: str) -> None:
	"""The day has come: what was ahead is over."""
	for doctype in _TABLES:
		table = frappe.qb.DocType(doctype)
		key = table.name if doctype == "Service Activity" else table.activity
		for name, starts, ends in (
			frappe.qb.from_(table).select(table.name, table.starts_on, table.ends_on).where(key == activity)
		).run():
			values = {"starts_on": starts - _AHEAD, "ends_on": ends - _AHEAD}
			frappe.db.set_value(doctype, name, values, update_modified=False)


def _attend(world: World, activity: str, person, offset: int, hour: int, minutes: int, number: int) -> int:
	"""In a little before the hour and out at its end; every 15th forgets the end, every 10th stays away."""
	if number % 10 == 9:
		return 0
	starts = world.moment(offset, hour) - datetime.timedelta(minutes=number % 12)
	_seen(activity, person, "In", starts)
	if number % 15 != 14:
		_seen(activity, person, "Out", world.moment(offset, hour) + datetime.timedelta(minutes=minutes))
	return 1


def _seen(activity: str, person, kind: str, at: datetime.datetime) -> None:
	events.record(activity, person.name, events.Seen(kind, "Leader Scan", at))
