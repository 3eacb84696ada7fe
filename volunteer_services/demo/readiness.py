"""Readiness in the story: certificates in every state, trainings with passes, insurance, an accident,
agreements."""

import datetime

import frappe

from volunteer_services.demo.world import World, acting, insert, move
from volunteer_services.volunteer_readiness.services import covers, daily, qualifications, roll

INSURER, HOLDER = "示例财产保险公司（演示）", "示例社会工作服务中心（演示）"
TYPES = (
	("急救员证", "First Aid", 36, 0, "First Aid"),
	("健康证", "Health", 12, 12, None),
	("心理咨询师证", "Counselling", 0, 0, "Psychological Counselling"),
)
# (kind, issued so many days ago, counts until so many days from today, is verified)
CERTIFICATES = (
	("急救员证", 400, 695, True),
	("急救员证", 1075, 20, True),
	("健康证", 350, 15, True),
	("健康证", 420, -55, True),
	("心理咨询师证", 900, None, True),
	("急救员证", 12, 1083, False),
)
BASICS, FIRST_AID = "志愿服务基础培训", "应急救护岗位培训"
SESSIONS = ((BASICS, -60, 9, 3), (FIRST_AID, -30, 9, 4), (FIRST_AID, 21, 14, 4))
TEAMS = 6


def make(world: World) -> str:
	"""Types, certificates, courses and insurance of the first teams that serve."""
	teams = world.small_teams()[:TEAMS]
	_masters()
	held = sum(_certificates(world, team) for team in teams)
	attended = sum(_trainings(world, team) for team in teams[:3])
	insured = _insurance(world, teams[:2])
	_accident(world, teams[0])
	_agreements(world, teams[0])
	daily.refresh(world.today)
	return f"{held} certificates, {attended} attendances, {insured} covers, a claim, two agreements"


def _masters() -> None:
	insert(
		{
			"doctype": "Volunteer Course",
			"title": BASICS,
			"kind": "General Course",
			"theme": "价值导向",
			"hours": 3,
			"content": "志愿精神、志愿服务条例、服务礼仪与安全须知",
		}
	)
	insert(
		{
			"doctype": "Volunteer Course",
			"title": FIRST_AID,
			"kind": "Post Course",
			"theme": "服务技巧",
			"hours": 4,
			"pass_mark": 60,
			"valid_months": 24,
			"prerequisite": BASICS,
			"content": "心肺复苏、止血包扎、转运与现场安全",
		}
	)
	for title, kind, months, recheck, skill in TYPES:
		insert(
			{
				"doctype": "Qualification Type",
				"title": title,
				"kind": kind,
				"valid_months": months,
				"recheck_months": recheck,
				"skill": skill,
			}
		)


def _certificates(world: World, team) -> int:
	"""Entered by the leader, verified by the manager of the site."""
	people = world.members(team.name)
	done = 0
	for number, ((kind, issued, until, is_verified), person) in enumerate(
		zip(CERTIFICATES, people, strict=False), start=1
	):
		with acting(team.leader_user):
			doc = insert(
				{
					"doctype": qualifications.DOCTYPE,
					"volunteer": person.name,
					"qualification_type": kind,
					"number": f"YS{team.name[-4:]}{number:04d}",
					"issuer": "市红十字会（演示）" if kind == "急救员证" else "市疾控中心（演示）",
					"issued_on": world.day(-issued),
					"valid_until": world.day(until) if until is not None else None,
				}
			)
		if is_verified and not _is_own(person, team.manager):
			with acting(team.manager):
				qualifications.verify([doc.name])
		done += 1
	return done


def _is_own(person, user: str) -> bool:
	return frappe.db.get_value("Volunteer Profile", person.name, "user") == user


def _trainings(world: World, team) -> int:
	"""Who came, recorded from a list; some sat too short, some scored too low."""
	attended = 0
	for course, offset, hour, length in SESSIONS:
		starts = world.moment(offset, hour)
		with acting(team.manager):
			session = insert(
				{
					"doctype": "Course Session",
					"course": course,
					"organiser": HOLDER,
					"place": "社区活动中心二楼",
					"trainers": "周老师（演示）",
					"starts_on": starts,
					"ends_on": starts + datetime.timedelta(hours=length),
					"capacity": 40,
					"site": world.sites[team.site].name,
				}
			)
			if offset < 0:
				people = world.members(team.name)
				minutes = length * 60
				rows = [
					roll.Attended(person.name, minutes if n % 7 else minutes // 2, 50 + (n * 13) % 50)
					for n, person in enumerate(people)
				]
				attended += roll.record(session.name, rows)["recorded"]
	return attended


def _insurance(world: World, teams: list) -> int:
	"""A policy for all who are registered, and one by name for services with risk."""
	region = world.regions[_city(teams[0].region)]
	_policy(world, region, "DEMO-2026-0001", "All Registered", 0)
	by_name = _policy(world, region, "DEMO-2026-0002", "Named List", 1)
	names: list[str] = []
	for team in teams:
		with acting(team.manager):
			made = [
				insert({"doctype": covers.DOCTYPE, "volunteer": person.name, "policy": by_name.name}).name
				for person in world.members(team.name)[:8]
			]
			covers.mark_sent(made)
			covers.confirm(made[:6])
			names += made
	return len(names)


def _city(region: str) -> str:
	return f"{region[:4]}00"


def _policy(world: World, region: str, number: str, mode: str, way: int):
	return insert(
		{
			"doctype": covers.POLICY,
			"policy_no": number,
			"insurer": INSURER,
			"holder": HOLDER,
			"region": region,
			"from_date": world.day(-120),
			"to_date": world.day(244),
			"entry_mode": mode,
			"covers_training": 1,
			"covers_way": way,
			"max_age": 75,
			"hotline": "020-83330000",
			"benefits": [
				{"benefit": "Accident", "limit_amount": 600000},
				{"benefit": "Medical", "limit_amount": 100000, "deductible": 100},
				{"benefit": "Third Party", "limit_amount": 100000, "per_event": 1},
			],
		}
	)


def _accident(world: World, team) -> None:
	"""A fall at an activity; the insurer assesses it."""
	person = world.members(team.name)[1]
	policy = frappe.db.get_value(covers.POLICY, {"policy_no": "DEMO-2026-0001"})
	with acting(team.leader_user):
		claim = insert(
			{
				"doctype": "Insurance Claim",
				"injured_kind": "Volunteer",
				"volunteer": person.name,
				"policy": policy,
				"happened_on": world.moment(-18, 10, 20),
				"known_on": world.moment(-18, 10, 30),
				"insurer_informed_on": world.moment(-18, 15),
				"place": "社区广场",
				"what_happened": "搬运物资时踩空台阶，右脚踝扭伤。",
				"first_aid": "现场冷敷，由家属陪同就医。",
				"amount_asked": 860,
			}
		)
	move(claim, "Accepted", team.manager)
	with acting(team.manager):
		doc = frappe.get_doc(claim.doctype, claim.name)
		for row in doc.papers:
			row.received_on = world.day(-10)
		doc.save()
	move(claim, "Under Assessment", team.manager)


def _agreements(world: World, team) -> None:
	"""One in force, one that waits for its signatures."""
	unit = frappe.db.get_value(
		"Service Site Operator",
		{"parent": world.sites[team.site].name},
		"recording_unit",
		order_by="from_date desc",
	)
	for number, person in enumerate(world.members(team.name)[2:4]):
		with acting(team.leader_user):
			doc = insert(
				{
					"doctype": "Volunteer Agreement",
					"volunteer": person.name,
					"needed_because": "A Month or Longer",
					"recording_unit": unit,
					"from_date": world.day(-80),
					"to_date": world.day(285),
					"service": "每周六上午探访独居老人，为期一年",
				}
			)
		if number == 0:
			guardian = frappe.db.get_value("Volunteer Profile", person.name, "guardian_name") or "家长"
			signed = {
				"signed_on": world.day(-80),
				"signed_by": "何负责",
				"guardian_signed": 1,
				"guardian_name": guardian,
			}
			move(doc, "Signed", team.leader_user, **signed)
