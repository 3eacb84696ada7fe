"""The page /my-volunteer-service: volunteers see their own file and records, and report errors [L67
§12–13]."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, getdate
from frappe.website.page_renderers.template_page import TemplatePage

from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services import (
	availability_page,
	call_outs_page,
	covers_page,
	family_page,
	groups_page,
	led_page,
	materials_page,
	own_records,
	points_page,
	proposals_page,
	self_reports_page,
	sign_ups_page,
)
from volunteer_services.volunteer_registry.services import own_file

no_cache = 1
sitemap = 0

ROUTE = "my-volunteer-service"
NO_STORE = {
	"Cache-Control": "no-store, no-cache, must-revalidate, private",
	"X-Robots-Tag": "noindex, nofollow",
}


class OwnPage(TemplatePage):
	"""This page with the headers that keep it out of every cache: Frappe 15 sends none of its own."""

	route = ROUTE

	def __init__(self, path=None, http_status_code=None):
		self.is_mine = cstr(path).strip("/ ") == self.route
		if self.is_mine:
			super().__init__(path, http_status_code)
			self.headers = dict(NO_STORE)

	def can_render(self) -> bool:
		return bool(self.is_mine and super().can_render())


def get_context(context):
	"""The own file; ``file`` is None for a user without one. Guests are sent to the login."""
	user = frappe.session.user
	if user == "Guest":
		frappe.local.flags.redirect_location = f"/login?redirect-to=/{ROUTE}"
		raise frappe.Redirect(302)
	frappe.local.lang = context.page_lang = page_language()
	context.no_cache = 1
	context.other_lang = "en" if context.page_lang == "zh" else "zh"
	context.title = _("My Volunteer Service")
	context.login = user
	make_token()
	context.file = file = own_file.own_file(user)
	if not file:
		return context
	context.standing, context.standing_reason = standing(file)
	context.facts = facts(file)
	context.progress = progress(own_records.star_progress(file))
	call_outs_page.add(context, file.name)
	sign_ups_page.add(context, file.name)
	availability_page.add(context, file.name)
	self_reports_page.add(context, file)
	proposals_page.add(context, file)
	covers_page.add(context, file.name)
	family_page.add(context, file.name)
	groups_page.add(context, file.name)
	led_page.add(context, file.name)
	materials_page.add(context, file.name)
	points_page.add(context, file.name, frappe.form_dict)
	add_records(context, file.name)
	context.certificates = [certificate_row(row) for row in own_records.certificates(file.name)]
	context.stars = [star_row(row) for row in own_records.stars(file.name)]
	context.memberships = [membership_row(row) for row in own_records.memberships(file.name)]
	return context


def page_language() -> str:
	"""Chinese or English: as chosen on the page, else the user's language."""
	chosen = frappe.form_dict.get("lang")
	if chosen in ("zh", "en"):
		return chosen
	return "zh" if printing.is_chinese() else "en"


def make_token() -> None:
	"""The page posts: its session needs the token (requests by API key have no session to keep it)."""
	if getattr(frappe.local, "session_obj", None):
		frappe.sessions.get_csrf_token()


# --- the file ---------------------------------------------------------------------------------------------


def standing(file) -> tuple[str, str]:
	"""The state of the registration in plain words, and the reason that was given."""
	state = file.workflow_state
	sentence = {
		"Applied": _("Your application has been received."),
		"Pending Review": _("Your application is being reviewed."),
		"Returned": _("Your application needs changes. Please ask your team or site to send it again."),
		"Rejected": _("Your application was not accepted."),
		"Registered": _("You are a registered volunteer."),
		"Suspended": _("Your service is suspended at present."),
		"Deregistered": _("Your registration has ended. Your records are kept."),
	}.get(state, _(state, context="Volunteer Profile"))
	if file.is_restricted:
		sentence = _("Your consent was withdrawn: your file is kept, but nothing new is entered.")
	reason = file.decision_reason if state in ("Returned", "Rejected", "Suspended", "Deregistered") else ""
	if state == "Deregistered" and file.exit_reason:
		reason = " · ".join(filter(None, (_(file.exit_reason), reason)))
	return sentence, cstr(reason)


def facts(file) -> list[tuple[str, str]]:
	"""Label and value of what stands beside the hours."""
	found = (
		(_("Volunteer No."), file.volunteer_no),
		(_("Application Date"), _date(file.applied_on)),
		(_("Registered On"), _date(file.registered_on)),
		(_("Last Service"), _date(file.last_service_date) or _("None yet")),
	)
	return [(label, cstr(value)) for label, value in found if value]


def progress(star) -> frappe._dict:
	"""The star in words: held, and what is missing to the next."""
	star.held = star_name(star.star, star.title) if star.star else _("No star yet")
	if not star.next_star:
		star.words = _("You hold the highest star.") if star.star else ""
	elif star.minutes_missing:
		star.words = _("{0} more to {1}").format(
			printing.hours_text(star.minutes_missing), star_name(star.next_star, star.next_title)
		)
	else:
		star.words = _("Your hours suffice for {0}: it waits to be granted.").format(
			star_name(star.next_star, star.next_title)
		)
	return star


def star_name(star: int, title: str | None) -> str:
	return _(title) if title else "★" * cint(star)


# --- the records ------------------------------------------------------------------------------------------


def add_records(context, volunteer: str) -> None:
	context.years = own_records.years(volunteer)
	chosen = cint(frappe.form_dict.get("year"))
	context.year = chosen if chosen in context.years else None
	found = own_records.records(volunteer, context.year, cint(frappe.form_dict.get("page")))
	may_ask = bool(frappe.has_permission("Record Correction", "create"))
	context.page, context.pages, context.count = found.page, found.pages, found.count
	context.records = [record_row(row, may_ask) for row in found.rows]
	context.hours_total = printing.hours_text(context.file.total_minutes)
	context.hours_credited = printing.hours_text(context.file.credited_minutes)


def record_row(row, may_ask: bool) -> frappe._dict:
	"""A record as the table shows it; ``tone`` is good, wait, bad or off."""
	words, tone = state_words(row)
	asked = row.correction
	return frappe._dict(
		name=row.name,
		date=_date(row.service_date),
		day=cstr(row.service_date),
		times=_times(row),
		starts=_clock(row.starts_on) if row.ends_on else "",
		ends=_clock(row.ends_on) if row.starts_on else "",
		title=row.activity_name or row.project_name or row.team_name or "—",
		subtitle=row.project_name if row.activity_name else "",
		content=row.service_content or "",
		location=row.location or "",
		hours=printing.hours_text(row.minutes),
		trust_class=_(row.trust_class) if row.docstatus == 1 and row.trust_class else "",
		state=words,
		tone=tone,
		reason="" if row.corrected_by else row.return_reason or "",
		correction=asked and correction_words(asked),
		can_ask=may_ask and row.can_be_corrected,
	)


def state_words(row) -> tuple[str, str]:
	"""The state of a record in plain words, and its tone."""
	if row.corrected_by:
		return _("Replaced by a corrected record"), "off"
	return {
		"Draft": (_("Entered, not yet sent to review"), "wait"),
		"Pending Team Review": (_("Waits for the team's review"), "wait"),
		"Pending Site Review": (_("Waits for the site's review"), "wait"),
		"Pending District Review": (_("Waits for the district's review"), "wait"),
		"Pending City Review": (_("Waits for the city's review"), "wait"),
		"Awaiting Registration": (_("Counts once you are registered"), "wait"),
		"Approved": (_("Approved: it counts"), "good"),
		"Returned": (_("Sent back to the recorder"), "bad"),
		"Rejected": (_("Not recognised"), "bad"),
		"Cancelled": (_("Taken back: it does not count"), "off"),
	}.get(row.workflow_state, (_(row.workflow_state, context="Service Log"), "wait"))


def correction_words(asked) -> str:
	"""The latest request about a record: number, state, and why it was sent back or refused."""
	words = _("Correction {0}: {1}").format(asked.name, _(asked.workflow_state, context="Record Correction"))
	return f"{words} · {asked.decision_reason}" if asked.decision_reason else words


# --- certificates, stars, teams ---------------------------------------------------------------------------


def certificate_row(row) -> frappe._dict:
	row.period = _period(row.from_date, row.to_date)
	row.hours = printing.hours_text(row.total_minutes)
	row.state = _(row.status, context="Service Certificate")
	row.tone = "good" if row.status == "Valid" else "off"
	row.can_print = row.status == "Valid" and frappe.has_permission("Service Certificate", "print")
	return row


def star_row(row) -> frappe._dict:
	is_granted = row.status == "Granted"
	row.label = star_name(row.star, row.title)
	row.date = _date(row.awarded_on if is_granted else row.revoked_on)
	if row.status == "Public Notice":
		row.date = _period(row.notice_from, row.notice_to)
	row.state = _(row.status, context="Star Award")
	row.tone = "good" if is_granted else "off" if row.status == "Revoked" else "wait"
	row.can_print = is_granted and frappe.has_permission("Star Award", "print")
	return row


def membership_row(row) -> frappe._dict:
	row.role_name = _(row.role, context="Team Membership")
	row.period = _period(row.joined_on, row.left_on) if row.left_on else ""
	row.since = "" if row.left_on else _date(row.joined_on)
	return row


def _date(day) -> str:
	return printing.date_zh(day) if frappe.local.lang == "zh" else printing.date_en(day)


def _period(first, last) -> str:
	return " – ".join(_date(day) for day in (first, last) if day)


def _clock(moment) -> str:
	return f"{get_datetime(moment):%H:%M}" if moment else ""


def _times(row) -> str:
	if not (row.starts_on and row.ends_on):
		return ""
	later = getdate(row.ends_on) > getdate(row.starts_on)
	return f"{_clock(row.starts_on)}–{_clock(row.ends_on)}" + (" (+1)" if later else "")
