"""Masters and settings that a fresh site needs; all of them data that the organisation may change."""

import json
import secrets
from pathlib import Path

import frappe
from frappe.installer import update_site_config

from volunteer_services.foundation.manifest import SETTINGS, insert_if_missing
from volunteer_services.setup.boards import ensure_needs_board
from volunteer_services.setup.pilot_site_defaults import ensure_programmes, ensure_standards
from volunteer_services.setup.pilot_site_desk import ensure_board
from volunteer_services.setup.workflows import ensure_workflows
from volunteer_services.volunteer_registry.domain.codes import MemberKind
from volunteer_services.volunteer_registry.services.identity import HASH_KEY

# [S4] the order of Guangzhou; other cities order them otherwise or have more.
TEAM_LEVELS = ("总队", "分队", "大队", "小队")
SERVICE_SKILLS = (
	("First Aid", 1),
	("Nursing", 1),
	("Psychological Counselling", 1),
	("Legal Advice", 1),
	("Sign Language", 0),
	("Teaching", 0),
	("Appliance Repair", 0),
	("Hairdressing", 0),
	("Photography", 0),
	("Event Organisation", 0),
)
# [S1] 100/300/600/1000/1500 hours for one to five stars.
NATIONAL_STARS = (
	(1, "一星级志愿者", 100),
	(2, "二星级志愿者", 300),
	(3, "三星级志愿者", 600),
	(4, "四星级志愿者", 1000),
	(5, "五星级志愿者", 1500),
)


def _roles() -> list[dict]:
	path = Path(frappe.get_app_path("volunteer_services", "fixtures", "role.json"))
	return json.loads(path.read_text(encoding="utf-8"))


def role_names() -> list[str]:
	"""The roles of this app."""
	return [role["name"] for role in _roles()]


def ensure_roles() -> None:
	"""Make the roles of the fixtures: after_install runs before fixtures are synced."""
	for role in _roles():
		values = {key: role[key] for key in ("role_name", "desk_access")}
		insert_if_missing("Role", role["name"], values)


def ensure_settings() -> None:
	"""Fill the settings that have no value yet with their defaults."""
	settings = frappe.get_doc(SETTINGS)
	for df in settings.meta.fields:
		if df.default and settings.get(df.fieldname) in (None, ""):
			settings.set(df.fieldname, df.default)
	if not settings.team_levels:
		for rank, level_name in enumerate(TEAM_LEVELS, start=1):
			settings.append("team_levels", {"rank": rank, "level_name": level_name})
	settings.flags.ignore_permissions = True
	settings.save()


def ensure_masters() -> None:
	"""Kinds, skills and the national star scheme, where the site has none of the name."""
	for kind in MemberKind:
		insert_if_missing("Volunteer Kind", kind.value, {"kind_name": kind.value}, record=False)
	for skill, certificate in SERVICE_SKILLS:
		insert_if_missing(
			"Service Skill", skill, {"skill_name": skill, "requires_certificate": certificate}, record=False
		)
	ensure_need_kinds()
	if not frappe.db.count("Star Scheme"):
		frappe.get_doc(
			{
				"doctype": "Star Scheme",
				"scheme_name": "星级志愿者认定标准",
				"effective_from": "2014-01-01",
				"grant_mode": "Automatic",
				"levels": [
					{"star": star, "title": title, "min_hours": hours}
					for star, title, hours in NATIONAL_STARS
				],
			}
		).insert(ignore_permissions=True)


# The usual kinds of needs, some of them on a list of their own; a city adds its own.
NEED_KINDS = (
	("微心愿", "Wish"),
	("陪伴探访", ""),
	("助餐助洁", ""),
	("家电维修", ""),
	("代办跑腿", ""),
	("陪诊", ""),
	("助学", ""),
	("心理", ""),
	("法律", ""),
	("文体", ""),
	("环境", ""),
	("安全巡查", ""),
	("资助", "Funding"),
	("协商", "Deliberation"),
	("共建", "Joint Building"),
)


def ensure_need_kinds() -> None:
	"""The kinds of needs, where the site has none of the name."""
	for name, list_kind in NEED_KINDS:
		insert_if_missing(
			"Service Need Kind",
			name,
			{"kind_name": name, "list_kind": list_kind, "is_enabled": 1},
			record=False,
		)


# [S4] and the policies of two other cities, as examples that a city may enable or duplicate.
POINTS_RULES = (
	{
		"rule_name": "广州时间银行 Guangzhou",
		"issued_by": "穗民案〔2020〕102号",
		"effective_from": "2020-01-01",
		"rounding": "Cumulative",
		"minutes_per_point": 60,
		"balance_cap": 1500,
		"surplus_to": "Dropped",
		"redeem_from_hours": 100,
		"goods_allowed": 1,
		"redeem_for_others": 1,
	},
	{
		"rule_name": "南京时间银行 Nanjing",
		"effective_from": "2020-01-01",
		"is_disabled": 1,
		"rounding": "Cumulative",
		"minutes_per_point": 60,
		"balance_cap": 1500,
		"surplus_to": "Pool",
		"redeem_from_hours": 0,
		"goods_allowed": 1,
		"redeem_for_others": 1,
	},
	{
		"rule_name": "北京时间银行 Beijing",
		"effective_from": "2020-01-01",
		"is_disabled": 1,
		"rounding": "Per Log",
		"minutes_per_point": 60,
		"balance_cap": 0,
		"surplus_to": "Dropped",
		"redeem_from_hours": 0,
		"goods_allowed": 0,
		"redeem_for_others": 1,
	},
)


HEALTH_DECLARATION = "应急队员健康申报"


def ensure_health_declaration() -> None:
	"""The type that holds the yearly declaration of members of emergency teams, where the site has none."""
	if not frappe.db.exists("Qualification Type", {"is_health_declaration": 1}):
		values = {
			"title": HEALTH_DECLARATION,
			"kind": "Health",
			"valid_months": 12,
			"is_health_declaration": 1,
		}
		insert_if_missing("Qualification Type", HEALTH_DECLARATION, values, record=False)


def ensure_points_rules() -> None:
	"""The example rules of conversion, where the site has none yet; Guangzhou's is in force."""
	if not frappe.db.count("Points Rule"):
		for values in POINTS_RULES:
			frappe.get_doc({"doctype": "Points Rule", **values}).insert(ignore_permissions=True)


def ensure_hash_key() -> None:
	"""A key outside the database for the hashes of identity numbers; made once, never replaced."""
	if not frappe.local.conf.get(HASH_KEY):
		key = secrets.token_hex(32)
		update_site_config(HASH_KEY, key)
		frappe.local.conf[HASH_KEY] = key


def ensure_all() -> None:
	"""Everything above: called by install and by patches, harmless when repeated."""

	ensure_hash_key()
	ensure_roles()
	ensure_settings()
	ensure_workflows()
	ensure_masters()
	ensure_health_declaration()
	ensure_points_rules()
	ensure_standards()
	ensure_programmes()
	ensure_board()
	ensure_needs_board()
