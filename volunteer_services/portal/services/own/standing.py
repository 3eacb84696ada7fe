"""How a volunteer stands: registration, hours and the way to the next star, in words for its reader."""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services.own import records
from volunteer_services.portal.services.own.words import date


def add(context, file) -> None:
	"""Put ``standing``, ``facts``, ``hours_total``, ``hours_credited`` and ``progress`` into the context."""
	context.standing, context.standing_reason = standing(file)
	context.is_good = file.workflow_state == "Registered" and not file.is_restricted
	context.facts = facts(file)
	context.hours_total = printing.hours_text(file.total_minutes)
	context.hours_credited = printing.hours_text(file.credited_minutes)
	context.progress = progress(records.star_progress(file))


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
		(_("Application Date"), date(file.applied_on)),
		(_("Registered On"), date(file.registered_on)),
		(_("Last Service"), date(file.last_service_date) or _("None yet")),
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
