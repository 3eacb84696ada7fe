"""Activities of two years, by the calendar of the communities, and those that come next."""

import datetime

import frappe

from volunteer_services.demo.festivals import festivals
from volunteer_services.demo.projects import CONTENTS, running_on
from volunteer_services.demo.world import DAYS, World, acting, insert, move
from volunteer_services.volunteer_projects.services.rostering import answers, assign, propose
from volunteer_services.volunteer_projects.services.signing import enter

PAST = 110
_NEAREST = -15
"""Past activities end here: the days after it belong to the records that are still under way."""


def make(world: World) -> str:
	"""Past activities with their participants, and coming ones with sign-ups and a waiting list."""
	teams = world.small_teams()
	for number, (day, title) in enumerate(_programme(world)):
		team = teams[number % len(teams)]
		_past(world, team, day, title)
	coming = _coming(world, teams)
	answered = _collecting(world, teams[2])
	return (
		f"{len(world.activities)} past and {coming} coming or open activities; "
		f"{answered} said when they could serve"
	)


def _programme(world: World) -> list[tuple[datetime.date, str | None]]:
	"""The feasts, each held by several teams, and ordinary Saturdays between them."""
	first, last = world.day(-DAYS + 5), world.day(_NEAREST)
	days: list[tuple[datetime.date, str | None]] = [
		(day, title) for day, title in festivals(first, last) for _ in range(3)
	]
	saturday = first + datetime.timedelta(days=(5 - first.weekday()) % 7)
	saturdays = [saturday + datetime.timedelta(days=7 * week) for week in range(200)]
	saturdays = [day for day in saturdays if day <= last]
	while len(days) < PAST:
		days.append((world.rng.choice(saturdays), None))
	return sorted(days, key=lambda item: (item[0], item[1] or ""))


def _past(world: World, team, day: datetime.date, title: str | None) -> None:
	rng = world.rng
	projects = running_on(world, team.key, day)
	crowd = [person for person in world.members(team.name, day) if (person.name, day) not in world.busy]
	if not projects or len(crowd) < 4:
		return
	project = rng.choice(projects)
	crowd = rng.sample(crowd, min(len(crowd), rng.randint(6, 13)))
	hour, minutes = rng.choice(((9, 150), (9, 180), (14, 120), (14, 180), (15, 150)))
	starts = datetime.datetime.combine(day, datetime.time(hour))
	values = activity_values(world, project, title, starts, minutes)
	values["participants"] = [
		{"volunteer": person.name, "volunteer_name": person.full_name, "status": "Attended"}
		for person in crowd
	]
	values["logs_created"] = len(crowd)
	values["rating"] = rng.choice((0, 4, 5, 5))
	if values["rating"]:
		values.update(rater_kind="Service Recipient", rated_by="服务对象代表", rating_date=day)
	doc = insert(values, "Recorded", making_records=True)
	world.busy.update((person.name, day) for person in crowd)
	world.activities.append(
		frappe._dict(values, name=doc.name, project=project, crowd=crowd, minutes=minutes, day=day)
	)


def activity_values(
	world: World, project, title: str | None, starts: datetime.datetime, minutes: int
) -> dict:
	"""An activity of a project, of so many minutes."""
	rng = world.rng
	return {
		"doctype": "Service Activity",
		"activity_name": f"{title} · {project.team.title[:2]}"
		if title
		else f"{project.title}({starts:%m月%d日})",
		"project": project.name,
		"starts_on": starts,
		"ends_on": starts + datetime.timedelta(minutes=minutes),
		"location": project.location,
		"activity_leader": project.team.leader_name,
		"people_served": rng.randint(10, 180),
		"service_content": rng.choice(CONTENTS[project.category]),
		"recipient_group": project.group,
	}


def _coming(world: World, teams: list) -> int:
	"""Published with sign-ups, one of them full; a draft; one called off; one done but not recorded yet."""
	for number, team in enumerate(teams[:6]):
		doc = planned(world, team, 6 + 3 * number, capacity=(6, 20, 0, 15, 8, 30)[number])
		doc = move(doc, "Published", team.leader_user)
		crowd = world.members(team.name)[: (9, 7, 5, 4, 3, 2)[number]]
		with acting(team.leader_user):
			for person in crowd:
				enter.sign_up(doc.name, enter.Ask(person.name))
	planned(world, teams[6], 40)
	doc = move(planned(world, teams[7], 12, capacity=10), "Published", teams[7].leader_user)
	move(doc, "Called Off", teams[7].leader_user, decision_reason="台风预警,活动取消。")
	done = planned(world, teams[8], -2, crowd=world.members(teams[8].name)[:5])
	move(done, "Completed", teams[8].leader_user)
	return 9


def _collecting(world: World, team) -> int:
	"""Two days with two shifts each; people said when they could serve, and one day is given out."""
	with acting(team.leader_user):
		doc = planned(world, team, 20, capacity=12)
		doc.activity_name, doc.collects_availability = "邻里节志愿服务(先收集时间)", 1
		doc.starts_on, doc.ends_on = world.moment(20, 9), world.moment(21, 17)
		doc.save()
		shifts = [
			insert(
				{
					"doctype": "Activity Shift",
					"activity": doc.name,
					"shift_title": title,
					"starts_on": world.moment(day, hour),
					"ends_on": world.moment(day, hour + 3),
					"capacity": 3,
				}
			).name
			for day in (20, 21)
			for title, hour in (("上午班", 9), ("下午班", 14))
		]
	move(doc, "Published", team.leader_user)
	people = world.members(team.name)[:10]
	for number, person in enumerate(people):
		could = [shift for place, shift in enumerate(shifts) if (number + place) % 3]
		answers.answer(doc.name, enter.Ask(person.name, is_own=True, says_when=True), could)
	with acting(team.leader_user):
		picks = [(pick["shift"], pick["volunteer"]) for pick in propose.evenly(doc.name)]
		assign.assign(doc.name, [pick for pick in picks if pick[0] in shifts[:2]])
	return len(people)


def planned(world: World, team, offset: int, capacity: int = 0, crowd: list | None = None):
	"""An activity that its leader drafts."""
	day = world.day(offset)
	values = activity_values(
		world, running_on(world, team.key, day)[0], None, world.moment(offset, 9, 30), 150
	)
	values.update(capacity=capacity, any_number=int(not capacity))
	values["participants"] = [{"volunteer": person.name, "status": "Attended"} for person in crowd or ()]
	with acting(team.leader_user):
		return insert(values)
