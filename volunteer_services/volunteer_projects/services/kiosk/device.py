"""A site's tablet: opened by who manages the site, known by a token that only the tablet has, and closed.

The token opens nothing but check-ins at that site. It is given once, as a cookie, and stored as a hash.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, now_datetime

from volunteer_services.exceptions import CheckInError, RefusedActionError
from volunteer_services.foundation import roles
from volunteer_services.foundation.scope.staffing import staffing
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain.kiosk import rules

DOCTYPE, SITE = "Site Kiosk", "Service Site"
_LEVELS = ("Site", "District", "City")
_COLUMNS = ("name", "site", "site_name", "opened_by", "opened_on", "ends_on", "last_used_on", "closed_on")
_BYTES = 32
_AT_ONCE = 500
MOST_SITES = 200


def may_open(site: str, user: str) -> bool:
	"""Whether the user manages the site, or is an officer above it, today."""
	if user == "Administrator":
		return True
	found = frappe.db.get_value(SITE, site, ["region", "status"], as_dict=True)
	if not found or not frappe.db.get_value("User", user, "enabled"):
		return False
	if roles.MANAGER in frappe.get_roles(user):
		return True
	here = staffing(None, site, found.region)
	return any(here.holds(user, level) for level in _LEVELS)


def require_may_open(site: str) -> None:
	"""Raises RefusedActionError unless the session's user may open and close kiosks of the site."""
	if not may_open(site, frappe.session.user):
		frappe.throw(
			_("A kiosk is opened and closed by who manages the site, or an officer above it."),
			RefusedActionError,
			title=_("Not Allowed"),
		)


def sites() -> list[frappe._dict]:
	"""The active sites for which the session's user may open a kiosk: {name, site_name}, 200 at most."""
	if frappe.session.user != "Administrator" and not set(roles.REVIEWERS).intersection(frappe.get_roles()):
		return []
	rows = frappe.get_list(
		SITE,
		filters={"status": "Active"},
		fields=["name", "site_name"],
		order_by="site_name, name",
		limit_page_length=MOST_SITES,
	)
	return [frappe._dict(row) for row in rows]


def open_for(site: str) -> tuple[frappe._dict, str]:
	"""A new kiosk of the site, and its token, which is told this once. Raises CheckInError."""
	found = frappe.db.get_value(SITE, site, ["site_name", "region", "status"], as_dict=True)
	if not found or found.status != "Active":
		frappe.throw(_("A kiosk is opened for a site that is active."), CheckInError, title=_("Kiosk"))
	token = secrets.token_urlsafe(_BYTES)
	now = now_datetime().replace(microsecond=0)
	doc = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"site": site,
			"site_name": found.site_name,
			"region": found.region,
			"opened_by": frappe.session.user,
			"opened_on": now,
			"ends_on": now + rules.HOLDS,
			"last_used_on": now,
			"token_hash": _hash(token),
		}
	)
	doc.flags.by_service = doc.flags.ignore_permissions = True
	doc.insert()
	return frappe._dict({column: doc.get(column) for column in _COLUMNS}), token


def of_token(token: str, for_update: bool = False) -> frappe._dict | None:
	"""The kiosk that has this token and is open now; with ``for_update`` locked, so that a kiosk's check-ins
	come one after the other."""
	if not token or not (name := frappe.db.get_value(DOCTYPE, {"token_hash": _hash(token)}, "name")):
		return None
	row = _row(name, for_update)
	return row if row and is_open(row) else None


def is_open(row: frappe._dict) -> bool:
	"""Whether it is not closed, not over, was used of late, and its opener still manages the site."""
	return not row.closed_on and now_datetime() < ends_on(row) and may_open(row.site, row.opened_by)


def ends_on(row: frappe._dict) -> datetime:
	"""When it ends by itself if nobody checks in any more."""
	last = get_datetime(row.last_used_on) if row.last_used_on else None
	return rules.ends_on(get_datetime(row.opened_on), last, cint(settings().kiosk_idle_minutes))


def used(row: frappe._dict) -> int:
	"""Somebody checked in or out: the seconds until it ends if nobody else does."""
	now = _store(row.name, "last_used_on")
	return seconds_left(frappe._dict(row, last_used_on=now))


def seconds_left(row: frappe._dict) -> int:
	"""Until it ends by itself; one at least."""
	return max(int((ends_on(row) - now_datetime()).total_seconds()), 1)


def site_of(name: str) -> str:
	"""Raises DoesNotExistError."""
	site = frappe.db.get_value(DOCTYPE, name, "site")
	if not site:
		frappe.throw(
			_("There is no kiosk {0}.").format(frappe.utils.escape_html(name)), frappe.DoesNotExistError
		)
	return site


def close(name: str) -> None:
	"""It is over, once."""
	row = _row(name, for_update=True)
	if row and not row.closed_on:
		_store(name, "closed_on")


def close_ended() -> int:
	"""Scheduled: close what has ended by itself, so that the list says so. Returns how many."""
	rows = frappe.get_all(
		DOCTYPE,
		filters={"closed_on": ["is", "not set"]},
		fields=list(_COLUMNS),
		order_by="opened_on, name",
		limit_page_length=_AT_ONCE,
	)
	ended = [row.name for row in rows if not is_open(row)]
	for name in ended:
		close(name)
	return len(ended)


def _row(name: str, for_update: bool) -> frappe._dict | None:
	listed = ", ".join(f"`{column}`" for column in _COLUMNS)
	lock = "for update" if for_update else ""
	rows = frappe.db.sql(
		f"select {listed} from `tabSite Kiosk` where `name` = %s {lock}",  # noqa: S608 (our columns)
		(name,),
		as_dict=True,
	)
	return rows[0] if rows else None


def _store(name: str, field: str) -> datetime:
	now = now_datetime().replace(microsecond=0)
	frappe.db.set_value(DOCTYPE, name, field, now, update_modified=False)
	return now


def _hash(token: str) -> str:
	"""A token of 256 random bits is not guessed from its hash, and needs no salt."""
	return hashlib.sha256(token.encode()).hexdigest()
