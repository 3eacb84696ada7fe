"""Who loses a qualification, a cover or an agreement loses the places that ask for it."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe.utils import cstr, get_datetime, now_datetime

from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services.signing import held, queue, readiness, steps, tell
from volunteer_services.volunteer_projects.services.signing.reasons import still_stand


def on_lost(volunteers: list[str]) -> None:
	"""Event ``readiness_lost``: places that ask for what was lost become free for others; the volunteer and
	the organiser are told. What the organiser has overridden stays, unless nobody may override it."""
	if not volunteers:
		return
	rows = frappe.db.sql(
		"""select `activity`, `shift` from `tabActivity Sign Up`
		where `volunteer` in %s and `status` in %s and `starts_on` > %s
		group by `activity`, `shift` order by `activity`, `shift`""",
		(tuple(volunteers), tuple(EXPECTED), now_datetime()),
	)
	for activity, shift in rows:
		_release(held.hold(activity, shift), tuple(volunteers))


def _release(place: held.Held, volunteers: tuple[str, ...]) -> None:
	rows = frappe.db.sql(
		"""select `name`, `status`, `starts_on`, `volunteer`, `volunteer_name`, `activity`, `post`,
			`overridden`
		from `tabActivity Sign Up`
		where `shift` = %s and `volunteer` in %s and `status` in %s order by `queue_no` for update""",
		(place.shift.name, volunteers, tuple(EXPECTED)),
		as_dict=True,
	)
	by_post: dict[str, list] = defaultdict(list)
	for row in rows:
		by_post[cstr(place.shift.post or row.post)].append(row)
	lost = []
	for post, people in by_post.items():
		found = readiness.why_not_many(
			place.activity,
			[row.volunteer for row in people],
			post,
			get_datetime(place.shift.starts_on),
			must_exist=False,  # the post may be gone since; what is lost is lost
		)
		for row in people:
			reasons = still_stand(found[row.volunteer], row.overridden)
			if reasons:
				steps.store(place, row, "Removed", reasons[0].message)
				lost.append((row, reasons[0].message))
	if lost:
		queue.offer_places(place)
		place.store()
		tell.organiser(place, lost)
