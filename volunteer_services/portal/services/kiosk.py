"""The tablet of a site: what its page shows, its cookie, and that nobody is logged in on it."""

from __future__ import annotations

from datetime import datetime, timezone

import frappe

from volunteer_services.portal.services import rendering
from volunteer_services.volunteer_projects.domain.kiosk import rules
from volunteer_services.volunteer_projects.services.kiosk import device

ROUTE = "volunteer-kiosk"
COOKIE = "vs_kiosk"


def token() -> str:
	"""What the tablet's cookie says; empty for a browser on which somebody is logged in: a kiosk is signed in
	as the site only."""
	return rendering.cookie(COOKIE) if frappe.session.user == "Guest" else ""


def here() -> frappe._dict | None:
	"""The open kiosk of this browser: {site_name, seconds} until it ends if nobody uses it."""
	row = device.of_token(token())
	if not row:
		return None
	return frappe._dict(site_name=row.site_name, seconds=device.seconds_left(row))


def hand_over(site: str) -> dict:
	"""Open a kiosk of the site in this browser, and log its user out: {site_name}. One that was open in it
	before is closed. Raises CheckInError."""
	if before := device.of_token(rendering.cookie(COOKIE)):
		device.close(before.name)
	row, given = device.open_for(site)
	_log_out()
	if manager := getattr(frappe.local, "cookie_manager", None):
		manager.set_cookie(
			COOKIE,
			given,
			expires=datetime.now(timezone.utc) + rules.HOLDS,
			httponly=True,
			samesite="Strict",
		)
	return {"site_name": row.site_name}


def leave() -> None:
	"""The tablet is no kiosk any more."""
	if row := device.of_token(token()):
		device.close(row.name)
	if manager := getattr(frappe.local, "cookie_manager", None):
		manager.delete_cookie(COOKIE)


def _log_out() -> None:
	manager = getattr(frappe.local, "login_manager", None)
	if manager:
		manager.logout()
