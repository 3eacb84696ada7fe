"""What follows from the records: stars, certificates, corrections, and the stars once more."""

import frappe

from volunteer_services.demo.world import World, acting, move
from volunteer_services.service_records.services import certificates, corrections
from volunteer_services.volunteer_recognition.services import recalculation

REASONS = {
	"Returned": "请附上当天的签到照片。",
	"Rejected": "经核对原始签到表,原记录无误。",
}


def make(world: World) -> str:
	"""Certificates are issued before some of their records are corrected."""
	first = recalculation.recalculate()
	holders = _holders(world)
	issued = [_issue(world, person, team) for person, team in holders]
	_revoke(issued[-1], holders[-1][1])
	_supersede(holders[0], issued[0])
	asked = _open_corrections(world, holders[1:5])
	_below_the_threshold(world)
	second = recalculation.recalculate()
	granted = first["granted"] + second["granted"]
	return f"{granted} stars, {len(issued) + 1} certificates, {asked + 2} corrections"


def _holders(world: World) -> list[tuple]:
	"""The busiest volunteer of each of eight teams, with the team."""
	minutes = dict(
		frappe.get_all("Volunteer Profile", fields=["name", "total_minutes"], as_list=True, order_by="name")
	)
	found = []
	for team in world.small_teams()[:8]:
		people = [person for person in world.members(team.name) if person.position]
		found.append((max(people, key=lambda person: (minutes[person.name], person.name)), team))
	return found


def _issue(world: World, person, team) -> str:
	"""The site that recorded issues, for the last year."""
	with acting(team.manager):
		doc = certificates.prepare(
			person.name,
			team.unit,
			world.day(-365),
			world.day(-1),
			purpose="升学就业证明",
			requested_by_name=person.full_name,
		)
		doc.submit()
	return doc.name


def _revoke(certificate: str, team) -> None:
	with acting(team.city_officer):
		certificates.revoke(certificate, "申请人提供的用途不实。")


def _logs_of(person, limit: int = 1) -> list[frappe._dict]:
	"""The person's latest approved records of at least two hours, one a day."""
	return frappe.get_all(
		"Service Log",
		filters={
			"volunteer": person.name,
			"docstatus": 1,
			"minutes": [">=", 120],
			"approval_level": "Site",
			"day_minutes": ["<=", 480],
		},
		fields=["name", "minutes", "starts_on", "ends_on"],
		order_by="service_date desc, name",
		limit=limit,
	)


def _ask(log, user: str, reason: str, submit: bool = True, **changes):
	with acting(user):
		return corrections.ask(log.name, reason, changes, submit=submit)


def _supersede(holder: tuple, certificate: str) -> None:
	"""A shown record ended half an hour earlier: the certificate is superseded, a new one takes its place."""
	person, team = holder
	log = _logs_of(person)[0]
	ends_on = frappe.utils.add_to_date(log.ends_on, minutes=-30, as_datetime=True)
	doc = _ask(log, team.leader_user, "结束时间登记有误,实际提前30分钟结束。", new_ends_on=ends_on)
	move(doc, "Approved", team.manager)
	with acting(team.manager):
		certificates.reissue(certificate).submit()


def _open_corrections(world: World, holders: list[tuple]) -> int:
	"""One each that waits, is a draft, was returned, was rejected."""
	for (person, team), state in zip(
		holders, ("Pending Review", "Draft", "Returned", "Rejected"), strict=True
	):
		log = _logs_of(person)[0]
		doc = _ask(
			log,
			team.leader_user,
			"服务地点登记有误。",
			submit=state != "Draft",
			new_location="社区党群服务中心",
		)
		if state in REASONS:
			move(doc, state, team.manager, decision_reason=REASONS[state])
	return len(holders)


def _below_the_threshold(world: World) -> None:
	"""Twenty minutes less take somebody below a star that was granted: the award is to be reviewed."""
	person = next(one for one in world.people if one.is_set_apart and one.threshold[0] == 5)
	team = next(team for team in world.small_teams() if team.name == person.team)
	log = _logs_of(person)[0]
	ends_on = frappe.utils.add_to_date(log.ends_on, minutes=-20, as_datetime=True)
	doc = _ask(log, team.leader_user, "午休时间多计20分钟。", new_ends_on=ends_on)
	move(doc, "Approved", team.manager)
