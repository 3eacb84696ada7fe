"""Activities that were entered long after they ended, and their declarations."""

from __future__ import annotations

import frappe

from tests import factories as make
from tests.site.volunteer_projects.test_activities_records import make_activity

DECLARATION, ACTIVITY = "Make-up Declaration", "Service Activity"
REASON = "当天在社区广场服务,现场没有网络,事后补录。"
SETTINGS = "Volunteer Services Settings"


def after(days: int) -> None:
	"""Activities entered more working days after their end are make-up entries."""
	doc = frappe.get_doc(SETTINGS)
	doc.make_up_after_days = days
	doc.flags.ignore_permissions = True
	doc.save()


def late(place, *people, user: str | None = None, **values):
	"""An activity of March, entered today by ``user`` (the leader)."""
	before = frappe.session.user
	frappe.set_user(user or place.leader)
	activity = make_activity(place, [who.name for who in people], **values)
	frappe.set_user(before)
	return activity


def proof(owner: str, name: str = "", is_private: int = 1) -> str:
	"""The address of a file that ``owner`` has uploaded."""
	before = frappe.session.user
	frappe.set_user(owner)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{name or make.unique('签到表')}.txt",
			"content": make.unique("签到表"),
			"is_private": is_private,
		}
	).insert()
	frappe.set_user(before)
	return file.file_url


def declared(activity, user: str, **values):
	"""A draft of a declaration by ``user``."""
	before = frappe.session.user
	frappe.set_user(user)
	doc = frappe.get_doc(
		{
			"doctype": DECLARATION,
			"activity": activity.name,
			"reason_kind": "Service Offline",
			"reason": REASON,
			"is_declared": 1,
			"proof": values.pop("proof", None) or proof(user),
			**values,
		}
	).insert()
	frappe.set_user(before)
	return doc


def move(doc, state: str, user: str, **values):
	"""Take the declaration to a state as ``user`` would in the form; returns it anew."""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		found = frappe.get_doc(doc.doctype, doc.name)
		found.update(values)
		found.workflow_state = state
		found.save()
	finally:
		frappe.set_user(before)
	return frappe.get_doc(doc.doctype, doc.name)


def approved(activity, place):
	"""An approved declaration: the leader declares, the site manager approves."""
	doc = move(declared(activity, place.leader), "Pending Approval", place.leader)
	return move(doc, "Approved", place.manager)
