"""Service that the stations hear of late, or from the volunteers themselves: make-up entries with their
declarations, own reports with their witnesses; each in every state."""

import datetime

import frappe

from volunteer_services.demo.events import planned
from volunteer_services.demo.world import World, acting, insert, move
from volunteer_services.service_records.domain.self_report import Told, WitnessKind
from volunteer_services.service_records.services.self_reports import places, sending

DECLARATION = "Make-up Declaration"
OFFSET = -40
# (kind, reason, the steps)
DECLARATIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
	("Service Offline", "社区断网两周,当天用纸质签到表,现据此补录。", ()),
	("Urgent Call", "台风后紧急清障,人员分批集合,事后整理名单补录。", ("Pending Approval",)),
	("System Failure", "平台升级期间无法登记,已留存签到照片。", ("Pending Approval", "Approved")),
	("Service Offline", "队长住院,由副队长凭签到表补录。", ("Pending Approval", "Returned")),
	("Other", "经办人更换,交接时发现当天活动未登记。", ("Pending Approval", "Rejected")),
	(
		"Service Offline",
		"敬老院内不便用手机,当天纸质签到。",
		("Pending Approval", "Approved", "Cancelled"),
	),
)
REASONS = {
	"Returned": "请补齐签到表第二页后再提交。",
	"Rejected": "签到表日期与活动日期不符。",
	"Cancelled": "同一活动已由其他队伍登记。",
}
# (days ago, what was done, the steps)
REPORTS: tuple[tuple[int, str, tuple[str, ...]], ...] = (
	(3, "陪同独居老人到医院复诊取药", ()),
	(5, "帮行动不便的邻居搬运生活物资", ("Waiting for Acceptance",)),
	(7, "为社区儿童辅导功课两小时", ("Waiting for Acceptance", "Recorded")),
	(9, "清理小区楼道堆放的杂物", ("Refused",)),
)
REFUSED = "当天队里统一安排了清理,已按活动登记。"


def make(world: World) -> str:
	"""Declarations of the first teams, and what volunteers with a login report."""
	declared = [
		_declared(world, team, *told) for team, told in zip(world.small_teams(), DECLARATIONS, strict=False)
	]
	reported = _reports(world)
	return f"{len(declared)} declarations of make-up entries, {reported} own reports"


def _declared(world: World, team, kind: str, reason: str, steps: tuple[str, ...]) -> str:
	"""The leader enters the activity and declares, the site manager decides."""
	activity = planned(world, team, OFFSET, crowd=world.members(team.name, world.day(OFFSET))[:5])
	with acting(team.leader_user):
		doc = insert(
			{
				"doctype": DECLARATION,
				"activity": activity.name,
				"reason_kind": kind,
				"reason": reason,
				"is_declared": 1,
				"proof": _sheet(activity),
			}
		)
	for state in steps:
		user = {"Pending Approval": team.leader_user, "Cancelled": team.district_officer}.get(
			state, team.manager
		)
		if state == "Cancelled":
			_cancel(doc, user)
		else:
			doc = move(doc, state, user, decision_reason=REASONS.get(state))
	return doc.name


def _cancel(doc, user: str) -> None:
	with acting(user):
		doc = frappe.get_doc(DECLARATION, doc.name)
		doc.decision_reason = REASONS["Cancelled"]
		doc.cancel()


def _sheet(activity) -> str:
	"""The sign-in sheet of the day, as its leader uploads it."""
	return (
		frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"签到表-{activity.name}.txt",
				"content": f"{activity.name} {activity.activity_name}\n签到表(演示)",
				"is_private": 1,
			}
		)
		.insert()
		.file_url
	)


def _reports(world: World) -> int:
	"""One volunteer with a login whose team has a leader, and one who takes a report back."""
	person, team = _reporter(world)
	for days, content, steps in REPORTS:
		name = _sent(world, person, days, content)
		for state in steps:
			user = team.manager if state == "Recorded" else team.leader_user
			move(
				frappe.get_doc(sending.DOCTYPE, name), state, user,
				decision_reason=REFUSED if state == "Refused" else None,
			)  # fmt: skip
	with acting(person.login):
		sending.withdraw(frappe.get_doc(sending.DOCTYPE, _sent(world, person, 11, "协助社区张贴通知")))
	return len(REPORTS) + 1


def _reporter(world: World) -> tuple:
	logins = dict(
		frappe.get_all(
			"Volunteer Profile",
			filters={"user": ["like", "volunteer%"]},
			fields=["name", "user"],
			as_list=True,
			order_by="name",
		)
	)
	for team in world.small_teams():
		for person in world.members(team.name):
			user = logins.get(person.name)
			if user and user not in (team.leader_user, team.manager):
				return frappe._dict(person, login=user), team
	raise LookupError("no volunteer with a login is in a team with a leader")


def _sent(world: World, person, days: int, content: str) -> str:
	"""Two hours in the evening of a day on which the person has no record."""
	while (person.name, world.day(-days)) in world.busy:
		days += 1
	world.busy.add((person.name, world.day(-days)))
	day = world.day(-days)
	starts = world.moment(-days, 18)
	told = Told(starts, starts + datetime.timedelta(hours=2), 0, content, "社区")
	project = places.own_projects(person.name, day, day)[0].name
	with acting(person.login):
		return sending.send(person.name, sending.Report(told, project, None, WitnessKind.LEADER.value)).name
