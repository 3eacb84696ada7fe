"""What happens in a pairing: contacts, planned visits, reminders, and somebody who leaves."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import add_days, cint, cstr, getdate, now, nowdate

from volunteer_services.exceptions import PairingError
from volunteer_services.foundation.database.bulk import update_same
from volunteer_services.foundation.messages import send
from volunteer_services.foundation.rules import enforce
from volunteer_services.service_needs.domain import pairings as rules
from volunteer_services.service_needs.domain.pairings import Reminder, State
from volunteer_services.service_needs.services.pairs.making import DOCTYPE, PROFILE

CONTACT = "Pairing Contact"
KIND = "Pairing"
MOST = 500
REMIND_AGAIN_DAYS = 7


def check_contact(doc) -> None:
	"""A contact lies in the past, is short, and belongs to a pairing that runs. Raises PairingError."""
	with enforce(PairingError, _(CONTACT)):
		rules.check_contact(getdate(doc.contact_on), cint(doc.minutes), getdate(nowdate()))
	pair = frappe.db.get_value(DOCTYPE, doc.pairing, ["workflow_state", "from_date"], as_dict=True)
	if pair.workflow_state not in rules.RUNNING or getdate(doc.contact_on) < getdate(pair.from_date):
		frappe.throw(
			_("The pairing {0} does not run on that day.").format(doc.pairing), PairingError, title=_(CONTACT)
		)
	doc.note = cstr(doc.note).strip()


def count(pairing: str) -> None:
	"""What the pairing says of its contacts, reckoned from them. Two statements."""
	last, number = frappe.db.sql(
		"select max(`contact_on`), count(*) from `tabPairing Contact` where `pairing` = %s", (pairing,)
	)[0]
	doc = frappe.get_doc(DOCTYPE, pairing, for_update=True)
	due = rules.next_due(last, getdate(doc.from_date), cint(doc.visits_per_month))
	is_over = doc.next_visit_on and last and getdate(doc.next_visit_on) <= last
	frappe.db.set_value(
		DOCTYPE,
		pairing,
		{
			"last_contact_on": last,
			"contacts": number,
			"next_due_on": due if doc.workflow_state in rules.RUNNING else None,
			"missed": 0,
			"reminded_on": None,
			"next_visit_on": None if is_over else doc.next_visit_on,
		},
	)


def plan_visit(pairing: str, day: str) -> None:
	"""The pair says when they go next; from the day before they are told where. Raises PairingError for a
	day that is over, or further than two months away."""
	doc = frappe.get_doc(DOCTYPE, pairing, for_update=True)
	wanted = getdate(day)
	if not getdate(nowdate()) <= wanted <= getdate(add_days(nowdate(), 62)):
		frappe.throw(_("Choose a day from today on, within two months."), PairingError, title=_(DOCTYPE))
	if doc.workflow_state not in rules.RUNNING:
		frappe.throw(_("The pairing {0} does not run on that day.").format(pairing), PairingError)
	frappe.db.set_value(DOCTYPE, pairing, {"next_visit_on": wanted, "modified": now()})


def remind() -> int:
	"""Daily: the pair is told of a missed visit, the coordinator of the second; returns how many."""
	today = getdate(nowdate())
	rows = frappe.db.sql(
		f"""select p.`name`, p.`recipient_shown`, p.`last_contact_on`, p.`from_date`, p.`visits_per_month`,
			p.`coordinator`, p.`volunteer`, v.`user`, w.`user` as second_user
		from `tab{DOCTYPE}` p left join `tab{PROFILE}` v on v.`name` = p.`volunteer`
		left join `tab{PROFILE}` w on w.`name` = p.`second_volunteer`
		where p.`workflow_state` in %(running)s and p.`next_due_on` < %(today)s
			and (p.`reminded_on` is null or p.`reminded_on` <= %(again)s)
		order by p.`next_due_on`, p.`name` limit %(most)s""",  # noqa: S608
		{
			"running": tuple(sorted(rules.RUNNING)),
			"today": today,
			"again": add_days(today, -REMIND_AGAIN_DAYS),
			"most": MOST,
		},
		as_dict=True,
	)
	lines = []
	for row in rows:
		late = rules.missed(row.last_contact_on, row.from_date, cint(row.visits_per_month), today)
		users = {row.user, row.second_user}
		if rules.reminded(late) is Reminder.COORDINATOR:
			users.add(row.coordinator)
		lines += [_line(row, user) for user in sorted(users - {None, ""})]
		frappe.db.set_value(DOCTYPE, row.name, "missed", late, update_modified=False)
	send.send(lines)
	update_same(DOCTYPE, [row.name for row in rows], [("reminded_on", today)])
	return len(rows)


def _line(row, user: str) -> send.Line:
	lang = frappe.db.get_value("User", user, "language") or send.site_language()
	text = _("A visit to {0} is overdue. Go, call, or tell the coordinator.", lang).format(
		row.recipient_shown
	)
	return send.Line(KIND, text, DOCTYPE, row.name, user=user)


def on_deregistered(profile) -> None:
	"""A volunteer has left: their pairings wait for somebody else, and the coordinator is told."""
	for row in _of_volunteer(profile.name):
		_continue(row, _("{0} is no longer registered.").format(profile.full_name))


def on_recipient_left(recipient: str, status: str) -> None:
	"""A file has ended: its pairings end with it."""
	names = frappe.get_all(
		DOCTYPE,
		{"recipient": recipient, "workflow_state": ["!=", State.ENDED.value]},
		pluck="name",
		order_by="name",
		limit=0,
	)
	for name in names:
		doc = frappe.get_doc(DOCTYPE, name, for_update=True)
		doc.workflow_state = State.ENDED.value
		doc.decision_reason = _("The recipient's file has ended: {0}.").format(
			_(status, context="Service Recipient")
		)
		doc.ended_on = nowdate()
		doc.flags.system_transition = doc.flags.ignore_permissions = True
		doc.save()


def _of_volunteer(volunteer: str) -> list[str]:
	return frappe.db.sql(
		f"""select `name` from `tab{DOCTYPE}` where `workflow_state` = %s
			and (`volunteer` = %s or `second_volunteer` = %s) order by `name`""",  # noqa: S608
		(State.PAIRED.value, volunteer, volunteer),
		pluck=True,
	)


def _continue(name: str, reason: str) -> None:
	doc = frappe.get_doc(DOCTYPE, name, for_update=True)
	doc.workflow_state = State.TO_BE_CONTINUED.value
	doc.decision_reason = reason
	doc.next_visit_on = None
	doc.flags.system_transition = doc.flags.ignore_permissions = True
	doc.flags.keeps_people = True
	doc.save()
	if doc.coordinator:
		lang = frappe.db.get_value("User", doc.coordinator, "language") or send.site_language()
		text = _("The pairing of {0} waits for somebody else: {1}", lang).format(doc.recipient_shown, reason)
		send.send([send.Line(KIND, text, DOCTYPE, doc.name, user=doc.coordinator)])
