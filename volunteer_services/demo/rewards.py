"""The time bank's rewards: sponsors, a catalogue in every state, and redemptions that went every way, made by
the people's own hands on the points of their service."""

import itertools
from collections.abc import Iterator

import frappe

from volunteer_services.demo import staff
from volunteer_services.demo.data import rewards as data
from volunteer_services.demo.world import World, acting, insert, move
from volunteer_services.foundation.database import retry
from volunteer_services.time_bank.services.earning import credits
from volunteer_services.time_bank.services.rewards import desk, redemptions

BATCH = 200
AT_LEAST = 10  # pieces, so that no reward runs out in the middle of the story
REDEMPTION = redemptions.DOCTYPE
PROXY = "家属李女士"
PICTURES = "/assets/volunteer_services/images/rewards"
REASONS = {
	"Returned": "请改为每人限兑的数量后再申请。",
	"Rejected": "本季度名额已满，请下季度再申请。",
	"Cancelled": "志愿者改变主意，不再兑换。",
	"Take Back": "包装破损，已收回并退还积分。",
}
# How the redemptions of the story go; each team takes the next ones.
WAYS = (
	"counter", "counter", "requested", "approved", "handed over", "counter", "returned", "other",
	"cancelled", "handed over", "rejected", "proxy", "counter", "taken back", "again",
)  # fmt: skip


def make(world: World) -> str:
	"""Points first: what the records are worth."""
	credited = credit(world)
	sponsors = _sponsors(world)
	items = _items(world, sponsors)
	made = _redemptions(world, items) + _on_their_own_page(world, items)
	_change_states(world, items)
	return f"{credited} credits, {len(sponsors)} sponsors, {len(items)} rewards, {made} redemptions"


def credit(world: World) -> int:
	"""Points for all approved records that have none yet; without a commit of its own."""
	names = sorted(person.name for person in world.people)
	credited = 0
	for start in range(0, len(names), BATCH):
		batch = names[start : start + BATCH]
		credited += retry.whole(lambda people=batch: _credit(people)) if world.commit else _credit(batch)
	return credited


def _credit(volunteers: list[str]) -> int:
	credits.lock(volunteers)
	return credits.credit_uncredited(volunteers)


def _sponsors(world: World) -> dict[str, str]:
	made = {}
	for number, (key, name, kind, region) in enumerate(data.SPONSORS):
		made[key] = insert(
			{
				"doctype": "Reward Sponsor",
				"sponsor_name": name,
				"sponsor_kind": kind,
				"region": world.regions[region],
				"contact": "联系人" + "甲乙丙丁戊己庚辛壬"[number],
				"contact_phone": f"020-8333{2000 + number}",
			}
		).name
	return made


def _items(world: World, sponsors: dict[str, str]) -> list:
	"""Goods lie at the sites in turn; services are given everywhere in the sponsor's reach."""
	regions = {key: world.regions[region] for key, _name, _kind, region in data.SPONSORS}
	sites = itertools.cycle(world.sites.values())
	rows = [("Goods", row) for row in data.GOODS] + [("Service", row) for row in data.SERVICES]
	made = []
	for kind, (title, group, price, number, sponsor, star, limit) in rows:
		place = (
			{"site": next(sites).name} if kind == "Goods" and price % 4 == 0 else {"region": regions[sponsor]}
		)
		made.append(
			insert(
				{
					"doctype": "Reward Item",
					"item_title": title,
					"reward_type": kind,
					"reward_group": group,
					"image": f"{PICTURES}/{frappe.scrub(group)}.svg",
					"sponsor": sponsors[sponsor],
					"status": "Available",
					"points_price": price,
					"has_stock": int(number is not None),
					"stock_qty": number or 0,
					"min_star": star,
					"limit_per_volunteer": limit,
					"how_to_collect": data.COLLECT[kind],
					"valid_to": world.day(180) if "礼盒" in title else None,
					**place,
				}
			)
		)
	return made


def _change_states(world: World, items: list) -> None:
	"""Some rewards are not offered yet, not any more, or later; last, since they were redeemed before."""
	changes = (
		{"status": "Draft"}, {"status": "Draft"}, {"status": "Withdrawn"}, {"status": "Withdrawn"},
		{"valid_from": world.day(30)}, {"valid_to": world.day(-5), "valid_from": world.day(-60)},
	)  # fmt: skip
	for item, values in zip(items[-3::-7], changes, strict=False):
		doc = frappe.get_doc("Reward Item", item.name)
		doc.update(values)
		doc.save()


# --- redemptions --------------------------------------------------------------------------------------------


def _redemptions(world: World, items: list) -> int:
	"""Two rewards for each who can, as far as the points reach; each takes the next of the ways."""
	ways, made = itertools.cycle(WAYS), 0
	for team in world.small_teams():
		for person in _able(world, team):
			for item in _choice(world, items, person, team):
				_go(next(ways), item, person, team)
				made += 1
	return made


def _able(world: World, team) -> list:
	"""Members with points and hours enough, and not of those who act here."""
	acting_users = {team.leader_user, team.manager, team.district_officer}
	rows = frappe.get_all(
		"Volunteer Profile",
		filters={
			"name": ["in", [one.name for one in world.members(team.name)] or [""]],
			"total_minutes": [">=", 6000],
			"points_balance": [">=", 100],
			"workflow_state": "Registered",
			"is_restricted": 0,
		},
		fields=["name", "full_name", "user", "star_level", "points_balance"],
		order_by="name",
		limit=0,
	)
	return [row for row in rows if row.user not in acting_users]


def _choice(world: World, items: list, person, team) -> list:
	"""Different rewards that are handed out here and cost no more than a quarter of the points each."""
	fitting = [
		item
		for item in items
		if item.min_star <= (person.star_level or 0)
		and item.points_price <= min(100, person.points_balance // 4)
		and (item.stock_qty > AT_LEAST or not item.has_stock)
		and item.site in (None, team.site_name)
	]
	return world.rng.sample(fitting, min(2, len(fitting)))


def _proof() -> str:
	"""A paper that names the proxy, uploaded by whoever enters the request."""
	paper = {
		"doctype": "File",
		"file_name": "代办委托书（演示）.txt",
		"is_private": 1,
		"content": "兹委托家属李女士代办兑换。",
	}
	return frappe.get_doc(paper).insert().file_url


def _go(way: str, item, person, team) -> None:
	signed = {"collected_by": person.full_name, "receipt_signed": 1}
	with acting(team.leader_user):
		if way == "counter" and item.points_price <= 50:
			desk.at_counter(person.name, item.name, 1, guardian_agrees=1, **signed)
			return
		doc = _request(way, item, person)
	for state, user, values in _steps(way, team, signed):
		doc = move(doc, state, user, **values)


def _request(way: str, item, person):
	values = {"doctype": REDEMPTION, "volunteer": person.name, "reward_item": item.name, "qty": 1}
	if way == "other":
		values.update(beneficiary_kind="Other", beneficiary="独居邻居陈婆婆")
	if way == "proxy":
		values.update(channel="Proxy", proxy_name=PROXY, proxy_proof=_proof())
	values["guardian_agrees"] = 1
	return frappe.get_doc(values).insert()


def _steps(way: str, team, signed: dict) -> Iterator[tuple[str, str, dict]]:
	"""State, user and values of each step after the request."""
	approve = ("Approved", team.manager, {})
	if way == "proxy":
		signed = {**signed, "collected_by": PROXY}
	hand_over = ("Fulfilled", team.leader_user, signed)
	if way in ("approved", "handed over", "taken back", "proxy", "counter"):
		yield approve
	if way in ("handed over", "taken back", "proxy", "counter"):
		yield hand_over
	if way == "taken back":
		yield "Cancelled", team.district_officer, {"decision_reason": REASONS["Take Back"]}
	if way in ("returned", "again"):
		yield "Returned", team.manager, {"decision_reason": REASONS["Returned"]}
	if way == "again":
		yield "Requested", team.leader_user, {}
	if way == "rejected":
		yield "Rejected", team.manager, {"decision_reason": REASONS["Rejected"]}
	if way == "cancelled":
		yield "Cancelled", team.leader_user, {"decision_reason": REASONS["Cancelled"]}


def _on_their_own_page(world: World, items: list) -> int:
	"""A few of those who have points enough get a user, and ask on their own page; one withdraws."""
	cheap = [item for item in items if item.reward_type == "Service" and item.points_price <= 40]
	able = [person for team in world.small_teams() for person in _able(world, team)[-1:] if not person.user]
	made = 0
	for name, person in zip(staff.PORTAL_SPENDERS, able, strict=False):
		user = _user_for(name, person)
		with acting(user):
			for item in world.rng.sample([item for item in cheap if not item.limit_per_volunteer], 2):
				doc = desk.request_own(user, item.name, guardian_agrees=1)
				made += 1
			if name == staff.PORTAL_SPENDERS[-1]:
				desk.cancel(doc.name)
	return made


def _user_for(name: str, person) -> str:
	doc = frappe.get_doc("Volunteer Profile", person.name)
	doc.user = staff.make_user(name, person.full_name)
	doc.save()
	frappe.get_doc("User", doc.user).add_roles("Volunteer")
	return doc.user
