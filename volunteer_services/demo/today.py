"""The records of these days, in every state: some went their way by the people's own hands, the others are
stored where it would have taken them."""

import datetime

import frappe

from volunteer_services.demo.events import planned
from volunteer_services.demo.projects import CONTENTS, running_on
from volunteer_services.demo.world import World, acting, insert, move
from volunteer_services.service_records.services import recording

DAYS_BACK = range(-11, 0)
LATE = -45
APPLICANTS = ("Applied", "Pending Review", "Returned")
REASONS = {
	"Returned": "签到表与起止时间不一致,请核对后再提交。",
	"Rejected": "当天为内部培训,不属于志愿服务时长。",
}
CANCEL_REASON = "与另一条记录为同一次服务,撤销本条。"


def make(world: World) -> str:
	"""Drafts, records at each level of review, returned, rejected, waiting, approved and cancelled ones."""
	made = _by_hand(world, world.teams["yinling"])
	made += _from_an_activity(world)
	teams = world.small_teams()
	for team in teams:
		made += _stored(world, team, "Pending Team Review", team.manager)
		made += _stored(world, team, "Pending Site Review", team.leader_user, count=2)
	for number, team in enumerate(teams):
		state = ("Draft", "Returned", "Rejected", "Draft")[number % 4]
		made += _stored(world, team, state, team.leader_user, count=2, return_reason=REASONS.get(state))
	for key in ("humiao", "xicun", "qilou", "shipai", "qingfeng"):
		team = world.teams[key]
		made += _stored(world, team, "Pending District Review", team.leader_user, minutes=600)
		made += _stored(world, team, "Pending City Review", team.leader_user, minutes=780)
	for team in teams[:4]:
		made += _stored(world, team, "Pending Site Review", team.leader_user, offset=LATE)
	made += _awaiting(world)
	return f"{made} records"


def _by_hand(world: World, team) -> int:
	"""Leader, site manager, district and city officer each do their part of nine records."""
	leader, manager, officer = team.leader_user, team.manager, team.district_officer
	with acting(leader):
		logs = [_enter(world, team) for _ in range(6)] + [
			_enter(world, team, minutes=600 + 90 * n) for n in (0, 2, 2)
		]
		for log in logs:
			log.workflow_state = log.next_review
			log.save()
	_decide(logs[0], "Returned", manager, return_reason=REASONS["Returned"])
	_decide(logs[1], "Rejected", manager, return_reason=REASONS["Rejected"])
	for log in logs[2:5]:
		_decide(log, "Approved", manager)
	_cancel(logs[4], officer)
	for log in logs[6:]:
		_decide(log, "Pending District Review", manager)
	_decide(logs[6], "Approved", officer)
	for log in logs[7:]:
		_decide(log, "Pending City Review", officer)
	_decide(logs[7], "Approved", team.city_officer)
	return len(logs)


def _decide(log, state: str, user: str, **values) -> None:
	move(log, state, user, **values)


def _cancel(log, user: str) -> None:
	with acting(user):
		doc = frappe.get_doc("Service Log", log.name)
		doc.return_reason = CANCEL_REASON
		doc.workflow_state = "Cancelled"
		doc.cancel()


def _stored(world: World, team, state: str, recorder: str, count: int = 1, **values) -> int:
	"""Records of the team in that state, entered by ``recorder`` on the evening after."""
	for _ in range(count):
		_enter(world, team, state, recorder, **values)
	return count


def _awaiting(world: World) -> int:
	"""[REG §38] service given before the registration is entered and waits for it."""
	by_name = {team.name: team for team in world.small_teams()}
	people = [person for person in world.people if person.state in APPLICANTS]
	for person in people:
		team = by_name[person.team]
		_enter(world, team, "Awaiting Registration", team.leader_user, person=person)
	return len(people)


def _enter(
	world: World,
	team,
	state: str | None = None,
	recorder: str | None = None,
	person=None,
	offset: int | None = None,
	minutes: int | None = None,
	return_reason: str | None = None,
):
	"""A record on a day without another of the volunteer; by default a draft of the session's user."""
	rng = world.rng
	minutes = minutes or rng.choice((90, 120, 150, 180, 240))
	day_offset, who = _free(world, team, person, offset)
	day = world.day(day_offset)
	project = running_on(world, team.key, day)[0]
	start = world.moment(day_offset, 8 if minutes > 480 else rng.choice((9, 14, 15)))
	evening = datetime.datetime.combine(day, datetime.time(23, rng.randint(0, 59)))
	return insert(
		{
			"doctype": "Service Log",
			"volunteer": who.name,
			"project": project.name,
			"starts_on": start,
			"ends_on": start + datetime.timedelta(minutes=minutes),
			"service_date": day,
			"service_content": rng.choice(CONTENTS[project.category]),
			"location": project.location,
			"activity_leader": team.leader_name,
			"recipient_group": project.group,
			"people_served": rng.randint(1, 30),
			"recorder": recorder,
			"recorded_on": None if offset else evening,
			"return_reason": return_reason,
		},
		state,
		owner=recorder,
	)


def _free(world: World, team, person, offset: int | None) -> tuple[int, frappe._dict]:
	"""A day, as an offset from today, and a member who has no record on it; both are taken from now on."""
	while True:
		day_offset = offset or world.rng.choice(DAYS_BACK)
		day = world.day(day_offset)
		who = person or world.rng.choice([one for one in world.members(team.name, day) if one.position])
		if (who.name, day) not in world.busy:
			world.busy.add((who.name, day))
			return day_offset, who


def _from_an_activity(world: World) -> int:
	"""A leader records an activity of yesterday in one step."""
	team = world.small_teams()[9]
	day = world.day(-1)
	crowd = [one for one in world.members(team.name, day) if (one.name, day) not in world.busy][:8]
	doc = planned(world, team, -1, crowd=crowd)
	world.busy.update((one.name, day) for one in crowd)
	with acting(team.leader_user):
		return recording.make_records(doc.name)["made"]
