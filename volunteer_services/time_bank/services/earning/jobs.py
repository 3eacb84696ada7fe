"""Jobs of the time bank: records that brought no points yet, points that expire, and the daily proof.

Each may be killed anywhere and queued again: batches are transactions, and what is done is found done.
"""

from collections.abc import Callable

import frappe
from frappe.utils import add_months, cint, getdate, nowdate

from volunteer_services.foundation.database import retry
from volunteer_services.foundation.jobs import progress
from volunteer_services.time_bank.domain.points import expirable
from volunteer_services.time_bank.services.books import accounts as points_accounts
from volunteer_services.time_bank.services.books import ledger
from volunteer_services.time_bank.services.earning import credits
from volunteer_services.time_bank.services.earning.rules import RuleBook, rule_in_force

VOLUNTEERS_AT_ONCE = 200
_TIMEOUT = 4 * 3600
_QUEUE = {"queue": "long", "timeout": _TIMEOUT, "enqueue_after_commit": True}


def queue_missing() -> None:
	"""Queue ``credit_missing``; the scheduler does so weekly."""
	frappe.enqueue(credit_missing, job_id="volunteer-points-missing", deduplicate=True, **_QUEUE)


def credit_missing(job: str | None = None) -> int:
	"""Credit approved records that have no credit yet: from before the time bank, or entered by SQL.

	Commits batch by batch; returns the number of transfers.
	"""
	book = RuleBook()
	if not book.versions:
		return 0
	last, posted = "", 0
	total = frappe.db.count("Volunteer Profile") if job else 0
	done = 0
	while volunteers := _next_volunteers(last):
		_end_snapshot()
		posted += retry.whole(lambda people=tuple(volunteers): _credit_people(people, book))
		last = volunteers[-1]
		done += len(volunteers)
		progress.advance(job, min(done, total), total)
	progress.finish(job, {"posted": posted})
	return posted


def _next_volunteers(last: str) -> list[str]:
	rows = frappe.db.sql(
		"""select distinct `volunteer` from `tabService Log` where `docstatus` = 1 and `volunteer` > %s
		order by `volunteer` limit %s""",
		(last, VOLUNTEERS_AT_ONCE),
	)
	return [name for (name,) in rows]


def _credit_people(volunteers: tuple[str, ...], book: RuleBook) -> int:
	credits.lock(volunteers)
	return credits.credit_uncredited(volunteers, book)


def queue_expiry() -> None:
	"""Queue ``expire`` daily, where the rule in force lets points expire."""
	version = rule_in_force()
	if version and version.rule.expiry_months:
		frappe.enqueue(expire, job_id="volunteer-points-expiry", deduplicate=True, **_QUEUE)


def expire(today: str | None = None, note: Callable[[int], None] | None = None) -> int:
	"""Let the points of volunteers expire that are older than the months of the rule; first in, first out.

	Returns the points that expired. Running it twice on one day changes nothing.
	"""
	day = getdate(today or nowdate())
	version = rule_in_force(day)
	if not version or not version.rule.expiry_months:
		return 0
	until = add_months(day, -version.rule.expiry_months)
	sink = points_accounts.sink_key(points_accounts.EXPIRED)
	points_accounts.ensure([sink])
	last, expired = "", 0
	while accounts := _next_accounts(last):
		_end_snapshot()
		expired += retry.whole(lambda keys=tuple(accounts): _expire_accounts(keys, sink, until, day))
		last = accounts[-1]
		if note:
			note(expired)
	return expired


def _next_accounts(last: str) -> list[str]:
	return frappe.get_all(
		"Points Account",
		filters={
			"account_kind": "Volunteer",
			"name": [">", last],
			"balance": [">", 0],
			"status": ["!=", "Closed"],
		},
		pluck="name",
		order_by="name",
		limit_page_length=VOLUNTEERS_AT_ONCE,
	)


def _end_snapshot() -> None:
	"""What the batch reads under its locks is the latest, not what stood when the batch was chosen."""
	frappe.db.commit()


def _expire_accounts(accounts: tuple[str, ...], sink: str, until, day) -> int:
	states = ledger.lock([*accounts, sink])
	transfers = []
	for account, credited, debited in frappe.db.sql(
		"""select `account`, sum(case when `points` > 0 and `posted_on` < %s then `points` else 0 end),
			sum(case when `points` < 0 then -`points` else 0 end)
		from `tabPoints Entry` where `account` in %s group by `account` order by `account`""",
		(until, accounts),
	):
		points = expirable(cint(credited), cint(debited), states[account].available)
		if points:
			transfers.append(
				ledger.transfer(f"expire-{account}-{day}", [(account, -points), (sink, points)], "Expired")
			)
	ledger.post_many(transfers, states)
	return sum(transfer.points for transfer in transfers)
