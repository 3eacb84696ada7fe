"""Real documents for the site tests. Each call makes new ones; nothing is shared between tests."""

from __future__ import annotations

import itertools
import time

import frappe
from frappe.utils import add_days, nowdate

from volunteer_services.volunteer_registry.domain.identity import compose_resident_id

_serial = itertools.count(int(time.time() * 1000) % 1_000_000_000)

MANAGER = "Volunteer Services Manager"
CITY = "Volunteer City Officer"
DISTRICT = "Volunteer District Officer"
SITE = "Volunteer Site Manager"
LEADER = "Volunteer Team Leader"
AUDITOR = "Volunteer Services Auditor"
VOLUNTEER = "Volunteer"


def unique(prefix: str = "") -> str:
	"""A short text that no other call returns."""
	return f"{prefix}{next(_serial)}"


def _insert(values: dict, state: str | None = None):
	doc = frappe.get_doc(values)
	if state:
		doc.flags.system_transition = True
		doc.workflow_state = state
	return doc.insert(ignore_permissions=True)


def reloaded(doc):
	"""The document as it is stored now (the first 15 returns nothing from ``reload``)."""
	doc.reload()
	return doc


def make_user(*roles: str) -> str:
	"""A user with exactly these roles (a site user, or a portal user for the role Volunteer alone)."""
	email = f"{unique('user')}@volunteers.example"
	frappe.local.conf.throttle_user_limit = 10**6  # Frappe stops at 60 new users an hour
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": email,
			"first_name": email.split("@")[0],
			"send_welcome_email": 0,
			"user_type": "Website User" if set(roles) == {VOLUNTEER} else "System User",
			"roles": [{"role": role} for role in roles],
		}
	)
	user.flags.no_welcome_mail = True
	return user.insert(ignore_permissions=True).name


def make_region(level: str = "Community", parent: str | None = None, **values):
	"""A region; the levels above it are made where no parent is given."""
	levels = ["Province", "City", "District", "Street", "Community"]
	if parent is None and level != "Province":
		parent = make_region(levels[levels.index(level) - 1]).name
	return _insert(
		{
			"doctype": "Service Region",
			"region_name": unique("区域"),
			"region_code": unique("R"),
			"region_level": level,
			"parent_service_region": parent,
			"is_group": int(level != "Community"),
			**values,
		}
	)


def make_unit(region: str | None = None, **values):
	from stdnum.cn import uscc

	base = "51440100" + f"MJ{next(_serial) % 10_000_000:07d}"
	return _insert(
		{
			"doctype": "Recording Unit",
			"unit_name": unique("社会工作服务中心"),
			"credit_code": base + uscc.calc_check_digit(base),
			"unit_kind": "Social Service Organisation",
			"head": "何负责",
			"handler": "经小办",
			"phone": "020-83330000",
			"region": region,
			**values,
		}
	)


def make_site(region: str, unit: str | None = None, **values):
	doc = {
		"doctype": "Service Site",
		"site_name": unique("社工站"),
		"site_type": "Social Work Station",
		"region": region,
		"status": "Active",
		"service_areas": [{"region": region}],
	}
	if unit:
		doc["operators"] = [{"recording_unit": unit, "from_date": "2015-01-01"}]
	return _insert({**doc, **values})


def make_team(
	region: str, site: str | None = None, parent: str | None = None, state: str = "Active", **values
):
	return _insert(
		{
			"doctype": "Volunteer Team",
			"team_name": unique("志愿服务队"),
			"team_level": "小队",
			"region": region,
			"site": site,
			"parent_volunteer_team": parent,
			**values,
		},
		state,
	)


def resident_id(birth: str = "1985-05-17", male: bool = True) -> str:
	"""A synthetic number that passes the checksum."""
	from datetime import date

	serial = (next(_serial) % 499) * 2 + (1 if male else 0)
	return compose_resident_id("440104", date.fromisoformat(birth), serial)


def make_volunteer(region: str, team: str | None = None, state: str = "Registered", **values):
	"""A volunteer with consent; registered by default."""
	doc = _insert(
		{
			"doctype": "Volunteer Profile",
			"full_name": unique("志愿者"),
			"sex": "Male",
			"date_of_birth": "1985-05-17",
			"id_type": "Passport",
			"id_number": f"E{next(_serial) % 100_000_000:08d}",
			"region": region,
			"primary_team": team,
			"data_consent": 1,
			"data_consent_on": "2020-01-01 09:00:00",
			"consent_method": "Paper Form",
			"applied_on": "2020-01-01",
			"registered_on": "2020-01-01" if state in ("Registered", "Suspended") else None,
			**values,
		},
		state,
	)
	return doc


def make_membership(volunteer: str, team: str, role: str = "Member", joined_on: str = "2020-01-01", **values):
	return _insert(
		{
			"doctype": "Team Membership",
			"volunteer": volunteer,
			"team": team,
			"role": role,
			"joined_on": joined_on,
			**values,
		}
	)


def make_project(team, unit: str, state: str = "In Progress", **values):
	"""A project of the team (a document), running for years around today."""
	return _insert(
		{
			"doctype": "Volunteer Project",
			"project_name": unique("项目"),
			"category": "Assistance",
			"theme": "People",
			"team": team.name,
			"site": team.site,
			"region": team.region,
			"recording_unit": unit,
			"start_date": "2015-01-01",
			"end_date": add_days(nowdate(), 365),
			"conditions": "年满14周岁",
			"sign_up_note": "到站点报名",
			"risks": "往返途中的交通风险",
			"safeguards": "岗前培训,两人一组",
			**values,
		},
		state,
	)


def appoint(
	user: str,
	role: str,
	scope_type: str,
	scope: str,
	from_date: str = "2020-01-01",
	to_date: str | None = None,
):
	return _insert(
		{
			"doctype": "Staff Appointment",
			"user": user,
			"role": role,
			"scope_type": scope_type,
			"scope": scope,
			"from_date": from_date,
			"to_date": to_date,
		}
	)


def make_staff(role: str, scope_type: str, scope: str) -> str:
	"""A user with one appointment (the appointment grants the role)."""
	user = make_user(role)
	appoint(user, role, scope_type, scope)
	return user


# Worlds that were made and committed once: making one takes a second, a test only rolls back what it did
# there.
_worlds: list[dict[str, str]] = []
_taken = 0
_POOLED = 3
_IN_WORLD = {
	"city": "Service Region",
	"district": "Service Region",
	"street": "Service Region",
	"region": "Service Region",
	"unit": "Recording Unit",
	"site": "Service Site",
	"team": "Volunteer Team",
	"project": "Volunteer Project",
}


def begin_test(pooled: bool = True) -> None:
	"""Give every test the pooled worlds anew; a test that commits gets fresh ones of its own."""
	global _taken
	_ensure_system_manager()
	_taken = 0 if pooled else _POOLED
	if pooled and not _worlds:
		_worlds.extend(_make_world() for _ in range(_POOLED))
		frappe.db.commit()


def _ensure_system_manager() -> None:
	"""Frappe makes the first user of a site a System Manager: no user of the tests must become it."""
	ours = {"role": "System Manager", "parent": ["like", "user%@volunteers.example"]}
	if frappe.db.exists("Has Role", ours):
		return
	make_user("System Manager")
	frappe.db.commit()


def _make_world() -> dict[str, str]:
	city = make_region("City").name
	district = make_region("District", city).name
	street = make_region("Street", district).name
	region = make_region("Community", street).name
	unit = make_unit(region).name
	site = make_site(region, unit).name
	team = make_team(region, site)
	return {
		"city": city,
		"district": district,
		"street": street,
		"region": region,
		"unit": unit,
		"site": site,
		"team": team.name,
		"project": make_project(team, unit).name,
		"leader": make_staff(LEADER, "Volunteer Team", team.name),
		"manager": make_staff(SITE, "Service Site", site),
		"officer": make_staff(DISTRICT, "Service Region", district),
		"city_officer": make_staff(CITY, "Service Region", city),
	}


class Place:
	"""A small world: a district with a community, its site, unit, team and project (documents), and one user
	for each level: leader, manager, officer, city_officer (names)."""

	def __init__(self) -> None:
		global _taken
		self._names = _worlds[_taken] if _taken < len(_worlds) else _make_world()
		_taken += 1

	def __getattr__(self, attribute: str):
		names = self.__dict__.get("_names", {})
		if attribute not in names:
			raise AttributeError(attribute)
		doctype = _IN_WORLD.get(attribute)
		value = frappe.get_doc(doctype, names[attribute]) if doctype else names[attribute]
		setattr(self, attribute, value)
		return value

	def staff(self) -> Place:
		"""The staff is there from the beginning; kept for the tests that say what they use."""
		return self

	def volunteer(self, **values):
		return make_volunteer(self.region.name, self.team.name, **values)


def make_log(place: Place, volunteer: str, **values):
	"""A draft service log of two hours, unless told otherwise."""
	state = values.pop("state", None)
	return _insert(
		{
			"doctype": "Service Log",
			"volunteer": volunteer,
			"project": place.project.name,
			"service_date": "2026-03-05",
			"minutes": 120,
			"service_content": "探访空巢老人",
			"location": "社区活动中心",
			"activity_leader": "张队长",
			**values,
		},
		state,
	)
