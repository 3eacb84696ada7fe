"""The part of /my-volunteer-service about the minors whom its reader brings along."""

import frappe
from frappe import _

from volunteer_services.portal.services.sign_ups_page import SIGN_UP, TONES, span
from volunteer_services.volunteer_projects.domain.family import COMES
from volunteer_services.volunteer_projects.services.together import family


def add(context, volunteer: str) -> None:
	"""Put ``family_sign_ups`` into the page's context, and whom one may bring to the own sign-ups."""
	found = family.of_person(volunteer)
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
