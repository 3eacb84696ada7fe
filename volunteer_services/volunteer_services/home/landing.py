"""Where people land: the staff at their home, volunteers at their page, guests at the organisation's page.

By role, and only where nobody has set another home: neither the settings of the website and the portal, nor a
role, nor another app. A person who works in another app too keeps that desk; their way here is the tile.
"""

import frappe
from frappe.utils import cstr

from volunteer_services.foundation import roles

STAFF_PAGE = "volunteer-home"
VOLUNTEER_PAGE = "my-volunteer-service"
PUBLIC_PAGE = "volunteer-services"
_SELF = "volunteer_services.volunteer_services.home.landing.website_home"


def extend_bootinfo(bootinfo) -> None:
	"""Tells the desk's scripts where the user's home is (public/js/volunteer_services/landing.js)."""
	if home := staff_home(frappe.session.user):
		bootinfo.setdefault("volunteer_services", {})["home"] = home


def on_session_creation(login_manager) -> None:
	"""The first page after the login. Frappe 15 takes the user's workspace, or the app's; Frappe 16 asks
	``website_home``; before, the desk's scripts do it."""
	info = getattr(login_manager, "info", None)
	if info and "default_workspace" in info and staff_home(login_manager.user):
		info.default_workspace = STAFF_PAGE


def website_home(user: str) -> str | None:
	"""``get_website_user_home_page``: None leaves the choice to the hooks and settings that follow."""
	others = [path for path in frappe.get_hooks("get_website_user_home_page") if path != _SELF]
	if others:
		return frappe.get_attr(others[-1])(user)
	if paths := frappe.get_hooks("website_user_home_page"):
		return paths[-1]
	if _is_set_elsewhere(user):
		return None
	if user == "Guest":
		return PUBLIC_PAGE
	if _is_frappe_16() and staff_home(user):
		return f"desk/{STAFF_PAGE}"
	return VOLUNTEER_PAGE if _is_volunteer_only(user) else None


def staff_home(user: str) -> str | None:
	"""The desk's page for one of our staff who works in no other app here and has no home of their own."""
	held = set(frappe.get_roles(user))
	if not held.intersection(roles.STAFF_AND_AUDITOR) or _chose_another(user):
		return None
	foreign = held - roles.OURS - roles.OF_NO_APP
	works_elsewhere = foreign and frappe.db.exists(
		"Role", {"name": ["in", sorted(foreign)], "desk_access": 1}
	)
	return None if works_elsewhere else STAFF_PAGE


def _is_volunteer_only(user: str) -> bool:
	return roles.VOLUNTEER in frappe.get_roles(user) and (
		frappe.get_cached_value("User", user, "user_type") == "Website User"
	)


def _is_set_elsewhere(user: str) -> bool:
	"""Whether another app's hooks or the website name a home for this user. Roles and the portal's settings
	were asked by Frappe before."""
	by_role = frappe.get_hooks("role_home_page") or {}
	return bool(
		frappe.get_hooks("home_page")
		or (user != "Guest" and set(by_role).intersection(frappe.get_roles(user)))
		or frappe.db.get_single_value("Website Settings", "home_page")
	)


def _chose_another(user: str) -> bool:
	"""A workspace or an app that the person, or the site, has chosen to begin with."""
	fields = [
		field for field in ("default_workspace", "default_app") if frappe.get_meta("User").has_field(field)
	]
	if fields and any(frappe.db.get_value("User", user, fields) or ()):
		return True
	settings = frappe.get_meta("System Settings")
	return bool(
		settings.has_field("default_app") and frappe.db.get_single_value("System Settings", "default_app")
	)


def _is_frappe_16() -> bool:
	return int(cstr(frappe.__version__).split(".")[0]) >= 16
