"""Places, people and appointments."""

import frappe

from tests import factories as make
from tests.site.volunteer_registry import joining_world
from tests.walker.makers.registry import makes
from volunteer_services.volunteer_registry.services.joining import deciding

PROOF = "/private/files/proof.pdf"


@makes("Service Region")
def region(place, made):
	doc = place.region
	doc.append("statistics", {"year": 2024, "resident_population": 1200})
	return doc.save(ignore_permissions=True)


@makes("Recording Unit")
def unit(place, made):
	return place.unit


@makes("Service Site")
def site(place, made):
	return place.site


@makes("Volunteer Team")
def team(place, made):
	return place.team


@makes("Service Skill")
def skill(place, made):
	return make._insert({"doctype": "Service Skill", "skill_name": make.unique("技能")})


@makes("Volunteer Kind")
def kind(place, made):
	return make._insert({"doctype": "Volunteer Kind", "kind_name": make.unique("类别")})


@makes("Volunteer Profile")
def volunteer(place, made):
	"""A file with a login and a row in every table."""
	return place.volunteer(
		user=make.make_user(make.VOLUNTEER),
		mobile="13800138000",
		photo_consent=1,
		skills=[{"skill": made["Service Skill"].name, "certificate_number": "C1"}],
		member_kinds=[{"volunteer_kind": made["Volunteer Kind"].name}],
		availability=[{"weekday": "Monday", "from_time": "09:00:00", "to_time": "11:00:00"}],
		proxies=[{"proxy_name": "代办人", "relation": "子女", "phone": "13800138001", "proof": PROOF}],
		platform_numbers=[{"platform": "i志愿", "number": make.unique("44")}],
	)


@makes("Team Membership")
def membership(place, made):
	return make.make_membership(made["Volunteer Profile"].name, place.team.name)


@makes("Staff Appointment")
def appointment(place, made):
	name = frappe.db.get_value("Staff Appointment", {"user": place.manager, "scope": place.site.name})
	return frappe.get_doc("Staff Appointment", name)


@makes("Volunteer Application")
def application(place, made):
	"""Sent on the public page, and sent back, so that somebody has decided on it."""
	doc = joining_world.applied(place, mobile="13800138000")
	deciding.decide(doc, "Returned", "请补交身份证明")
	return frappe.get_doc("Volunteer Application", doc.name)
