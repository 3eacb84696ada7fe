"""The page /verify-certificate: anybody checks a certificate by its code, without login or script."""

from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.api.certificates import verify
from volunteer_services.exceptions import ArgumentError, RequestLimitError
from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services import rendering

no_cache = 1
sitemap = 0

MAX_LENGTH = 60


def get_context(context):
	"""``state`` is empty, valid, superseded, revoked, cancelled, unknown or limited."""
	rendering.use_public_language(context)
	rendering.begin_public(context, _("Check a Certificate"))
	context.is_public = False  # no search engine needs the codes of people
	context.back = ("/volunteer-services", _("Volunteer Services"))
	context.code = cstr(frappe.form_dict.get("code")).strip()[:MAX_LENGTH]
	context.state, answer = look_up(context.code)
	if context.state == "limited":
		context.http_status_code = 429
	if answer:
		context.code = answer["code"]
	context.headline, context.explanation = words(context.state, answer)
	context.rows = rows(answer) if answer else []
	context.lang_query = f"&code={quote(context.code)}" if context.code else ""
	return context


def look_up(code: str) -> tuple[str, dict | None]:
	"""State and answer for a code; counts with the API's checks of the same address."""
	if not code:
		return "empty", None
	try:
		answer = verify(code)
	except ArgumentError:
		frappe.clear_messages()
		return "unknown", None
	except RequestLimitError:
		frappe.clear_messages()
		return "limited", None
	return answer["status"], answer if answer["status"] != "unknown" else None


def words(state: str, answer: dict | None = None) -> tuple[str, str]:
	"""Headline and explanation of a result, in plain words."""
	if answer and answer["kind"] == "Plaque Certificate":
		return plaque_words(state)
	return {
		"empty": ("", ""),
		"valid": (
			_("This certificate is valid."),
			_("It was issued by the organisation below. Compare the details with the paper in your hand."),
		),
		"superseded": (
			_("This certificate has been superseded."),
			_("A record on it was corrected later: its hours are out of date. Ask for the new one."),
		),
		"revoked": (
			_("This certificate has been revoked."),
			_("It is not valid any more. For the reason ask the organisation that issued it."),
		),
		"cancelled": (
			_("This donation has been cancelled."),
			_("The certificate of thanks is not valid any more. For the reason ask the donor's team."),
		),
		"unknown": (
			_("No certificate has this code."),
			_("Compare all 20 characters with the paper. Capital or small letters make no difference."),
		),
		"limited": (
			_("Too many checks from your network."),
			_("Please wait an hour and try again, or telephone the organisation that issued it."),
		),
	}[state]


def plaque_words(state: str) -> tuple[str, str]:
	"""A plaque (授牌) is given to a place; its end (摘牌) says why."""
	if state == "valid":
		return (
			_("This plaque is valid."),
			_("It was awarded to the site below. Compare the details with the plaque or its certificate."),
		)
	return (
		_("This plaque has been revoked."),
		_("The site does not hold it any more. Day and reason stand below."),
	)


def rows(answer: dict) -> list[tuple[str, str]]:
	"""Label and value of each detail that the answer has."""
	period = [_date(answer[key]) for key in ("from_date", "to_date") if answer[key]]
	is_plaque = answer["kind"] == "Plaque Certificate"
	is_training = answer["kind"] == "Training Certificate"
	found = (
		(_("Kind"), _(answer["kind"])),
		(_("Plaque No.") if is_plaque else _("Certificate No."), answer["certificate_no"]),
		(_("Site Name") if is_plaque else _("Holder"), answer["holder"]),
		(_("Course") if is_training else _("Programme"), answer["programme"]),
		(_("Star Title"), answer["title"]),
		(_("Points Donated"), cstr(answer["points"] or "")),
		(
			_("Service Time"),
			"" if answer["minutes"] is None else printing.hours_text(cint(answer["minutes"])),
		),
		(_("Valid Until") if is_training else _("Period of Service"), " – ".join(period)),
		(_("Awarding Body") if is_plaque else _("Issued By"), answer["unit"]),
		(_("Designated On") if is_plaque else _("Issued On"), _date(answer["issued_on"])),
		(_("Plaque Revoked On") if is_plaque else _("Changed On"), _date(answer["changed_on"])),
		(_("Reason of the Revocation"), answer["reason"]),
	)
	return [(label, cstr(value)) for label, value in found if value]


def _date(day: str | None) -> str:
	if not day:
		return ""
	return printing.date_zh(day) if printing.is_chinese() else printing.date_en(day)
