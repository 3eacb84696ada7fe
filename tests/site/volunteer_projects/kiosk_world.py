"""A site's tablet: a browser with a cookie and without a user."""

from __future__ import annotations

from contextlib import contextmanager

import frappe
from frappe.auth import CookieManager
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from volunteer_services.api import kiosk as api
from volunteer_services.portal.services.kiosk import COOKIE

KIOSK = "Site Kiosk"


@contextmanager
def browser(user: str, token: str = ""):
	"""Requests of this user from a browser that has this cookie."""
	before = frappe.session.user
	headers = {"Cookie": f"{COOKIE}={token}"} if token else {}
	frappe.set_user(user)
	frappe.local.request = Request(EnvironBuilder(method="POST", headers=headers).get_environ())
	frappe.local.cookie_manager = CookieManager()
	try:
		yield frappe.local.cookie_manager
	finally:
		del frappe.local.request
		frappe.set_user(before)


def opened(user: str, site: str, token: str = "") -> str:
	"""The token that the tablet gets when the user opens a kiosk on it."""
	with browser(user, token) as cookies:
		api.open_here(site)
		return cookies.cookies[COOKIE]["value"]


def check(token: str, text: str, user: str = "Guest") -> dict:
	with browser(user, token):
		return api.check(text)


def by_number(token: str, number: str, full_name: str, user: str = "Guest") -> dict:
	with browser(user, token):
		return api.check_by_number(number, full_name)


def only() -> frappe._dict:
	"""The one kiosk that there is."""
	(row,) = frappe.get_all(KIOSK, fields=["*"])
	return row
