"""Emergency teams in the story: two teams with a class, a drill from the order to its review, and a call-out
that gathers."""

import frappe

from volunteer_services.demo.world import World, acting, insert, move
from volunteer_services.volunteer_readiness.services import covers, qualifications
from volunteer_services.volunteer_readiness.services.emergency import responses
from volunteer_services.volunteer_readiness.services.emergency.states import CALL_OUT, RESPONSE

DECLARATION, FIRST_AID = "应急队员健康申报", "急救员证"
CLASSES = ("Supplies Transport", "Medical Aid")
DRILL_DAYS = 20


def make(world: World) -> str:
	"""Teams, insurance and declarations; the drill lies some weeks back."""
	teams = world.small_teams()[:2]
	for team, emergency_class in zip(teams, CLASSES, strict=True):
		_name_emergency_team(team, emergency_class)
	_require_first_aid()
	_insure(world, teams[0])
	for team in teams:
		_declare(world, team)
	drilled, called = _drill(teams[0]), _gather(teams[0])
	return f"2 teams, {drilled} people at a drill, {called} called out"


def _name_emergency_team(team, emergency_class: str) -> None:
	with acting(team.manager):
		doc = frappe.get_doc("Volunteer Team", team.name)
		doc.emergency_class, doc.assembly_point = emergency_class, "社区应急物资点"
		doc.max_response_minutes = 30
		doc.save()


def _require_first_aid() -> None:
	kind = frappe.get_doc("Qualification Type", FIRST_AID)
	kind.append("must_for", {"emergency_class": CLASSES[1]})
	kind.save()


def _insure(world: World, team) -> None:
	insert(
		{
			"doctype": covers.POLICY,
			"policy_no": "DEMO-2026-0003",
			"insurer": "示例财产保险公司（演示）",
			"holder": "示例社会工作服务中心（演示）",
			"region": world.regions[f"{team.region[:4]}00"],
			"from_date": world.day(-120),
			"to_date": world.day(244),
			"entry_mode": "All Registered",
			"covers_service": 1,
			"covers_rescue": 1,
			"covers_drill": 1,
			"covers_way": 1,
			"min_age": 18,
			"max_age": 65,
			"benefits": [{"benefit": "Accident", "limit_amount": 800000}],
		}
	)


def _declare(world: World, team) -> None:
	"""Half of the members have declared that they are fit, entered by the leader, seen by the manager."""
	for number, person in enumerate(world.members(team.name)[::2], start=1):
		with acting(team.leader_user):
			doc = insert(
				{
					"doctype": qualifications.DOCTYPE,
					"volunteer": person.name,
					"qualification_type": DECLARATION,
					"number": f"JK{team.name[-4:]}{number:03d}",
					"issued_on": world.day(-40),
				}
			)
		if frappe.db.get_value("Volunteer Profile", person.name, "user") != team.manager:
			with acting(team.manager):
				qualifications.verify([doc.name])


def _call_out(team, **values):
	with acting(team.manager):
		doc = insert(
			{
				"doctype": CALL_OUT,
				"team": team.name,
				"order_from": "区应急指挥部（演示）",
				"level": "Ⅳ",
				"place": "沿江低洼路段",
				**values,
			}
		)
	return move(doc, "Ordered Out", team.manager)


def _asked(doc) -> list[str]:
	return frappe.get_all(RESPONSE, {"call_out": doc.name}, pluck="name", order_by="volunteer")


def _drill(team) -> int:
	doc = _call_out(
		team,
		kind="Drill",
		scenario="防汛物资转运演练",
		order_no="演练〔2026〕3号",
		posts=[{"post_title": "搬运", "headcount": 8}, {"post_title": "登记", "headcount": 2}],
	)
	doc = move(doc, "Gathering", team.manager)
	came = _asked(doc)[:10]
	with acting(team.manager):
		responses.mark(came, "Arrived")
	doc = move(doc, "Under Way", team.manager)
	with acting(team.manager):
		responses.mark(came, "Departed")
	doc = move(doc, "Withdrawn", team.manager)
	doc = move(
		doc,
		"Reviewed",
		team.manager,
		problems="第二批集结超过30分钟；对讲机数量不足。",
		improvements="调整值班表；增配对讲机四台。",
	)
	move(doc, "Call-out Closed", team.manager)
	_set_back(doc.name)
	return len(came)


def _set_back(name: str) -> None:
	"""The drill was weeks ago, and lasted three hours."""
	values = {"name": name, "days": DRILL_DAYS}
	for doctype, key, columns in (
		(CALL_OUT, "name", ("ordered_on", "wave_called_on", "withdrawn_on", "reviewed_on")),
		(RESPONSE, "call_out", ("asked_on", "answered_on", "arrived_on", "out_on")),
	):
		sets = ", ".join(f"`{column}` = `{column}` - interval %(days)s day" for column in columns)
		frappe.db.sql(f"update `tab{doctype}` set {sets} where `{key}` = %(name)s", values)  # noqa: S608
	frappe.db.sql(
		"""update `tabCall-out Response` set `arrived_on` = `arrived_on` - interval 3 hour
		where `call_out` = %(name)s""",
		values,
	)


def _gather(team) -> int:
	"""A call-out of these days: some come, some cannot, some have not answered."""
	doc = _call_out(
		team,
		kind="Real",
		scenario="暴雨内涝群众转移",
		order_no="应急〔2026〕17号",
		posts=[{"post_title": "转运老人", "headcount": 4}, {"post_title": "物资转运", "headcount": 8}],
	)
	asked = _asked(doc)
	with acting(team.manager):
		for part, step, minutes in (
			(asked[0:4], "Yes", 20),
			(asked[4:6], "Later", 60),
			(asked[6:8], "No", 0),
			(asked[0:2], "Arrived", 0),
		):
			responses.mark(part, step, minutes)
	move(doc, "Gathering", team.manager)
	return len(asked)
