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
# (first aid, what happened, the steps of the settlement)
ACCIDENTS = (
	("现场冷敷。", "搬运物资时踩空台阶，右脚踝扭伤。", ("Accepted", "Under Assessment")),
	("清洗包扎。", "清理河道时左手被划伤。", ()),
	("现场休息补水。", "高温天执勤时中暑。", ("Accepted",)),
	("由家属陪同就医。", "骑行探访途中摔倒，膝部擦伤。", ("Accepted", "Under Assessment", "Papers Wanted")),
	("送社区医院。", "搭建舞台时腰部扭伤。", ("Accepted", "Under Assessment", "Paid")),
	("现场处理。", "自带工具损坏，手指轻伤。", ("Accepted", "Under Assessment", "Rejected")),
	("送医院。", "巡查时被犬只咬伤。", ("Accepted", "Under Assessment", "Paid", "Claim Closed")),
)
# (first day, last day, the steps)
AGREEMENTS = (
	(10, 375, ()),
	(20, 385, ("Signed",)),
	(-80, 285, ("Signed", "In Force")),
	(-300, -20, ("Signed", "In Force", "Ended")),
	(-90, 200, ("Signed", "In Force", "Terminated")),
)


def make(world: World) -> str:
	"""Types, certificates, courses and insurance of the first teams that serve."""
	teams = world.small_teams()[:TEAMS]
	_masters()
	held = sum(_certificates(world, team) for team in teams)
	attended = sum(_trainings(world, team) for team in teams[:3])
	insured = _insurance(world, teams[:2])
	claims, agreed = _claims(world, teams[0]), _agreements(world, teams[0])
	daily.refresh(world.today)
	return (
		f"{held} certificates, {attended} attendances, {insured} covers, {claims} claims, {agreed} agreements"
	)


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


def _claims(world: World, team) -> int:
	"""An accident at each stage of its settlement."""
	people = world.members(team.name)
	for number, (happened, what, path) in enumerate(ACCIDENTS):
		claim = _report(world, team, people[number % len(people)], -18 - 9 * number, happened, what)
		for state in path:
			claim = _settle(claim, state, team.manager, world)
	return len(ACCIDENTS)


def _report(world: World, team, person, offset: int, happened: str, what: str):
	policy = frappe.db.get_value(covers.POLICY, {"policy_no": "DEMO-2026-0001"})
	with acting(team.leader_user):
		return insert(
			{
				"doctype": "Insurance Claim",
				"injured_kind": "Volunteer",
				"volunteer": person.name,
				"policy": policy,
				"happened_on": world.moment(offset, 10, 20),
				"known_on": world.moment(offset, 10, 30),
				"insurer_informed_on": world.moment(offset, 15),
				"place": "社区广场",
				"what_happened": what,
				"first_aid": happened,
				"amount_asked": 860,
			}
		)


def _settle(claim, state: str, user: str, world: World):
	"""A step of the settlement by the site's manager, with what it asks for."""
	values = {
		"Paid": {"amount_paid": 640, "compensated_by": "Insurer"},
		"Rejected": {"decision_reason": "不属于保险责任范围。"},
	}.get(state, {})
	if state == "Under Assessment":
		with acting(user):
			doc = frappe.get_doc(claim.doctype, claim.name)
			for row in doc.papers:
				row.received_on = world.day(-10)
			doc.save()
	return move(claim, state, user, **values)


def _agreements(world: World, team) -> int:
	"""One in each state: a draft, one that begins later, in force, ended, terminated."""
	unit = frappe.db.get_value(
		"Service Site Operator",
		{"parent": world.sites[team.site].name},
		"recording_unit",
		order_by="from_date desc",
	)
	people = world.members(team.name)
	for number, (first, last, path) in enumerate(AGREEMENTS):
		person = people[(number + 2) % len(people)]
		with acting(team.leader_user):
			doc = insert(
				{
					"doctype": "Volunteer Agreement",
					"volunteer": person.name,
					"needed_because": "A Month or Longer",
					"recording_unit": unit,
					"from_date": world.day(first),
					"to_date": world.day(last),
					"service": "每周六上午探访独居老人",
				}
			)
		for state in path:
			doc = _agree(doc, state, team, person, world.day(min(first, 0)))
	return len(AGREEMENTS)


def _agree(doc, state: str, team, person, signed_on: datetime.date):
	if state == "Signed":
		guardian = frappe.db.get_value("Volunteer Profile", person.name, "guardian_name") or "家长"
		signed = {"signed_on": signed_on, "signed_by": "何负责"}
		return move(doc, state, team.leader_user, **signed, guardian_signed=1, guardian_name=guardian)
	if state == "Terminated":
		return move(doc, state, team.manager, decision_reason="志愿者迁往外地。")
	return move(doc, state, team.leader_user)
