"""A year of needs in three communities: who is served, what they asked, who goes to whom, what is offered."""

from __future__ import annotations

import datetime
import random

import frappe

from volunteer_services.demo.world import SEED, World, acting, insert
from volunteer_services.service_needs.services.pairs import following
from volunteer_services.service_needs.services.recipients import contact, visited

# A chance of its own, so that the other steps tell what they told before.
CHANCE = random.Random(SEED)  # noqa: S311 (a story, no secret)
COMMUNITIES, EACH, NEEDS_EACH = 3, 12, 20
SURNAMES = "陈李黄何梁谭冯区邓罗"
# (form of address, groups, birth year, living, care, further values)
PEOPLE: tuple[tuple[str, tuple[str, ...], int, str, str, dict], ...] = (
	("婆婆", ("Elderly Living Alone",), 1941, "Lives Alone", "Cares for Oneself", {}),
	("伯", ("Elderly Living Alone",), 1938, "Children Live Elsewhere", "Partly Dependent", {}),
	("婶", ("Low-income Households",), 1958, "With Family", "", {}),
	("叔", ("People with Disabilities",), 1969, "With Spouse", "Dependent", {"guardian_is_there": 1}),
	(
		"同学",
		("Migrant Children",),
		2015,
		"With Family",
		"",
		{"guardian_name": "家长", "guardian_is_there": 1},
	),
	("先生", ("People with Disabilities",), 1999, "With Family", "Partly Dependent", {}),
)
NEEDS = (
	("陪伴探访", "子女在外地，想有人每周来坐坐、说说话"),
	("助餐助洁", "行动不便，需要午餐送上门"),
	("家电维修", "洗衣机不排水，想请人看看"),
	("代办跑腿", "帮忙到药店取长期处方药"),
	("陪诊", "下周三上午到区医院复诊，需要人陪同"),
	("助学", "放学后功课没人辅导"),
	("微心愿", "想要一台收音机"),
)
OFFERS = (
	("家电义修", "家电维修", "小家电免费检修，自备配件", "每月第一个周六上午"),
	("长者送餐", "助餐助洁", "工作日午餐送上门", "周一至周五 11:30"),
	("功课辅导", "助学", "小学功课辅导，大学生志愿者一对一", "每周二、四 17:00"),
	("法律咨询", "法律", "婚姻、继承、物业纠纷咨询", "每周三下午"),
)
LATEST = (
	"Received",
	"Verified",
	"Dispatched",
	"Accepted",
	"In Service",
	"Awaiting Rating",
	"Sent Back",
	"Declined",
	"Cancelled",
	"Joined to Another",
)
REASONS = {
	"Sent Back": {"decision_reason": "本周人手不足，请另派。"},
	"Declined": {"reason_code": "Paid Work", "answer": "属有偿维修，请联系物业公司。"},
	"Cancelled": {"decision_reason": "家属已自行解决。"},
	"Unmet": {"reason_code": "Skills Missing", "answer": "本街道暂无合适人员，已转区志愿者协会。"},
}
PAIR_STATES = ("Paired", "Paired", "Paired", "Suspended", "To Be Continued", "Ended", "Planned")
WORDS = ("很耐心，谢谢。", "来得准时。", "希望下次还是他们来。", "帮了大忙。")


def make(world: World) -> str:
	"""Recipients with their needs and pairs for the first teams with a site; the menu of these sites."""
	CHANCE.seed(SEED)
	teams = [team for team in world.small_teams() if team.site][:COMMUNITIES]
	people = [(team, doc) for team in teams for doc in _recipients(world, team)]
	needs = sum(_needs(world, team, [doc for one, doc in people if one is team]) for team in teams)
	pairs = sum(_pairs(world, team, [doc for one, doc in people if one is team]) for team in teams)
	offers = sum(_offers(team) for team in teams)
	return f"{len(people)} recipients, {needs} needs, {pairs} pairings, {offers} offers"


def _place(team) -> frappe._dict:
	return frappe.db.get_value("Volunteer Team", team.name, ["region", "site"], as_dict=True)


def _recipients(world: World, team) -> list:
	found = []
	for number in range(EACH):
		address, groups, born, living, care, further = PEOPLE[number % len(PEOPLE)]
		doc = insert(
			{
				"doctype": "Service Recipient",
				"recipient_name": f"{CHANCE.choice(SURNAMES)}{address}",
				"birth_year": born,
				"groups": [{"recipient_group": group} for group in groups],
				"living": living,
				"care_level": care,
				"languages": CHANCE.choice(("粤语", "普通话", "客家话")),
				"consent": 1,
				"consent_on": world.day(-360),
				"consent_way": "By Guardian or Proxy" if further else "Paper Form",
				"may_share_address": 1,
				**_place(team),
				**further,
			}
		)
		contact.keep(
			doc.name,
			{"address": f"幸福里{number + 1}号{CHANCE.randint(1, 8)}01", "phone": f"020-8{number:07d}"},
		)
		found.append(doc)
	return found


def _needs(world: World, team, people: list) -> int:
	place, project = _place(team), _project(world, team)
	for number in range(NEEDS_EACH):
		kind, content = NEEDS[number % len(NEEDS)]
		person = people[number % len(people)]
		asked = world.day(-17 * number - 2)
		state = _state(number, bool(project))
		doc = insert(
			{
				"doctype": "Service Need",
				"need_kind": kind,
				"content": content,
				"channel": CHANCE.choice(("Home Visit", "Phone", "At the Window", "Grid Worker")),
				"recipient": person.name,
				"headcount": 2 if person.care_level == "Dependent" else 1,
				"verified_way": "Phone",
				**place,
			},
			state,
			by_service=True,
		)
		_happened(world, doc, asked, state, team, project)
	return NEEDS_EACH


def _state(number: int, has_project: bool) -> str:
	"""The latest ones wait; the older ones were served, a few not."""
	if number < len(LATEST):
		return LATEST[number]
	if number == len(LATEST):
		return "Unmet"
	return "Done" if has_project else "Cancelled"


def _happened(world: World, doc, asked: datetime.date, state: str, team, project: str | None) -> None:
	"""When it was: the clock of the demo runs in the past."""
	moment = datetime.datetime.combine(asked, datetime.time(10))
	values: dict = {"received_on": moment, "answer_by": moment + datetime.timedelta(days=5)}
	if state != "Received":
		late = CHANCE.random() < 0.1
		values |= {
			"verified_on": moment,
			"answered_on": moment + datetime.timedelta(days=7 if late else 1),
			"answer": "已核实，正在安排志愿者。",
		}
	if state in ("Dispatched", "Accepted", "In Service", "Awaiting Rating", "Done"):
		values |= {"team": team.name, "dispatched_on": moment + datetime.timedelta(days=1)}
	if state == "Dispatched":
		values["accept_by"] = datetime.datetime.combine(world.day(1), datetime.time(18))
	if state in ("Awaiting Rating", "Done"):
		served = min(asked + datetime.timedelta(days=CHANCE.randint(2, 9)), world.day(-1))
		values |= {"served_on": served, "project": project}
		visited.count([doc.recipient], served)
	if state == "Done":
		values |= {
			"rating": CHANCE.choice((4, 5, 5, 5)),
			"rating_words": CHANCE.choice(WORDS),
			"rated_by_way": "Phone",
			"rated_on": moment + datetime.timedelta(days=12),
		}
	if state == "In Service":
		values["project"] = project
	values |= REASONS.get(state, {})
	frappe.db.set_value("Service Need", doc.name, values, update_modified=False)


def _project(world: World, team) -> str | None:
	found = [row.name for row in world.projects if row.team.name == team.name]
	return found[0] if found else None


def _pairs(world: World, team, people: list) -> int:
	members = world.members(team.name)
	made = 0
	for number, (person, who) in enumerate(zip(people, members, strict=False)):
		if number == len(PAIR_STATES):
			break
		state = PAIR_STATES[number]
		doc = insert(
			{
				"doctype": "Recipient Pairing",
				"recipient": person.name,
				"volunteer": who.name,
				"team": team.name,
				"guardian_is_there": int(person.care_level == "Dependent"),
				"purpose": "每周探访，陪伴聊天，留意身体状况。",
				"from_date": world.day(-120),
				"visits_per_month": 4,
				"coordinator": team.leader_user,
				"decision_reason": None if state in ("Paired", "Planned") else "志愿者工作调动。",
			},
			state,
		)
		made += 1
		if state != "Paired":
			continue
		for days in range(110, 5 + 10 * number, -7):
			insert(
				{
					"doctype": "Pairing Contact",
					"pairing": doc.name,
					"contact_on": world.day(-days),
					"contact_kind": CHANCE.choice(("Phone", "Home Visit")),
					"minutes": 10,
					"note": "一切都好。",
				}
			)
	if made:
		with acting("Administrator"):
			following.remind()
	return made


def _offers(team) -> int:
	place = _place(team)
	for name, kind, text, when in OFFERS:
		insert(
			{
				"doctype": "Service Offer",
				"offer_name": name,
				"need_kind": kind,
				"offer_text": text,
				"when_offered": when,
				"team": team.name,
				"is_published": 1,
				**place,
			}
		)
	return len(OFFERS)
