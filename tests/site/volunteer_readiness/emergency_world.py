"""Emergency teams and call-outs for the site tests; each call makes new ones."""

import frappe
from frappe.utils import add_days, add_months, nowdate

from tests import factories as make
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.volunteer_readiness.services import covers, qualifications

CLASS = "Disaster Rescue"
GUARDIAN = {"guardian_name": "监护人", "guardian_phone": "13800000001", "guardian_consent": 1}


def team(place, emergency_class: str = CLASS, **values):
	"""An emergency team at work, in the region and at the site of the place."""
	return make.make_team(
		place.region.name,
		place.site.name,
		emergency_class=emergency_class,
		assembly_point="街道应急仓库",
		**values,
	)


def must(emergency_class: str = CLASS, **values):
	"""A qualification without which nobody of the class is called."""
	return world.qualification_type(must_for=[{"emergency_class": emergency_class}], **values)


def declaration():
	return world.qualification_type(is_health_declaration=1, valid_months=12)


def rescue_policy(place, **values):
	return world.policy(place, covers_service=1, covers_rescue=1, covers_drill=1, **values)


def verified(place, volunteer: str, kind: str, **values):
	"""Entered by the officer, verified by the manager of the place."""
	doc = world.as_(place.officer, world.qualification, volunteer, kind, **values)
	world.as_(place.manager, qualifications.verify, [doc.name])
	return make.reloaded(doc)


def insure(place, volunteer: str, policy) -> None:
	cover = world.cover(volunteer, policy.name)
	world.as_(place.manager, covers.confirm, [cover.name])


def member(place, team_name: str, policy=None, **values):
	"""A member of the team (document), insured where a policy is given, with next of kin."""
	kin = {"emergency_contact": "家属", "emergency_phone": "13800000000"}
	person = make.make_volunteer(place.region.name, team_name, **{**kin, **values})
	if not frappe.db.exists("Team Membership", {"volunteer": person.name, "team": team_name}):
		make.make_membership(person.name, team_name)
	if policy:
		insure(place, person.name, policy)
	return person


def call_out(place, **values):
	"""One on alert, in the region of the place."""
	return frappe.get_doc(
		{
			"doctype": "Emergency Call-out",
			"scenario": "暴雨内涝",
			"kind": "Real",
			"region": place.region.name,
			"place": "社区低洼路段",
			"order_from": "区应急指挥部",
			"order_no": make.unique("应急令"),
			"posts": [{"post_title": "抢险", "headcount": 2}],
			**values,
		}
	).insert()


def ordered(place, user: str, **values):
	"""Entered and ordered by ``user``: the first wave is called."""
	doc = world.as_(user, call_out, place, **values)
	return world.step(user, doc, "Give the Order")


def responses(call) -> dict[str, frappe._dict]:
	"""volunteer → the stored response."""
	rows = frappe.db.sql(
		"select * from `tabCall-out Response` where `call_out` = %s", (call.name,), as_dict=True
	)
	return {row.volunteer: row for row in rows}


def a_year_and_a_day_ago() -> str:
	return add_days(add_months(nowdate(), -12), -1)
