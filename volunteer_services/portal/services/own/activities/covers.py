"""The part of /my-volunteer-service about covers 找人顶班: what its reader is asked, and the own requests."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.portal.services.own.words import span
from volunteer_services.volunteer_projects.domain.cover import COVERABLE
from volunteer_services.volunteer_projects.services.covering import own


def add(context, file) -> None:
	"""Put ``cover_requests`` into the page's context, and the own open requests to the sign-ups."""
	found = own.of_person(file.name)
	context.cover_requests = [_asked(row) for row in found["asked"]]
	by_sign_up = {row.sign_up: row for row in found["own"]}
	for row in context.signing.sign_ups:
		request = by_sign_up.get(row.name)
		row.cover_request = request.name if request else ""
		row.may_ask_cover = row.status in COVERABLE and not request
		if request:
			row.note = _("You look for a cover: {0} people were asked, {1} declined.").format(
				cint(request.asked), cint(request.declined)
			)


def _asked(row) -> frappe._dict:
	title = f"{row.activity_name} · {row.post}" if row.post else row.activity_name
	return frappe._dict(
		name=row.name,
		title=title,
		when=span(row),
		location=row.location,
		who=_("{0} asks for a cover.").format(row.volunteer_name),
		message=row.message,
	)
