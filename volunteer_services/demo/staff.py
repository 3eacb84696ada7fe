"""The users with their appointments, one password for all."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.utils.password import update_password

from volunteer_services.demo.data.names import Names
from volunteer_services.demo.data.places import SMALL_TEAMS
from volunteer_services.demo.world import World, insert

DOMAIN = "volunteers.example"
PASSWORD = "volunteer-demo-1"  # noqa: S105 (printed on the first page of a trial site)
MANAGER = f"manager@{DOMAIN}"
CITY_OFFICER = f"guangzhou@{DOMAIN}"
ROLES_ZH = {
	"Volunteer Services Manager": "志愿服务管理员",
	"Volunteer Services Auditor": "护航督导员",
	"Volunteer City Officer": "市级管理员",
	"Volunteer District Officer": "区级管理员",
	"Volunteer Site Manager": "站点管理员",
	"Volunteer Team Leader": "志愿服务队队长",
	"Volunteer": "志愿者",
}

# user, role, regions or sites of the appointments
OFFICERS = (
	("manager", "Volunteer Services Manager", ()),
	("auditor", "Volunteer Services Auditor", ()),
	("guangzhou", "Volunteer City Officer", ("440100",)),
	("zhongshan", "Volunteer City Officer", ("442000",)),
	("liwan", "Volunteer District Officer", ("440103",)),
	("yuexiu", "Volunteer District Officer", ("440104", "440105")),
	("tianhe", "Volunteer District Officer", ("440106",)),
	("baoan", "Volunteer District Officer", ("440306",)),
	("nanhai", "Volunteer District Officer", ("440605",)),
	("xiaolan", "Volunteer District Officer", ("442000100",)),
	("site.nanyuan", "Volunteer Site Manager", ("nanyuan",)),
	("site.xicun", "Volunteer Site Manager", ("xicun",)),
	("site.yuexiu", "Volunteer Site Manager", ("beijinglu", "jiangnan")),
	("site.shipai", "Volunteer Site Manager", ("shipai",)),
	("site.huangfeng", "Volunteer Site Manager", ("huangfeng",)),
	("site.futian", "Volunteer Site Manager", ("yuanling",)),
	("site.nanhai", "Volunteer Site Manager", ("nanhai_v",)),
	("site.zumiao", "Volunteer Site Manager", ("zumiao",)),
	("site.xinshi", "Volunteer Site Manager", ("xinshi",)),
	("site.zhongshan", "Volunteer Site Manager", ("xiaolan_sw", "shiqi")),
)
PORTAL_VOLUNTEERS = tuple(f"volunteer{number}" for number in range(1, 5))
PORTAL_SPENDERS = tuple(f"volunteer{number}" for number in range(5, 9))
_SCOPE_TYPE = {
	"Volunteer City Officer": "Service Region",
	"Volunteer District Officer": "Service Region",
	"Volunteer Site Manager": "Service Site",
}
_UNSCOPED = ("Volunteer Services Manager", "Volunteer Services Auditor")


def address(name: str) -> str:
	"""The user of that name."""
	return f"{name}@{DOMAIN}"


def leader_of(team: str) -> str:
	"""The user who leads the small team of that key."""
	return address(f"leader.{team}")


def make(world: World) -> str:
	"""Officers with their appointments; leaders and volunteers get their roles with their files later."""
	names = Names(world.rng)
	for user, role, _scopes in OFFICERS:
		name = names.new(world.rng.choice(("Male", "Female")))
		make_user(user, name, roles=[role] if role in _UNSCOPED else [])
	for user, role, scopes in OFFICERS:
		for scope in scopes:
			_appoint(world, address(user), role, scope)
	insert(_acting(world))
	_who_reviews(world)
	return f"{len(OFFICERS)} users"


def make_user(name: str, full_name: str, language: str = "zh", roles: list[str] | None = None) -> str:
	"""A user of the demo; most roles come with appointments, files and memberships."""
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": address(name),
			"first_name": full_name,
			"language": language,
			"send_welcome_email": 0,
			"roles": [{"role": role} for role in roles or ()],
		}
	)
	user.flags.no_welcome_mail = True
	with _many_users():
		user.insert()
	update_password(user.name, PASSWORD)
	return user.name


@contextmanager
def _many_users() -> Iterator[None]:
	"""Frappe stops at 60 users an hour unless the site says otherwise."""
	conf, key = frappe.local.conf, "throttle_user_limit"
	before = conf.get(key)
	conf[key] = 10_000
	try:
		yield
	finally:
		conf.pop(key) if before is None else conf.update({key: before})


def _appoint(world: World, user: str, role: str, scope: str) -> None:
	is_region = _SCOPE_TYPE[role] == "Service Region"
	insert(
		{
			"doctype": "Staff Appointment",
			"user": user,
			"role": role,
			"scope_type": _SCOPE_TYPE[role],
			"scope": world.regions[scope] if is_region else world.sites[scope].name,
			"from_date": world.day(-1100),
		}
	)


def _acting(world: World) -> dict:
	"""A site manager stands in for another whose leave is over by now."""
	return {
		"doctype": "Staff Appointment",
		"user": address("site.xicun"),
		"role": "Volunteer Site Manager",
		"scope_type": "Service Site",
		"scope": world.sites["nanyuan"].name,
		"from_date": world.day(-200),
		"to_date": world.day(-170),
		"acting_for": address("site.nanyuan"),
		"remark": "产假期间代管",
	}


def _who_reviews(world: World) -> None:
	"""Note at each team and site who leads, manages and supervises it."""
	managers = {site: address(user) for user, role, scopes in OFFICERS if "Site" in role for site in scopes}
	officers = {
		scope: address(user) for user, role, scopes in OFFICERS if "District" in role for scope in scopes
	}
	cities = {scope: address(user) for user, role, scopes in OFFICERS if "City" in role for scope in scopes}
	for site, row in world.sites.items():
		row.manager = managers[site]
	for key, name, region, *_rest in SMALL_TEAMS:
		team = world.teams[key]
		team.manager = world.sites[team.site].manager
		above = [officers[code] for code in officers if region.startswith(code)]
		city = cities.get(f"{region[:4]}00", MANAGER)
		team.city_officer = city
		team.district_officer = above[0] if above else city
		team.title = name


def logins() -> list[dict[str, str]]:
	"""The demo users to try, a role each time, those that exist on this site."""
	rows = [(role, address(user)) for user, role, _scopes in OFFICERS]
	rows += [("Volunteer Team Leader", leader_of(row[0])) for row in SMALL_TEAMS[:3]]
	rows += [("Volunteer", address(user)) for user in (*PORTAL_VOLUNTEERS[:2], PORTAL_SPENDERS[0])]
	existing = set(
		frappe.get_all("User", filters={"name": ["like", f"%@{DOMAIN}"]}, pluck="name", order_by="name")
	)
	return [
		{"role": role, "role_zh": ROLES_ZH[role], "user": user, "password": PASSWORD}
		for role, user in rows
		if user in existing
	]
