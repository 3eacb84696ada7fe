"""Points that change hands: donations, grants from the pool, adjustments, a review, a passbook."""

import frappe

from volunteer_services.demo.world import World, acting, insert, move
from volunteer_services.service_records.services import corrections
from volunteer_services.time_bank.services.books import accounts, passbook
from volunteer_services.time_bank.services.giving import donations

PROOF = "/private/files/donation-form.pdf"
MESSAGES = ("愿每一位长者都有人陪伴。", "帮助别人，快乐自己。", "积小善为大爱。", "邻里守望，温暖同行。")
REASONS = {
	"Returned": "请补充居委会出具的困难情况说明。",
	"Rejected": "经入户核实，暂不符合帮扶条件。",
	"Cancelled": "受助人已通过其他渠道获得同类帮扶。",
}


def make(world: World) -> str:
	"""Everything that the time bank gives away, in every state."""
	teams = world.small_teams()
	given = _donations(world, teams)
	granted = _grants(world, teams)
	adjusted = _adjustments(world, teams)
	_review(world, teams[5])
	_passbook(world, teams[0])
	return f"{given} donations, {granted} grants, {adjusted} adjustments"


def _balance(person) -> int:
	"""Points that are at the person's disposal: some are held for redemptions."""
	key = accounts.volunteer_key(person.name)
	row = frappe.db.get_value("Points Account", key, ["balance", "held"], as_dict=True)
	return row.balance - row.held if row else 0


def _richest(world: World, team) -> list:
	"""Members of the team, those with most points first; the demo's chance is the same every time."""
	return sorted(world.members(team.name), key=lambda person: (-_balance(person), person.name))


def _donate(person, team, points: int, **values):
	with acting(team.manager):
		return insert(
			{
				"doctype": donations.DOCTYPE,
				"from_kind": "Volunteer",
				"from_volunteer": person.name,
				"to_kind": "Pool",
				"points": points,
				"guardian_agrees": 1,
				"consent_proof": PROOF,
				**values,
			}
		)


def _donations(world: World, teams: list) -> int:
	"""A dozen to the pool, some to others, one without a name, one cancelled, one not submitted."""
	made = 0
	for number, team in enumerate(teams[:8]):
		donor, other, third = _richest(world, team)[:3]
		points = max(2, _balance(donor) // 4)
		to_pool = _donate(donor, team, points, message=MESSAGES[number % 4], is_anonymous=int(number == 3))
		to_other = _donate(
			other, team, 2, to_kind="Volunteer", to_volunteer=third.name, message="祝早日康复！"
		)
		made += 2
		if number == 7:
			continue  # both stay drafts
		with acting(team.manager):
			to_pool.submit()
			to_other.submit()
		if number == 6:
			with acting(team.district_officer):
				donations.cancel(to_other.name, "登记有误，受赠者填错。")
	return made


def _grant(world: World, team, points: int, **values):
	with acting(team.manager):
		return insert(
			{
				"doctype": "Hardship Grant",
				"points": points,
				"site": world.sites[team.site].name,
				"reason": "独居且行动不便，子女不在身边，需要助洁和陪诊服务。",
				"given": "上门助洁4次，陪同就诊2次",
				**values,
			}
		)


def _grants(world: World, teams: list) -> int:
	people = (
		("Draft", "陈婆婆", "Elderly Living Alone"),
		("Pending Approval", "何伯", "Elderly Living Alone"),
		("Returned", "梁先生", "People with Disabilities"),
		("Rejected", "黄女士", "Workers in Need"),
		("Approved", "小雨", "Left-behind Children"),
		("Approved", "苏阿姨", "Low-income Households"),
		("Cancelled", "罗伯", "Elderly Living Alone"),
	)
	for number, (state, name, group) in enumerate(people):
		team = teams[number % 4]
		values = {"recipient_name": name, "recipient_group": group}
		if name == "苏阿姨":  # a volunteer who is in need herself
			values["volunteer"] = _richest(world, team)[-1].name
		_walk(_grant(world, team, 6 + number, **values), state, team.manager, team.district_officer)
	return len(people)


def _walk(doc, state: str, preparer: str, approver: str) -> None:
	"""Along the workflow to ``state``."""
	if state == "Draft":
		return
	move(doc, "Pending Approval", preparer)
	if state == "Cancelled":
		move(doc, "Approved", approver)
	if state != "Pending Approval":
		move(doc, state, approver, decision_reason=REASONS.get(state))


def _adjust(team, kind: str, rows: list[dict], reason: str, **values):
	with acting(team.manager):
		return insert(
			{
				"doctype": "Points Adjustment",
				"adjustment_kind": kind,
				"reason": reason,
				"rows": rows,
				**values,
			}
		)


def _adjustments(world: World, teams: list) -> int:
	"""Each kind approved once, and each further state."""
	made = 0
	for number, state in enumerate(("Draft", "Pending Approval", "Returned", "Rejected", "Cancelled")):
		team = teams[number % len(teams)]
		rows = [{"volunteer": person.name, "points": 1} for person in _richest(world, team)[-2:]]
		doc = _adjust(team, "Adjusted", rows, "补计活动当日漏计的积分。")
		_walk(doc, state, team.manager, team.city_officer)
		made += 1
	team = teams[0]
	rows = [
		{"volunteer": person.name, "points": 20, "remark": "旧平台"} for person in _richest(world, team)[-3:]
	]
	opening = _adjust(team, "Opening", [*rows, {"team": team.name, "points": 60}], "旧平台积分转入。")
	_walk(opening, "Approved", team.manager, team.city_officer)
	person = _richest(world, team)[0]
	adjusted = _adjust(
		team, "Adjusted", [{"volunteer": person.name, "points": -1}], "重复计入的积分予以扣除。"
	)
	_walk(adjusted, "Approved", team.manager, team.city_officer)
	with acting(team.manager):
		insert(
			{
				"doctype": donations.DOCTYPE, "from_kind": "Team", "from_team": team.name, "to_kind": "Pool",
				"points": 25, "consent_proof": PROOF,
			}
		).submit()  # fmt: skip
	return made + 2 + _inherit(world, teams)


def _inherit(world: World, teams: list) -> int:
	"""What somebody who left had goes to a relative, the rest to the pool."""
	for team in teams:
		for person in world.people:
			if person.team == team.name and person.state == "Deregistered" and _balance(person) > 2:
				row = {"volunteer": _richest(world, team)[0].name, "points": 2, "remark": "女儿"}
				doc = _adjust(
					team, "Transferred", [row], "本人退出，积分转给亲属。",
					from_volunteer=person.name, to_pool=1,
				)  # fmt: skip
				_walk(doc, "Approved", team.manager, team.city_officer)
				return 1
	return 0


def _review(world: World, team) -> None:
	"""A record is withdrawn whose points were donated already: the account goes into review."""
	certified = set(frappe.get_all("Service Certificate", pluck="volunteer", limit_page_length=0))
	person = next(person for person in _richest(world, team) if person.name not in certified)
	doc = _donate(person, team, _balance(person))
	with acting(team.manager):
		doc.submit()
	log = frappe.get_all(
		"Service Log",
		filters={"volunteer": person.name, "docstatus": 1, "minutes": [">=", 120]},
		fields=["name"],
		order_by="service_date desc, name",
		limit=1,
	)[0]
	with acting(team.leader_user):
		correction = corrections.ask(log.name, "当天因雨取消，误登记。", {}, is_withdrawal=True)
	move(correction, "Approved", team.city_officer)


def _passbook(world: World, team) -> None:
	"""An elder's passbook: printed some time ago, and there is more by now."""
	elders = [person for person in _richest(world, team) if person.born.year <= world.today.year - 60]
	person = (elders or _richest(world, team))[0]
	account = accounts.volunteer_key(person.name)
	with acting(team.manager):
		count = passbook.lines(account)["count"]
		passbook.mark_printed(account, 0, max(1, count // 2))
