"""The first page of a volunteer: what is next, and what waits for an answer."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import add_days, format_datetime, getdate, nowdate

from volunteer_services.portal.services.own import account, notices, training
from volunteer_services.portal.services.own.activities.sign_ups import mine
from volunteer_services.portal.services.own.words import date
from volunteer_services.service_records.services.self_reports import witnesses
from volunteer_services.volunteer_projects.services.covering import own as covers
from volunteer_services.volunteer_projects.services.materials import lists
from volunteer_services.volunteer_projects.services.rostering import own as rosters
from volunteer_services.volunteer_projects.services.signing import sign_ups

_EXPIRY_DAYS = 60
_HERE = "/my-volunteer-service/"


def add(context, file) -> None:
	"""Put ``next_shift``, ``to_do``, ``unread`` and ``points_available`` into the page's context."""
	coming = sign_ups.to_come(file.name)
	firm = [row for row in coming if row.status in ("Signed Up", "Confirmed", "Attended")]
	context.next_shift = mine(firm[0]) if firm else None
	context.unread = notices.unread()
	context.to_do = [*_answers(file, coming), *_things(file)]
	found = account.standing(file.name)
	context.points_available = found.available if found else None


def _answers(file, coming: list) -> list[frappe._dict]:
	"""What somebody waits for: an offer, a confirmation, a cover, a word as witness."""
	found = [
		_item(
			_("A place at {0} is held for you until {1}: take it or leave it.").format(
				row.activity_name, format_datetime(row.offered_until)
			),
			"sign-up",
			"bad",
		)
		for row in coming
		if row.status == "Offered"
	]
	asked = len(covers.of_person(file.name)["asked"])
	if asked:
		found.append(_item(_("{0} people ask whether you can stand in.").format(asked), "sign-up", "wait"))
	open_questions = sum(not row.is_answered for row in rosters.of_person(file.name))
	if open_questions:
		found.append(
			_item(_("{0} activities ask when you could serve.").format(open_questions), "sign-up", "wait")
		)
	named = len(witnesses.asked_of(frappe.session.user))
	if named:
		found.append(_item(_("{0} people name you as their witness.").format(named), "records", "wait"))
	return found


def _things(file) -> list[frappe._dict]:
	"""What runs out, and what is to be brought back."""
	found = []
	soon = getdate(add_days(nowdate(), _EXPIRY_DAYS))
	for row in training.qualifications(file.name):
		if row.status == "Revoked" or not row.lapses_on or getdate(row.lapses_on) > soon:
			continue
		is_over = getdate(row.lapses_on) < getdate(nowdate())
		words = _("{0} ended on {1}.") if is_over else _("{0} ends on {1}: renew it in time.")
		found.append(
			_item(words.format(row.title, date(row.lapses_on)), "training", "bad" if is_over else "wait")
		)
	held = len(lists.of_person(file.name))
	if held:
		found.append(_item(_("{0} things are to be brought back.").format(held), "team", "wait"))
	return found


def _item(text: str, part: str, tone: str) -> frappe._dict:
	return frappe._dict(text=text, address=f"{_HERE}{part}", tone=tone)
