"""Offers that nobody answered go on to the next who waits; those who do not confirm in time are asked, and
where the organisation wants it, released (a job)."""

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, now_datetime

from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.services.signing import held, queue, steps, tell


def run() -> None:
	"""Scheduled every few minutes; each shift is a transaction of its own."""
	lapse_offers()
	release_unconfirmed()


def lapse_offers() -> int:
	"""Decline the offers whose time is over, and offer their places to the next. Returns how many."""
	return _each_shift(
		"s.`status` = 'Offered' and s.`offered_until` < %(now)s",
		{},
		"Declined",
		lambda: _("The offered place was not answered in time."),
	)


def release_unconfirmed() -> int:
	"""Where the setting says so, whoever has not confirmed a day before the beginning gives the place to the
	next who waits; only where somebody waits. Returns how many."""
	policy = settings()
	if not cint(policy.release_unconfirmed):
		return 0
	return _each_shift(
		"""s.`status` = 'Signed Up' and s.`starts_on` > %(now)s and s.`starts_on` < %(until)s
		and exists (
			select 1 from `tabActivity Shift` f where f.`name` = s.`shift` and f.`waiting_count` > 0)""",
		{"until": add_to_date(now_datetime(), hours=cint(policy.release_hours))},
		"Declined",
		lambda: _("The sign-up was not confirmed in time, and others wait."),
	)


def ask_to_confirm() -> int:
	"""Daily: those whose shift begins in so many days and who have not confirmed are asked, once."""
	days = cint(settings().ask_confirmation_days)
	if not days:
		return 0
	now = now_datetime()
	names = frappe.db.sql_list(
		"""select s.`name` from `tabActivity Sign Up` s
		inner join `tabService Activity` a on a.`name` = s.`activity`
		where s.`status` = 'Signed Up' and a.`workflow_state` = 'Published'
			and s.`starts_on` >= %s and s.`starts_on` < %s""",
		(add_to_date(now, days=days), add_to_date(now, days=days + 1)),
	)
	tell.asked_to_confirm(names)
	return len(names)


def _each_shift(where: str, values: dict, target: str, reason) -> int:
	values = {"now": now_datetime(), **values}
	found = frappe.db.sql(
		f"""select distinct s.`activity`, s.`shift` from `tabActivity Sign Up` s where {where}
		order by s.`activity`, s.`shift`""",  # noqa: S608 (our conditions)
		values,
	)
	count = 0
	for activity, shift in found:
		place = held.hold(activity, shift)
		rows = frappe.db.sql(
			f"""select s.`name`, s.`status`, s.`starts_on`, s.`volunteer`, s.`volunteer_name`, s.`activity`
			from `tabActivity Sign Up` s where s.`shift` = %(shift)s and {where}
			order by s.`queue_no` for update""",  # noqa: S608 (our conditions)
			{**values, "shift": shift},
			as_dict=True,
		)
		for row in rows:
			steps.store(place, row, target, reason())
		queue.offer_places(place)
		place.store()
		frappe.db.commit()
		count += len(rows)
	return count
