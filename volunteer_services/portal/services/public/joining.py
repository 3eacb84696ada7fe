"""What the pages on joining show: the form, where an application is, how to log in."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr, nowdate

from volunteer_services.foundation.settings import settings
from volunteer_services.portal.domain.login_code import is_own_page
from volunteer_services.portal.services import login_code
from volunteer_services.volunteer_registry.domain.age import CHILD_DATA_AGE
from volunteer_services.volunteer_registry.domain.codes import IdType
from volunteer_services.volunteer_registry.services.applicants import age_policy
from volunteer_services.volunteer_registry.services.joining import notice, places

ROUTE = "join-volunteers"
PARTS = ("", "state", "login")
_TEMPLATES = "volunteer_services/templates/portal/joining"


def titles() -> dict[str, str]:
	return {
		"": _("Become a Volunteer"),
		"state": _("Where My Application Is"),
		"login": _("How to Log In"),
	}


def template(part: str) -> str:
	return f"{_TEMPLATES}/{part or 'form'}.html"


def script(part: str) -> str:
	if part == "login" and not login_code.is_offered():
		return ""
	return f"{_TEMPLATES}/scripts/{part or 'form'}.html"


def add(context, part: str) -> None:
	"""Put what the page of this part shows into its context."""
	if part == "login":
		asked = cstr(frappe.form_dict.get("redirect-to"))[:500]
		context.leads_to = asked if is_own_page(asked) else "/my-volunteer-service"
		context.by_sms = login_code.is_offered()
		context.by_link = bool(cint(frappe.get_system_settings("login_with_email_link")))
	elif not part:
		context.is_closed = bool(cint(settings().joining_closed))
		if not context.is_closed:
			_add_form(context)


def _add_form(context) -> None:
	policy = age_policy()
	context.kinds = [
		frappe._dict(key="Self", title=_("I apply for myself")),
		frappe._dict(key="Minor", title=_("I am the guardian of a minor")),
		frappe._dict(key="On Behalf", title=_("I apply for an elder without a phone")),
	]
	context.id_types = IdType.options()
	context.regions = places.regions()
	context.skills = places.skills()
	context.purposes = notice.purposes()
	context.ages = {
		"minimum": 0 if policy.allow_under_minimum else policy.minimum_age,
		"guardian": max(policy.guardian_age, policy.minimum_age),
		"child": CHILD_DATA_AGE,
		"today": nowdate(),
	}
