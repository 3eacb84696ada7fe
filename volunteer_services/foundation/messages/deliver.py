"""Sending what is queued, again and again with growing pauses, and forgetting what was said.

A row is noted as tried, with the time of its next try, before it is sent: two workers do not send it twice,
and one that dies leaves it to the next. "Sent" means that the gateway, or Frappe's queue of e-mails, took it.
"""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe.utils import add_days, cint, cstr, now_datetime

from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.foundation.database.savepoint import undone_on_error
from volunteer_services.foundation.domain import messages as rules
from volunteer_services.foundation.messages import channels
from volunteer_services.foundation.messages.further import DOCTYPE, FAILED, GIVEN_UP, SENT, WAITING
from volunteer_services.foundation.settings import settings

AT_ONCE = 200
TEXT_DAYS = 30
_OPEN = (WAITING, FAILED)


def run() -> None:
	"""Scheduler, every two minutes: what came due since, and what failed before."""
	send_due()


def send_due() -> dict[str, int]:
	"""Send up to 200 rows that are due, the urgent first, each group in a transaction of its own; returns
	how many rows ended in which state."""
	ended: dict[str, int] = {}
	for group in _groups(now_datetime()):
		rows = retry.whole(lambda group=group: _claim(group))
		if not rows:
			continue
		state = _try(rows)
		frappe.db.commit()
		ended[state] = ended.get(state, 0) + len(rows)
	return ended


def _groups(at: datetime) -> list[dict]:
	"""What goes out together: all lines of one person's day by one channel, or one row alone."""
	rows = frappe.db.sql(
		"""select `name`, `user`, `channel`, `is_daily` from `tabMessage Delivery`
		where `state` in %s and `due_on` <= %s order by `is_urgent` desc, `due_on`, `creation`, `name`
		limit %s""",
		(_OPEN, at, AT_ONCE),
		as_dict=True,
	)
	groups: dict[tuple, dict] = {}
	for row in rows:
		if row.is_daily:
			groups[row.user, row.channel] = {"user": row.user, "channel": row.channel, "is_daily": 1}
		else:
			groups[(row.name,)] = {"name": row.name}
	return list(groups.values())


def _claim(group: dict) -> list[frappe._dict]:
	"""Lock the rows, note the try, and return those that nobody else took."""
	at = now_datetime()
	where = " and ".join(f"`{column}` = %({column})s" for column in group)
	rows = frappe.db.sql(
		f"""select `name`, `user`, `volunteer`, `channel`, `is_urgent`, `text`, `tries`, `quiet_from`,
			`quiet_until`
		from `tabMessage Delivery` where {where} and `state` in %(open)s and `due_on` <= %(at)s
		order by `creation`, `name` for update""",  # noqa: S608 — columns of ours
		{**group, "open": _OPEN, "at": at},
		as_dict=True,
	)
	for row in rows:
		row.tries += 1
		row.again = rules.next_try(at, row.tries)
		if row.again and not row.is_urgent:
			row.again = rules.QuietHours(row.quiet_from, row.quiet_until).after(row.again)
	_note(rows, lambda row: {"state": FAILED if row.again else GIVEN_UP, "tries": row.tries})
	_note([row for row in rows if row.again], lambda row: {"due_on": row.again})
	return rows


def _note(rows: list, values) -> None:
	if rows:
		same = {"modified": str(now_datetime())}
		update_each(DOCTYPE, {row.name: values(row) for row in rows}, same)


def _try(rows: list) -> str:
	first = rows[0]
	try:
		with undone_on_error():
			address, lang = _reader(first)
			channels.out(first.channel, address, [cstr(row.text) for row in rows], lang)
	except Exception as error:
		# The text may hold an address with a key in it: the kind of error is what helps.
		told = f"{type(error).__name__}: {_status(error)}"[:140]
		_note(rows, lambda _row: {"last_error": told})
		return FAILED if first.again else GIVEN_UP
	_note(rows, lambda _row: {"state": SENT, "sent_on": str(now_datetime()), "last_error": None})
	return SENT


def _status(error: Exception) -> str:
	answer = getattr(error, "response", None)
	if answer is not None:
		return str(answer.status_code)
	return cstr(error) if isinstance(error, channels.MessageChannelError) else ""


def _reader(row) -> tuple[str | None, str]:
	"""Where the person is reached today by the row's channel, and their language."""
	file = user = None
	if row.volunteer:
		file = frappe.db.get_value("Volunteer Profile", row.volunteer, ["email", "mobile"], as_dict=True)
	if row.user:
		user = frappe.db.get_value("User", row.user, ["email", "mobile_no", "language"], as_dict=True)
	lang = (user and user.language) or frappe.db.get_single_value("System Settings", "language") or "zh"
	if row.channel == channels.EMAIL:
		return (file and file.email) or (user and user.email), lang
	return (file and file.mobile) or (user and user.mobile_no), lang


def forget_texts() -> None:
	"""Scheduler, daily: the words of what was sent or given up are kept for 30 days (a setting)."""
	days = cint(settings().get("message_text_days")) or TEXT_DAYS
	frappe.db.sql(
		"""update `tabMessage Delivery` set `text` = null
		where `state` in %s and `creation` < %s and `text` is not null""",
		((SENT, GIVEN_UP), add_days(now_datetime(), -days)),
	)
