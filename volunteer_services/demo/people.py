"""Some 300 volunteers: who they are, how they registered, which team they joined, who leads it."""

import datetime

import frappe

from volunteer_services.demo import staff
from volunteer_services.demo.data.names import STREETS, Names
from volunteer_services.demo.papers import contact, identity, occupation, proof
from volunteer_services.demo.world import World, insert
from volunteer_services.volunteer_registry.services import memberships, registration

PER_TEAM = 20
# Of each team's twenty: who is not an adult in work with a mobile number.
ELDERS, MINORS, CHILD = range(1, 5), range(5, 7), 7
STATES = {
	8: "Applied",
	9: "Pending Review",
	10: "Returned",
	11: "Rejected",
	12: "Suspended",
	13: "Deregistered",
}
"""Position in the team → state; each of them in some teams only (``_state``)."""
IN_TEAMS = ("Registered", "Suspended", "Deregistered")
SUSPENDED, LEFT = -25, -18
"""Days from today on which some were suspended and some left."""
SET_APART = 5
"""So many teams hold the volunteers around each threshold: one threshold a team, a minute below, on it and a
minute above. In the next team somebody is just above the first until a record is corrected."""
_SKILLS = (
	"First Aid",
	"Psychological Counselling",
	"Legal Advice",
	"Sign Language",
	"Teaching",
	"Appliance Repair",
)
_CERTIFIED = ("First Aid", "Psychological Counselling", "Legal Advice")
_KINDS = (
	"Party Member",
	"Property Owner",
	"Professional",
	"Backbone Volunteer",
	"Emergency Volunteer",
	"Online Volunteer",
)
_INTERESTS = ("合唱", "书法", "摄影", "太极拳", "羽毛球", "烘焙", "粤剧", "园艺")
_REASONS = {
	"Returned": "请补充监护人联系电话后再提交。",
	"Rejected": "本人表示不愿意遵守服务队纪律。",
	"Suspended": "连续三次报名后无故缺席，暂停服务三个月。",
	"Deregistered": "本人迁往外省居住。",
}


def make(world: World) -> str:
	"""Files, memberships and the users of leaders and of a few volunteers."""
	names = Names(world.rng)
	attachment = proof()
	for number, team in enumerate(world.teams[key] for key in world.teams if world.teams[key].site):
		for position in range(PER_TEAM):
			world.people.append(_person(world, names, team, number, position, attachment))
	_join_teams(world)
	_portal_users(world)
	withdrawn = next(person for person in reversed(world.people) if person.state == "Registered")
	registration.withdraw_consent(withdrawn.name, "本人来函撤回同意，记录依法留存。")
	withdrawn.state = "Restricted"
	world.people.sort(key=lambda person: person.name)
	return f"{len(world.people)} files"


def _person(world: World, names: Names, team, number: int, position: int, attachment: str) -> frappe._dict:
	rng = world.rng
	sex = rng.choice(("Male", "Female"))
	state = _state(number, position)
	apart = (number < SET_APART and position in (14, 15, 16)) or (number == SET_APART and position == 15)
	applied = world.day(-rng.randint(760, 1000) if position == 0 or apart else -rng.randint(40, 1000))
	if state in ("Applied", "Pending Review", "Returned", "Rejected"):
		applied = world.day(-rng.randint(12, 40))
	born = _birth(world, position)
	registered = applied + datetime.timedelta(days=rng.randint(2, 9))
	is_known = state in IN_TEAMS
	name = names.new(sex)
	paper = identity(world, sex, born, number * PER_TEAM + position, team.region)
	doc = {
		"doctype": "Volunteer Profile",
		"full_name": paper.pop("full_name", name),
		"sex": sex,
		"date_of_birth": born,
		"region": team.region,
		"primary_team": team.name,
		"address": f"{rng.choice(STREETS)}{rng.randint(1, 180)}号",
		"data_consent": 1,
		"data_consent_on": datetime.datetime.combine(applied, datetime.time(10, rng.randint(0, 59))),
		"consent_method": rng.choice(("Paper Form", "Website"))
		if position not in ELDERS
		else "Witnessed Orally",
		"applied_on": applied,
		"registered_on": registered if is_known else None,
		"reviewed_by": team.manager if is_known else None,
		"state_changed_on": registered if is_known else None,
		"decision_reason": _REASONS.get(state),
		"exit_reason": "Moved Away" if state == "Deregistered" else None,
		"emergency_contact": names.new("Female"),
		"emergency_phone": f"020-8333{rng.randint(2000, 8999)}",
		**paper,
		**contact(position, number * PER_TEAM + position, ELDERS, attachment, names),
		**occupation(rng, position, MINORS, CHILD, ELDERS),
		**_abilities(rng, position),
	}
	if position in MINORS or position == CHILD:
		doc.update(_guardian(names, rng, position))
	if state == "Suspended":
		doc["state_changed_on"] = world.day(SUSPENDED)
	if state == "Deregistered":
		doc["state_changed_on"] = world.day(LEFT)
	if position == 0:
		doc["user"] = team.leader_user = staff.make_user(f"leader.{team.key}", name)
	stored = insert(doc, state)
	person = frappe._dict(
		name=stored.name,
		full_name=stored.full_name,
		sex=stored.sex,
		born=stored.date_of_birth,
		team=team.name,
		team_key=team.key,
		state=state,
		applied_on=applied,
		registered_on=registered,
		position=position,
		is_set_apart=apart,
		threshold=(number, position - 15) if apart else None,
	)
	if position == 0:
		team.leader, team.leader_name = person.name, person.full_name
	return person


def _state(number: int, position: int) -> str:
	"""Most are registered; each other state occurs in about a third of the teams."""
	state = STATES.get(position)
	is_applicant = state in ("Applied", "Pending Review")
	if (state and (number + position) % 3 == 0) or (is_applicant and number % 2 == 0):
		return state
	return "Registered"


def _birth(world: World, position: int) -> datetime.date:
	year = world.today.year
	if position in ELDERS:
		ages = (61, 84)
	elif position in MINORS:
		ages = (15, 17)
	elif position == CHILD:
		ages = (10, 13)
	else:
		ages = (19, 58)
	born = year - world.rng.randint(*ages)
	return datetime.date(born, world.rng.randint(1, 12), world.rng.randint(1, 28))


def _guardian(names: Names, rng, position: int) -> dict:
	return {
		"guardian_name": names.new("Female"),
		"guardian_phone": f"020-8333{rng.randint(2000, 8999)}",
		"guardian_consent": 1,
		"child_data_consent": int(position == CHILD),
	}


def _abilities(rng, position: int) -> dict:
	skills = rng.sample(_SKILLS, rng.choice((0, 1, 1, 2)))
	days = rng.sample(("Monday", "Wednesday", "Friday", "Saturday", "Sunday"), rng.choice((0, 1, 2)))
	kinds = rng.sample(_KINDS, rng.choice((0, 1, 1, 2)))
	if position in ELDERS:
		kinds = [*kinds, "Five Elders"][-2:]
	elif position in MINORS or position == CHILD:
		kinds, skills = ["Student", "Parent and Child"] if position == CHILD else ["Student"], []
	return {
		"member_kinds": [{"volunteer_kind": kind} for kind in kinds],
		"skills": [
			{
				"skill": skill,
				"certificate_number": f"DEMO-{rng.randint(1000, 9999)}" if skill in _CERTIFIED else None,
			}
			for skill in skills
		],
		"availability": [{"weekday": day, "from_time": "14:00:00", "to_time": "17:30:00"} for day in days],
		"interests": "、".join(rng.sample(_INTERESTS, rng.choice((0, 1, 2)))),
		"service_limits": "不宜登高和搬重物" if position in ELDERS and rng.random() < 0.5 else None,
	}


def _membership(world: World, person) -> dict:
	"""The person's term in the team; who deregistered has left it."""
	joined = min(person.registered_on + datetime.timedelta(days=world.rng.randint(0, 20)), world.today)
	left = max(world.day(LEFT), joined) if person.state == "Deregistered" else None
	return {
		"volunteer": person.name,
		"volunteer_name": person.full_name,
		"team": person.team,
		"role": {0: "Leader", 17: "Deputy"}.get(person.position, "Member"),
		"joined_on": joined,
		"left_on": left,
		"leaving_reason": "迁出" if left else None,
		"open_key": None if left else memberships.open_key(person.name, person.team),
	}


def _join_teams(world: World) -> None:
	"""Leaders join by the form, which appoints them; the others, without a user, by multi-row insert."""
	people = [person for person in world.people if person.state in IN_TEAMS]
	rows = [_membership(world, person) for person in people]
	for row in rows:
		if row["role"] == "Leader":
			insert({"doctype": "Team Membership", **row})
	stamp, user = frappe.utils.now(), frappe.session.user
	plain = [
		{
			"name": f"{world.rng.getrandbits(80):020x}",
			"creation": stamp,
			"modified": stamp,
			"owner": user,
			"modified_by": user,
			**row,
		}
		for row in rows
		if row["role"] != "Leader"
	]
	frappe.db.bulk_insert("Team Membership", list(plain[0]), [tuple(row.values()) for row in plain])


def _portal_users(world: World) -> None:
	"""A few volunteers look at their own file; one of them prefers English."""
	adults = [person for person in world.people if person.position == 18 and person.state == "Registered"]
	for user, person in zip(staff.PORTAL_VOLUNTEERS, adults, strict=False):
		doc = frappe.get_doc("Volunteer Profile", person.name)
		doc.user = staff.make_user(user, person.full_name, "en" if user.endswith("4") else "zh")
		doc.notify_by = "Desk Notice"
		doc.save()
		frappe.get_doc("User", doc.user).add_roles("Volunteer")
