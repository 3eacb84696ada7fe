"""Accounts of points: their keys, and making them when they are first needed.

The key is the name. Volunteers and teams hold points; the pool is the public's; each recording unit issues
the points of the hours that it recorded, and each sponsor's account takes in what was redeemed of the
sponsor's rewards. So one hot account does not make everybody wait, and reports read who issued and who
honoured points.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, now

from volunteer_services.time_bank.domain.ledger import NO_LIMIT

DOCTYPE = "Points Account"
POOL = "Pool"
GENERAL = "General"
EXPIRED = "Expired"
HARDSHIP = "Hardship"
OPENING = "Opening"
_SEPARATOR = ":"
# Frappe's Long Int columns would be null otherwise.
_COUNTS = ("balance", "held", "entry_count", "carry_units", "shortfall", "passbook_seq")
_HOLDERS = {
	"Volunteer": ("Volunteer Profile", "full_name"),
	"Team": ("Volunteer Team", "team_name"),
	"Issue": ("Recording Unit", "unit_name"),
	"Sink": ("Reward Sponsor", "sponsor_name"),
}


def volunteer_key(volunteer: str) -> str:
	"""The account of a volunteer."""
	return f"Volunteer{_SEPARATOR}{volunteer}"


def team_key(team: str) -> str:
	"""The account of a team, which can only be donated from."""
	return f"Team{_SEPARATOR}{team}"


def issue_key(unit: str | None = None) -> str:
	"""The account from which a recording unit issues points (default: those that no unit recorded)."""
	return f"Issue{_SEPARATOR}{unit or GENERAL}"


def sink_key(sponsor: str | None = None) -> str:
	"""The account to which points redeemed for a sponsor's rewards go (default: rewards without sponsor)."""
	return f"Sink{_SEPARATOR}{sponsor or GENERAL}"


def split(key: str) -> tuple[str, str]:
	"""Kind and holder of an account's key; the pool has no holder."""
	kind, _sep, holder = key.partition(_SEPARATOR)
	return kind, holder


def volunteers_of(keys: Iterable[str]) -> list[str]:
	"""The volunteers among the holders of these accounts."""
	return sorted(holder for kind, holder in map(split, keys) if kind == "Volunteer")


def balance(key: str) -> int:
	"""Points on an account as last committed; 0 where there is no account yet."""
	return cint(frappe.db.get_value(DOCTYPE, key, "balance"))


def ensure(keys: Iterable[str]) -> None:
	"""Make the accounts that are not there yet; safe beside others who make the same."""
	wanted = sorted(set(keys))
	there = {
		name
		for (name,) in frappe.db.sql(
			"select `name` from `tabPoints Account` where `name` in %s", (tuple(wanted) or ("",),)
		)
	}
	missing = [key for key in wanted if key not in there]
	if not missing:
		return
	names = _holder_names(missing)
	stamp, user = now(), frappe.session.user
	fields = [
		"name", "creation", "modified", "owner", "modified_by", "account_key", "account_kind", "status",
		"holder_type", "holder", "holder_name", "volunteer", "team", "min_balance", *_COUNTS,
	]  # fmt: skip
	rows = []
	for key in missing:
		kind, holder = split(key)
		holder_type = _HOLDERS[kind][0] if kind in _HOLDERS and (kind, holder) in names else None
		rows.append(
			(
				key, stamp, stamp, user, user, key, kind, "Active", holder_type,
				holder if holder_type else None, names.get((kind, holder)) or _plain_name(kind, holder),
				holder if kind == "Volunteer" else None, holder if kind == "Team" else None,
				NO_LIMIT if kind == "Issue" else 0, *([0] * len(_COUNTS)),
			)
		)  # fmt: skip
	frappe.db.bulk_insert(DOCTYPE, fields, rows, ignore_duplicates=True)


def _holder_names(keys: list[str]) -> dict[tuple[str, str], str]:
	found = {}
	for kind, (doctype, title) in _HOLDERS.items():
		holders = [holder for k, holder in map(split, keys) if k == kind]
		if not holders:
			continue
		for row in frappe.get_all(
			doctype, filters={"name": ["in", holders]}, fields=["name", title], limit_page_length=0
		):
			found[(kind, row.name)] = row[title]
	return found


def _plain_name(kind: str, holder: str) -> str:
	"""The title of an account without a holder, in the language of who first needed it."""
	titles = {
		(POOL, ""): _("Public Pool"),
		("Issue", GENERAL): _("Points Issued"),
		("Issue", OPENING): _("Opening Balances"),
		("Sink", GENERAL): _("Points Redeemed"),
		("Sink", EXPIRED): _("Points Expired"),
		("Sink", HARDSHIP): _("Hardship Grants"),
	}
	return titles.get((kind, holder)) or holder
