"""The pages /volunteer-team-service: leaders, site managers and officers on a phone.

What each of them holds: portal/services/staff/parts.py.
"""

from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils import cstr, getdate, nowdate

from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.pilot_sites.services.assessments import entry
from volunteer_services.portal.services import rendering, staff_access
from volunteer_services.portal.services.staff import parts
from volunteer_services.volunteer_registry.services import own_file
from volunteer_services.volunteer_services.home import tasks

no_cache = 1
sitemap = 0


class TeamPage(rendering.OwnPage):
	"""These pages, kept out of every cache."""

	route = parts.ROUTE


def get_context(context):
	"""The page of one part; ``is_staff`` is False for whoever has no appointment. Guests go to the login.

	Raises PageDoesNotExistError (404) for an address that is none of the pages.
	"""
	part = parts.PARTS.get(cstr(frappe.form_dict.get("part")).strip("/ "))
	if not part:
		raise frappe.PageDoesNotExistError
	if frappe.session.user == "Guest":
		frappe.local.flags.redirect_location = f"/login?redirect-to={part.address}"
		raise frappe.Redirect(302)
	frappe.local.lang = context.page_lang = rendering.own_language()
	context.no_cache = context.has_scripts = 1
	context.languages = rendering.LANGUAGES
	context.is_large = rendering.is_large()
	context.title = parts.titles()[part.route]
	context.login = frappe.session.user
	context.part = part
	rendering.make_token()
	context.has_file = bool(own_file.own_file(frappe.session.user))
	context.is_staff = staff_access.may_enter()
	if not context.is_staff:
		context.title = _("Pages of Leaders and Site Managers")
		return context
	context.tabs = parts.tabs(part.route)
	context.kept = _kept()
	if not part.route:
		context.may_assess = entry.may_fill()
		context.others = _others()
	part.add(context)
	return context


def _others() -> list[frappe._dict]:
	"""What else waits for the reader, who decides it in the desk: label, count and age in days."""
	day = getdate(nowdate())
	waits = [wait for wait in tasks.decisions(Sight()) if wait.count and wait.doctype != "Service Log"]
	told = [frappe._dict(wait.told(day)) for wait in waits]
	return sorted(told, key=lambda one: (-one.days, -one["count"]))


def _kept() -> str:
	"""What the address says besides the language goes along when the language is changed."""
	known = ("activity", "volunteer", "search", "page")
	return urlencode({key: frappe.form_dict[key] for key in known if frappe.form_dict.get(key)})
