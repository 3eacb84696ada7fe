"""Points for approved service: credited with the approval, changed by the net difference, never
touching hours.

``credit`` is for records that were approved just now, ``settle`` for records that changed afterwards (a
cancellation, a correction), ``credit_missing`` for those approved before the time bank began. The caller
holds the locks of the volunteers. Approving service never fails for want of points: what cannot be taken
back from an account stays open as its shortfall, and the account goes into review.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint, now

from volunteer_services.foundation.database.bulk import insert_rows, update_each
from volunteer_services.time_bank.domain.ledger import movements_of
from volunteer_services.time_bank.domain.points import Credit, absorb
from volunteer_services.time_bank.domain.points import settle as settle_credit
from volunteer_services.time_bank.services.books import accounts, ledger, reviews
from volunteer_services.time_bank.services.earning.rules import RuleBook, RuleVersion
from volunteer_services.volunteer_registry.services import locks

EARNING, LOG = "Points Earning", "Service Log"
FOREIGN_SOURCES = ("Transfer", "Opening")
"""Hours brought in from elsewhere: their points were given there, or come as opening balances."""
_LOG_FIELDS = (
	"l.`name`, l.`volunteer`, l.`minutes`, l.`rating`, l.`docstatus`, l.`service_date`, l.`source`, "
	"l.`recording_unit`, l.`corrects`"
)
_NO_CREDIT = Credit()


def credit(logs: Iterable[str]) -> int:
	"""Credit records that were approved in this transaction; returns how many brought a change.

	A correction's successor takes over what its predecessor was credited: only the net difference is posted.
	"""
	return _run(_read(logs), set())


def settle(logs: Iterable[str]) -> int:
	"""Bring the credit of records that were credited before to what they are worth now."""
	names = tuple(logs)
	return _run(_read(names), set(names))


def lock(volunteers: Iterable[str]) -> None:
	"""Lock the volunteers as the first statement of a transaction, so that what is read next is the latest.
	Lock the volunteers as the first statement of a transaction, so that what is read next is the latest."""
	locks.lock_volunteers(volunteers)


def credit_uncredited(volunteers: Iterable[str], book: RuleBook | None = None) -> int:
	"""Credit the approved records of these volunteers, who are locked, that have no credit yet."""
	return _run(
		frappe.db.sql(
			f"""select {_LOG_FIELDS} from `tabService Log` l
			left join `tabPoints Earning` e on e.`name` = l.`name`
			where l.`volunteer` in %s and l.`docstatus` = 1 and e.`name` is null
			order by l.`volunteer`, l.`service_date`, l.`creation`, l.`name`""",  # noqa: S608
			(tuple(volunteers),),
			as_dict=True,
		),
		set(),
		book,
	)


def _read(logs: Iterable[str]) -> list:
	names = tuple(logs)
	if not names:
		return []
	return frappe.db.sql(
		f"""select {_LOG_FIELDS} from `tabService Log` l where l.`name` in %s
		order by l.`volunteer`, l.`service_date`, l.`creation`, l.`name`""",  # noqa: S608
		(names,),
		as_dict=True,
	)


def _run(logs: list, credited: set[str], book: RuleBook | None = None) -> int:
	"""Post what the records are worth. ``credited``: those that may have a credit already."""
	book = book or RuleBook()
	if not book.versions and not credited:
		return 0
	before = _credits_of(credited | {log.corrects for log in logs if log.corrects})
	for log in logs:
		log.version = _version(book, log)
	due = [log for log in logs if log.version or log.name in before or log.corrects in before]
	if not due:
		return 0
	batch = _Batch(due, before, book)
	batch.settle()
	return batch.write()


def _version(book: RuleBook, log) -> RuleVersion | None:
	"""The rule for a record: the one in force on the day of the service; none for hours from elsewhere."""
	if log.docstatus != 1 or log.source in FOREIGN_SOURCES:
		return None
	return book.on(log.service_date)


def _credits_of(names: set[str]) -> dict[str, frappe._dict]:
	"""The credits on file, locked: first those that a plain read shows, so that no gap is locked for
	nothing."""
	if not names:
		return {}
	there = frappe.get_all(
		EARNING, filters={"name": ["in", list(names)]}, pluck="name", limit_page_length=0, order_by="name"
	)
	if not there:
		return {}
	rows = frappe.db.sql(
		"""select `name`, `volunteer`, `rule`, `units`, `points`, `surplus`, `postings`
		from `tabPoints Earning` where `name` in %s order by `name` for update""",
		(tuple(there),),
		as_dict=True,
	)
	return {row.name: row for row in rows}


@dataclass
class _Line:
	"""What one record posts: signed points for the volunteer and above the limit, and its new credit."""

	log: frappe._dict
	version: RuleVersion | None
	points: int = 0
	surplus: int = 0
	credit: Credit = _NO_CREDIT
	takes_over: str | None = None


class _Batch:
	"""Records of some volunteers, settled in memory under the locks and written together."""

	def __init__(self, logs: list, before: dict, book: RuleBook) -> None:
		self.before, self.book = before, book
		self.lines: list[_Line] = []
		self.transfers: list[ledger.Transfer] = []
		handed_on = {log.corrects for log in logs if self._takes_over(log)}
		self.logs = [log for log in logs if log.name not in handed_on]
		keys = {accounts.volunteer_key(log.volunteer) for log in self.logs}
		people = frozenset(keys)
		keys |= {accounts.issue_key(log.recording_unit) for log in self.logs}
		if any(version.rule.surplus_to_pool for version in book.versions):
			keys.add(accounts.POOL)
		accounts.ensure(keys)
		self.locked = ledger.lock(keys)
		self.moved = dict.fromkeys(keys, 0)
		self.accounts = _extras(people)
		self.reviewed: dict[str, int] = {}

	def settle(self) -> None:
		for log in self.logs:
			line = self._line(log)
			if line:
				self.lines.append(line)

	def _line(self, log) -> _Line | None:
		version = log.version
		takes_over = log.corrects if self._takes_over(log) else None
		on_file = self.before.get(takes_over or log.name)
		if not version and not on_file:
			return None
		line = _Line(log, version, takes_over=takes_over)
		held = _credit(on_file)
		if on_file and on_file.rule != (version.name if version else None):
			held = self._step(line, self.book.named(on_file.rule), held, 0)
		if version:
			held = self._step(line, version, held, version.rule.units(cint(log.minutes), cint(log.rating)))
		line.credit = held
		self._post(line)
		return line

	def _step(self, line: _Line, version: RuleVersion, held: Credit, units: int) -> Credit:
		key = accounts.volunteer_key(line.log.volunteer)
		extra, state = self.accounts[key], self.locked[key]
		balance = state.balance + self.moved[key] + line.points
		room = 0 if state.status == "Closed" else version.rule.room(balance)
		done = settle_credit(version.rule, held, units, extra.carry_units, room)
		extra.carry_units = done.carry
		extra.is_changed = True
		line.points += done.points
		if version.rule.surplus_to_pool:
			line.surplus += done.surplus
		return done.credit

	def _post(self, line: _Line) -> None:
		"""Turn the line into a transfer, as far as the accounts can carry it."""
		key = accounts.volunteer_key(line.log.volunteer)
		extra = self.accounts[key]
		available = 0 if extra.status == "Closed" else self._available(key)
		posted, shortfall = absorb(line.points, available, extra.shortfall)
		if shortfall > extra.shortfall:
			self.reviewed[key] = self.reviewed.get(key, 0) + shortfall - extra.shortfall
		extra.shortfall = shortfall
		rows = [(key, posted), (accounts.POOL, self._to_pool(line.surplus))]
		rows = [(account, points) for account, points in rows if points]
		if not rows:
			return
		total = sum(points for _account, points in rows)
		issue = accounts.issue_key(line.log.recording_unit)
		if total:
			rows.append((issue, -total))
		number = self._postings(line) + 1
		name = f"earn-{line.log.name}-{number}"
		kind = "Earned" if number == 1 and not line.takes_over else "Adjusted"
		self.transfers.append(ledger.Transfer(name, movements_of(name, rows), kind, (LOG, line.log.name)))
		for account, points in rows:
			self.moved[account] += points

	def _available(self, account: str) -> int:
		return self.locked[account].available + self.moved[account]

	def _to_pool(self, surplus: int) -> int:
		"""What the pool gives back never exceeds what it has: the rest was spent for people in hardship."""
		return absorb(surplus, self._available(accounts.POOL), 0)[0] if surplus else 0

	def _takes_over(self, log) -> bool:
		"""Whether a correction's successor continues the credit of the record that it corrects."""
		return bool(log.corrects) and log.corrects in self.before and log.name not in self.before

	def _postings(self, line: _Line) -> int:
		on_file = self.before.get(line.log.name)
		return cint(on_file.postings) if on_file else 0

	def write(self) -> int:
		"""Write transfers, credits and what the accounts carry on; returns the number of transfers."""
		posted_logs = {transfer.voucher[1] for transfer in self.transfers}
		ledger.post_many(self.transfers, self.locked)
		self._write_credits(posted_logs)
		self._write_accounts()
		return len(self.transfers)

	def _write_credits(self, posted_logs: set[str]) -> None:
		stamp, user = now(), frappe.session.user
		new: list[tuple] = []
		changed: dict[str, dict] = {}
		for line in self.lines:
			name = line.log.name
			values = {
				"rule": line.version.name if line.version else self.before[name].rule,
				"units": line.credit.units,
				"points": line.credit.points,
				"surplus": line.credit.surplus,
				"postings": self._postings(line) + (name in posted_logs),
			}
			if name in self.before:
				changed[name] = values
			else:
				new.append((name, name, line.log.volunteer, *values.values()))
			if line.takes_over:
				changed[line.takes_over] = {
					**{key: self.before[line.takes_over][key] for key in ("rule", "postings")},
					"units": 0, "points": 0, "surplus": 0,
				}  # fmt: skip
		fields = ("name", "service_log", "volunteer", "rule", "units", "points", "surplus", "postings")
		common = {"creation": stamp, "modified": stamp, "owner": user, "modified_by": user}
		insert_rows(EARNING, fields, new, common)
		update_each(EARNING, changed, {"modified": stamp})

	def _write_accounts(self) -> None:
		changes = {
			key: {"carry_units": extra.carry_units, "shortfall": extra.shortfall}
			for key, extra in self.accounts.items()
			if extra.is_changed
		}
		update_each(ledger.ACCOUNT, changes)
		reviews.open_for(self.reviewed, _("A record was corrected after its points had been spent."))
		reviews.close_filled(
			key
			for key, extra in self.accounts.items()
			if extra.status == "Under Review" and not extra.shortfall
		)


def _credit(on_file) -> Credit:
	if not on_file:
		return _NO_CREDIT
	return Credit(cint(on_file.units), cint(on_file.points), cint(on_file.surplus))


def _extras(keys: Iterable[str]) -> dict[str, frappe._dict]:
	"""What the accounts, which are locked, carry beside their balance."""
	rows = frappe.db.sql(
		"""select `name`, `carry_units`, `shortfall`, `status` from `tabPoints Account`
		where `name` in %s order by `name` for update""",
		(tuple(keys),),
		as_dict=True,
	)
	return {
		row.name: frappe._dict(
			carry_units=cint(row.carry_units),
			shortfall=cint(row.shortfall),
			status=row.status,
			is_changed=False,
		)
		for row in rows
	}
