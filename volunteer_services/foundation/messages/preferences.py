"""What a person wants to be told, and how. Whoever chose nothing reads it on the page, as ever."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint, now

from volunteer_services.exceptions import MessagePreferenceError
from volunteer_services.foundation import roles
from volunteer_services.foundation.database.bulk import multi_insert
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.domain import messages as rules
from volunteer_services.foundation.domain.arguments import yes_or_no
from volunteer_services.foundation.messages.kinds import Kind, kinds
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings

DOCTYPE = "Message Preference"
AT_ONCE, DAILY = "At Once", "Once a Day"
_PROFILE = "Volunteer Profile"


@dataclass(frozen=True)
class Choice:
	"""What one person chose for one kind."""

	channels: tuple[str, ...]
	digest: str
	quiet_from: int
	quiet_until: int


def chosen(users: set[str], asked: set[str]) -> dict[tuple[str, str], Choice]:
	"""(user, kind) → what they chose, for those who want more than the page; one query."""
	if not users:
		return {}
	rows = frappe.db.sql(
		"""select `user`, `kind`, `by_email`, `by_sms`, `digest`, `quiet_from`, `quiet_until`
		from `tabMessage Preference`
		where `user` in %s and `kind` in %s and (`by_email` = 1 or `by_sms` = 1)""",
		(tuple(users), tuple(asked)),
		as_dict=True,
	)
	return {
		(row.user, row.kind): Choice(
			tuple(name for name, wanted in (("Email", row.by_email), ("SMS", row.by_sms)) if wanted),
			row.digest,
			row.quiet_from,
			row.quiet_until,
		)
		for row in rows
	}


def usual_quiet() -> rules.QuietHours:
	"""The quiet hours of those who chose none."""
	doc = settings()
	return rules.QuietHours(
		_hour(doc.get("quiet_from"), rules.QUIET_FROM), _hour(doc.get("quiet_until"), rules.QUIET_UNTIL)
	)


def _hour(value, usual: int) -> int:
	return usual if value in (None, "") else cint(value)


def offered() -> list[Kind]:
	"""The kinds that the session's user may be told of."""
	is_staff = roles.is_staff()
	return [kind for kind in kinds().values() if is_staff or not kind.is_for_staff]


def mine() -> tuple[dict[str, frappe._dict], rules.QuietHours]:
	"""What the session's user chose, by kind, and the hours in which they want to be left alone."""
	rows = frappe.get_all(
		DOCTYPE,
		filters={"user": frappe.session.user},
		fields=["kind", "by_email", "by_sms", "digest", "quiet_from", "quiet_until"],
		order_by="kind",
	)
	quiet = rules.QuietHours(rows[0].quiet_from, rows[0].quiet_until) if rows else usual_quiet()
	return {row.kind: row for row in rows}, quiet


def save(choices: list[dict], quiet_from: int, quiet_until: int) -> int:
	"""Keep what the session's user chose, in the place of what they chose before; returns how many rows.

	``choices``: rows with kind, by_email, by_sms and digest. Raises PermissionError for who has neither a
	file nor an office, MessagePreferenceError for a kind that is not offered or named twice, and for an hour
	that is none.
	"""
	user = frappe.session.user
	if not roles.is_staff() and not frappe.db.exists(_PROFILE, {"user": user}):
		frappe.throw(_("Only volunteers and staff choose what they are told."), frappe.PermissionError)
	with enforce(MessagePreferenceError):
		quiet = rules.QuietHours(quiet_from, quiet_until)
	values = [_value(row) for row in choices]
	names = [row["kind"] for row in values]
	known = {kind.name for kind in offered()}
	for name in names:
		if name not in known or names.count(name) > 1:
			frappe.throw(
				_("The kind of message {0} is unknown or named twice.").format(
					frappe.utils.escape_html(name)
				),
				MessagePreferenceError,
			)
	frappe.db.sql("select `name` from `tabUser` where `name` = %s for update", (user,))
	frappe.db.sql("delete from `tabMessage Preference` where `user` = %s", (user,))
	stamp = now()
	base = {"creation": stamp, "modified": stamp, "owner": user, "modified_by": user}
	base |= {"docstatus": 0, "idx": 0, "user": user, "quiet_from": quiet.begin, "quiet_until": quiet.end}
	multi_insert(DOCTYPE, [{"name": random_name(), **base, **row} for row in values])
	return len(values)


def _value(row: dict) -> dict:
	return {
		"kind": str(row.get("kind") or "")[:140],
		"by_email": int(yes_or_no("by_email", row.get("by_email") or 0)),
		"by_sms": int(yes_or_no("by_sms", row.get("by_sms") or 0)),
		"digest": DAILY if row.get("digest") == DAILY else AT_ONCE,
	}
