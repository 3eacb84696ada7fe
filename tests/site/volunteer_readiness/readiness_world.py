"""Documents of readiness for the site tests; each call makes new ones."""

import frappe
from frappe.utils import add_days, nowdate

from tests import factories as make


def as_(user: str, work, *args, **kwargs):
	"""Call ``work`` as ``user``, and be Administrator again."""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		return work(*args, **kwargs)
	finally:
		frappe.set_user(before)


def qualification_type(**values):
	return make._insert(
		{"doctype": "Qualification Type", "title": make.unique("证书"), "kind": "Health", **values}
	)


def qualification(volunteer: str, kind: str, **values):
	"""An unverified one, entered by the session's user."""
	return frappe.get_doc(
		{
			"doctype": "Volunteer Qualification",
			"volunteer": volunteer,
			"qualification_type": kind,
			"number": make.unique("ZS"),
			"issuer": "市红十字会",
			"issued_on": "2025-01-10",
			**values,
		}
	).insert()


def verified(place, volunteer: str, kind: str, **values):
	"""Entered by the leader, verified by the manager of the place."""
	from volunteer_services.volunteer_readiness.services import qualifications

	doc = as_(place.leader, qualification, volunteer, kind, **values)
	as_(place.manager, qualifications.verify, [doc.name])
	return make.reloaded(doc)


def course(**values):
	return make._insert(
		{
			"doctype": "Volunteer Course",
			"title": make.unique("课程"),
			"hours": 2,
			"content": "志愿服务基本知识与服务礼仪",
			**values,
		}
	)


def session(place, course_name: str, day: str = "2026-03-07", **values):
	return make._insert(
		{
			"doctype": "Course Session",
			"course": course_name,
			"organiser": "市志愿者联合会",
			"place": "社区活动中心",
			"starts_on": f"{day} 09:00:00",
			"ends_on": f"{day} 11:00:00",
			"site": place.site.name,
			**values,
		}
	)


def attendance(volunteer: str, session_name: str, minutes: int = 120, **values):
	return frappe.get_doc(
		{
			"doctype": "Course Attendance",
			"volunteer": volunteer,
			"session": session_name,
			"minutes": minutes,
			**values,
		}
	).insert()


def policy(place, **values):
	return make._insert(
		{
			"doctype": "Volunteer Insurance Policy",
			"policy_no": make.unique("PZ"),
			"insurer": "示例保险公司",
			"holder": "示例社会工作服务中心",
			"region": place.district.name,
			"from_date": add_days(nowdate(), -100),
			"to_date": add_days(nowdate(), 200),
			"hotline": "95500",
			"benefits": [{"benefit": "Accident", "limit_amount": 600000}],
			**values,
		}
	)


def cover(volunteer: str, policy_name: str, **values):
	return frappe.get_doc(
		{"doctype": "Insurance Cover", "volunteer": volunteer, "policy": policy_name, **values}
	).insert()


def claim(volunteer: str, **values):
	return frappe.get_doc(
		{
			"doctype": "Insurance Claim",
			"injured_kind": "Volunteer",
			"volunteer": volunteer,
			"happened_on": "2026-03-08 10:00:00",
			"known_on": "2026-03-08 11:00:00",
			"insurer_informed_on": "2026-03-08 15:00:00",
			"place": "社区广场",
			"what_happened": "搬运桌椅时滑倒",
			**values,
		}
	).insert()


def agreement(place, volunteer: str, **values):
	return frappe.get_doc(
		{
			"doctype": "Volunteer Agreement",
			"volunteer": volunteer,
			"needed_because": "A Month or Longer",
			"recording_unit": place.unit.name,
			"from_date": "2026-01-01",
			"service": "每周探访空巢老人",
			**values,
		}
	).insert()


def step(user: str, doc, action: str, **values):
	"""Take a step of the workflow as ``user``."""
	from frappe.model.workflow import apply_workflow

	def go():
		fresh = frappe.get_doc(doc.doctype, doc.name)
		fresh.update(values)
		if values:
			fresh.save()
		return apply_workflow(fresh, action)

	return as_(user, go)
