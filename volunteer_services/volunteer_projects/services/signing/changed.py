"""A shift was changed: its sign-ups follow its times, more places are offered, more reserves told."""

import frappe
from frappe.utils import cint, get_datetime

from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import held, queue, reserves, tell


def follow(shift) -> None:
	"""After a shift was saved."""
	before = shift.get_doc_before_save()
	if before is None:
		return
	if any(
		get_datetime(before.get(field)) != get_datetime(shift.get(field))
		for field in ("starts_on", "ends_on")
	):
		_move_times(shift)
	if any(cint(before.get(field)) != cint(shift.get(field)) for field in ("capacity", "reserves")):
		place = held.hold(shift.activity, shift.name)
		queue.offer_places(place)
		reserves.count_again(place)
		place.store()


def _move_times(shift) -> None:
	"""Who said that they come is asked again: at the new time they may not be free."""
	names = frappe.get_all(
		SIGN_UP,
		filters={"shift": shift.name, "status": ["in", list(EXPECTED)]},
		pluck="name",
		order_by="name",
		limit_page_length=0,
	)
	frappe.db.sql(
		"""update `tabActivity Sign Up` set `starts_on` = %s, `ends_on` = %s,
			`status` = if(`status` = 'Confirmed', 'Signed Up', `status`)
		where `shift` = %s and `status` in %s""",
		(shift.starts_on, shift.ends_on, shift.name, tuple(EXPECTED)),
	)
	for doctype, status in (("Cover Request", "Open"), ("Group Sign Up", "Booked")):
		frappe.db.sql(
			f"""update `tab{doctype}` set `starts_on` = %s, `ends_on` = %s
			where `shift` = %s and `status` = %s""",  # noqa: S608
			(shift.starts_on, shift.ends_on, shift.name, status),
		)
	for name in names:
		frappe.clear_document_cache(SIGN_UP, name)
	tell.rescheduled(names)
	tell.ask_again(shift.name)
