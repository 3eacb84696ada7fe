"""What goes further than the page: rows of Message Delivery for those who chose e-mail or text messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe.utils import cint, now_datetime

from volunteer_services.foundation.database.bulk import multi_insert
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.domain import messages as rules
from volunteer_services.foundation.messages import channels, preferences

DOCTYPE = "Message Delivery"
WAITING, SENT, FAILED, GIVEN_UP = "Waiting", "Sent", "Failed", "Given Up"
SEND = "volunteer_services.foundation.messages.deliver.send_due"
# What a volunteer's file says in ``notify_by``; calls and visits are made by people.
_BY_FILE = {"Email": channels.EMAIL, "SMS": channels.SMS}


@dataclass(frozen=True)
class _Way:
	channel: str
	quiet: rules.QuietHours
	is_daily: bool = False


def queue(lines: list, urgent: dict[str, bool]) -> None:
	"""Queue what the readers of ``lines`` chose; ``urgent``: kind → whether it waits for nothing."""
	chosen = preferences.chosen({line.user for line in lines if line.user}, set(urgent))
	files = _files(lines, {user for user, _kind in chosen})
	if not chosen and not files:
		return
	usual = preferences.usual_quiet()
	is_open = {channel: channels.exists(channel) for channel in _BY_FILE.values()}
	rows, at = [], now_datetime()
	for line in lines:
		file = files.get(line.user) or files.get(line.volunteer)
		ways = {way.channel: way for way in _ways(line, chosen.get((line.user, line.kind)), file, usual)}
		rows += [
			_row(line, file, way, at, urgent[line.kind]) for way in ways.values() if is_open[way.channel]
		]
	add(rows, at)


def _ways(line, choice, file, usual: rules.QuietHours) -> list[_Way]:
	ways = []
	if file and (not line.user or line.also_by_file) and file.notify_by in _BY_FILE:
		ways.append(_Way(_BY_FILE[file.notify_by], usual))
	if choice:
		quiet = rules.QuietHours(cint(choice.quiet_from), cint(choice.quiet_until))
		ways += [_Way(channel, quiet, choice.digest == preferences.DAILY) for channel in choice.channels]
	return ways


def _files(lines: list, users: set[str]) -> dict[str, frappe._dict]:
	"""The files of those who chose something, by user, and of those who are reached by their file, by
	name."""
	named = {line.volunteer for line in lines if line.volunteer and (not line.user or line.also_by_file)}
	if not users and not named:
		return {}
	rows = frappe.db.sql(
		"""select `name`, `user`, `notify_by` from `tabVolunteer Profile`
		where `is_restricted` = 0 and (`user` in %s or (`name` in %s and `notify_by` in %s))""",
		(tuple(users) or ("",), tuple(named) or ("",), tuple(_BY_FILE)),
		as_dict=True,
	)
	return {key: row for row in rows for key in (row.user, row.name) if key}


def _row(line, file, way: _Way, at: datetime, is_urgent: bool) -> dict:
	is_daily = way.is_daily and not is_urgent
	return {
		"user": line.user,
		"volunteer": file.name if file else None,
		"kind": line.kind,
		"channel": way.channel,
		"is_urgent": int(is_urgent),
		"is_daily": int(is_daily),
		"quiet_from": way.quiet.begin,
		"quiet_until": way.quiet.end,
		"due_on": rules.due(at, way.quiet, is_urgent, is_daily),
		"text": line.text,
		"document_type": line.doctype,
		"document_name": line.name,
	}


def add(rows: list[dict], at: datetime) -> None:
	"""Store the rows, and begin to send after the commit what is due now."""
	if not rows:
		return
	stamp, user = str(at), frappe.session.user
	base = {"creation": stamp, "modified": stamp, "owner": user, "modified_by": user}
	base |= {"docstatus": 0, "idx": 0, "state": WAITING, "tries": 0}
	multi_insert(DOCTYPE, [{"name": random_name(), **base, **row} for row in rows])
	if any(row["due_on"] <= at for row in rows):
		frappe.enqueue(SEND, queue="short", timeout=300, enqueue_after_commit=True)
