"""A volunteer who reports own service, somebody who was there, and the staff of the place."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import frappe
from frappe.utils import now_datetime

from tests import factories as make
from volunteer_services.api import self_reports as api

REPORT, LOG = "Service Self Report", "Service Log"
CONTENT = "陪伴独居老人就医"


def person(place, **values):
	"""A registered volunteer of the team with a login, who is told in English."""
	user = make.make_user(make.VOLUNTEER)
	frappe.db.set_value("User", user, "language", "en")
	who = place.volunteer(user=user, **values)
	if not frappe.db.exists("Team Membership", {"volunteer": who.name, "team": place.team.name}):
		make.make_membership(who.name, place.team.name)
	return who


def at(hour: int, days_ago: int = 1) -> datetime:
	"""An hour of a day before today."""
	return datetime.combine(now_datetime().date() - timedelta(days=days_ago), time(hour))


def send(who, place, days_ago: int = 1, user: str | None = None, **values) -> str:
	"""The name of a report of two hours by the volunteer, with the team's leader as witness."""
	before = frappe.session.user
	frappe.set_user(user or who.user)
	try:
		given = {
			"starts_on": str(at(9, days_ago)),
			"ends_on": str(at(11, days_ago)),
			"location": "区人民医院",
			"service_content": CONTENT,
			"witness_kind": "Team Leader",
			"project": place.project.name,
			**values,
		}
		return api.send(**{key: value for key, value in given.items() if value is not None})["name"]
	finally:
		frappe.set_user(before)


def step(name: str, state: str, user: str, **values):
	"""Take the report to a state as staff would in the form; returns it anew."""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		doc = frappe.get_doc(REPORT, name)
		doc.update(values)
		doc.workflow_state = state
		doc.save()
	finally:
		frappe.set_user(before)
	return frappe.get_doc(REPORT, name)


def confirmed(who, place, **values):
	"""A report that the leader, who was there, has confirmed."""
	return step(send(who, place, **values), "Waiting for Acceptance", place.leader)


def asked(place, **values):
	"""A report that names another volunteer as witness: (its name, the reporter, the witness)."""
	who, other = person(place), person(place, full_name=make.unique("见证"), mobile="13800138123")
	name = send(
		who,
		place,
		witness_kind="Another Volunteer",
		witness_name=values.get("witness_name", other.full_name),
		witness_phone=values.get("witness_phone", "8123"),
	)
	return name, who, other


def as_(user: str, work, *args, **values):
	before = frappe.session.user
	frappe.set_user(user)
	try:
		return work(*args, **values)
	finally:
		frappe.set_user(before)
