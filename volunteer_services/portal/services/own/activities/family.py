"""The part of /my-volunteer-service about the minors whom its reader brings along."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services.own.activities.sign_ups import SIGN_UP, TONES
from volunteer_services.portal.services.own.words import span
from volunteer_services.volunteer_projects.domain.family import COMES
from volunteer_services.volunteer_projects.services.together import family


def add(context, file) -> None:
	"""Put ``family_sign_ups`` into the page's context, and whom one may bring to the own sign-ups."""
	found = family.of_person(file.name)
	context.family_sign_ups = [
		frappe._dict(
			name=row.name,
			title=f"{row.volunteer_name} · {row.activity_name}",
			who=row.volunteer_name,
			when=span(row),
			state=_(row.status, context=SIGN_UP),
			tone=TONES.get(row.status, ""),
		)
		for row in found["sign_ups"]
	]
	for row in context.signing.sign_ups:
		there = found["by_shift"].get(row.shift, set())
		# Where shifts are given out, the organiser decides on children, too.
		comes = row.status in COMES and not row.is_given
		row.may_bring = [one for one in found["children"] if comes and one.name not in there]


def add_children(context, file) -> None:
	"""Put ``children`` into the page's context: the minors in one's care, with their hours and stars, and
	their sign-ups to come."""
	found = family.of_person(file.name)
	coming: dict[str, list[frappe._dict]] = {}
	for row in found["sign_ups"]:
		coming.setdefault(row.volunteer, []).append(
			frappe._dict(
				name=row.name,
				title=row.activity_name,
				who=row.volunteer_name,
				when=span(row),
				state=_(row.status, context=SIGN_UP),
				tone=TONES.get(row.status, ""),
			)
		)
	facts = {
		row.name: row
		for row in frappe.get_all(
			"Volunteer Profile",
			filters={"name": ["in", [one.name for one in found["children"]] or [""]]},
			fields=["name", "total_minutes", "star_level", "workflow_state"],
			limit=0,
		)
	}
	context.children = [
		frappe._dict(
			name=one.name,
			full_name=one.full_name,
			hours=printing.hours_text(facts[one.name].total_minutes),
			stars="★" * cint(facts[one.name].star_level),
			state=_(facts[one.name].workflow_state, context="Volunteer Profile"),
			is_registered=facts[one.name].workflow_state == "Registered",
			sign_ups=coming.get(one.name, []),
		)
		for one in found["children"]
		if one.name in facts
	]
