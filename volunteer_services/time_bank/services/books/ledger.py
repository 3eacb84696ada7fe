"""The only writer of points (invariant 3).

Double entry: the entries of a transfer add up to zero, nothing is ever changed or deleted, a transfer key
posts once, and no account falls below its lowest balance under any number of concurrent writers. Locks are
taken in one order by everybody: volunteers, accounts, reward items, each by name. A deadlock loses the
whole transaction; ``retry.whole`` runs it again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.utils import cint, now

from volunteer_services.exceptions import (
	InsufficientPointsError,
	LedgerError,
	LedgerReplayError,
	PointsAccountError,
)
from volunteer_services.foundation.database.bulk import insert_rows, update_each
from volunteer_services.foundation.database.cache import forget
from volunteer_services.foundation.domain import errors
from volunteer_services.foundation.rules import explain
from volunteer_services.time_bank.domain import errors as errors_of_time_bank
from volunteer_services.time_bank.domain.ledger import AccountState, Movement, check_key, movements_of
from volunteer_services.time_bank.services.books import accounts as points_accounts
from volunteer_services.volunteer_registry.services import locks

ACCOUNT, TRANSFER, ENTRY = "Points Account", "Points Transfer", "Points Entry"
KINDS = (
	"Earned", "Donated", "Redeemed", "Granted", "Expired", "Adjusted", "Reversed", "Opening", "Transferred",
)  # fmt: skip
_TRANSFER_FIELDS = (
	"name", "transfer_key", "kind", "points", "voucher_type", "voucher", "reversal_of", "remark",
)  # fmt: skip
_ENTRY_FIELDS = (
	"name", "transfer", "line_no", "kind", "account", "points", "balance_after", "seq",
)  # fmt: skip
_FIELDS = "`name`, `balance`, `held`, `min_balance`, `status`, `entry_count`"
_FRAPPE_ERRORS = (
	(errors_of_time_bank.OverdraftError, InsufficientPointsError),
	(errors_of_time_bank.AccountClosedError, PointsAccountError),
	(errors_of_time_bank.AccountUnderReviewError, PointsAccountError),
)


@dataclass(frozen=True)
class Transfer:
	"""A transfer that is to be posted."""

	key: str
	movements: tuple[Movement, ...]
	kind: str
	voucher: tuple[str, str] | None = None
	reversal_of: str | None = None
	remark: str | None = None

	@property
	def points(self) -> int:
		"""The points that change hands."""
		return sum(m.points for m in self.movements if m.points > 0)


@dataclass(frozen=True)
class Posted:
	"""What became of a call: the transfer, and whether it had been posted before."""

	transfer: str
	is_replay: bool = False


def transfer(
	key: str,
	rows: Iterable[tuple[str, int]],
	kind: str,
	voucher: tuple[str, str] | None = None,
	reversal_of: str | None = None,
	remark: str | None = None,
) -> Transfer:
	"""A checked transfer. ``rows``: (account, signed points). Raises LedgerError."""
	if kind not in KINDS:
		frappe.throw(_("{0} is no kind of transfer.").format(kind), LedgerError, title=_("Points Ledger"))
	with _translated():
		return Transfer(check_key(key), movements_of(key, rows), kind, voucher, reversal_of, remark)


def post(
	transfer_key: str,
	movements: Iterable[tuple[str, int]],
	kind: str,
	voucher: tuple[str, str] | None = None,
	*,
	reversal_of: str | None = None,
	remark: str | None = None,
	released: Mapping[str, int] | None = None,
) -> Posted:
	"""Post one transfer within the caller's transaction.

	``movements``: (account, signed whole points), adding up to 0; ``voucher``: (DocType, name) of the
	document that it belongs to; ``released``: points by account that were held for it. The same key with
	the same movements posts once, and says so; nothing is released then. Raises LedgerError,
	LedgerReplayError, InsufficientPointsError, PointsAccountError.
	"""
	entry = transfer(transfer_key, movements, kind, voucher, reversal_of, remark)
	states = lock(m.account for m in entry.movements)
	try:
		after = _apply([entry], states, released or {})
	except LedgerError:
		if _is_replay(entry):
			frappe.clear_last_message()
			return Posted(entry.key, is_replay=True)
		raise
	try:
		_insert_transfers([entry])
	except frappe.DuplicateEntryError:
		if _is_replay(entry):
			return Posted(entry.key, is_replay=True)
		raise
	_write([entry], states, after)
	return Posted(entry.key)


def post_many(transfers: Sequence[Transfer], states: dict[str, AccountState]) -> None:
	"""Post transfers whose keys are known to be new, on accounts that ``lock`` has locked (``states``).

	Raises as ``post`` does, and frappe.DuplicateEntryError: then the transaction must end.
	"""
	if not transfers:
		return
	after = _apply(transfers, states, {})
	_insert_transfers(transfers)
	_write(transfers, states, after)
	states.update(after)


def reverse(transfer_key: str, voucher: tuple[str, str] | None = None, remark: str | None = None) -> Posted:
	"""Post the opposite of a transfer, once. Limits hold for it as for any other.

	Raises PointsAccountError where the points are spent already.
	"""
	rows = frappe.db.sql(
		"select `account`, -`points` from `tabPoints Entry` where `transfer` = %s order by `line_no`",
		(transfer_key,),
	)
	if not rows:
		frappe.throw(
			_("There is no transfer {0} to reverse.").format(transfer_key),
			LedgerError,
			title=_("Points Ledger"),
		)
	return post(
		f"reverse-{transfer_key}",
		[(account, int(points)) for account, points in rows],
		"Reversed",
		voucher,
		reversal_of=transfer_key,
		remark=remark,
	)


def hold(account: str, points: int) -> None:
	"""Keep points of an account for a redemption. Raises InsufficientPointsError, PointsAccountError."""
	_change_held(account, points)


def release(account: str, points: int) -> None:
	"""Let held points go."""
	_change_held(account, -points)


def carry_held(source: str, target: str) -> int:
	"""What ``source`` holds is held by ``target`` from now on, whatever its status; returns the points.

	For the merge of two accounts: the balance follows by a transfer of the caller in the same transaction.
	"""
	states = lock([source, target])
	points = states[source].held
	if points:
		_held = {source: {"held": 0}, target: {"held": states[target].held + points}}
		update_each(ACCOUNT, _held, {"modified": now()})
	return points


def lock(accounts: Iterable[str]) -> dict[str, AccountState]:
	"""Lock accounts, and before them the volunteers who hold some, until the transaction ends.

	Returns them as they stand now. Raises PointsAccountError for an account that is not there.
	"""
	names = sorted(set(accounts))
	locks.lock_volunteers(points_accounts.volunteers_of(names))
	states: dict[str, AccountState] = {}
	for start in range(0, len(names), 1000):
		rows = frappe.db.sql(
			f"select {_FIELDS} from `tabPoints Account` where `name` in %s order by `name` for update",  # noqa: S608
			(tuple(names[start : start + 1000]),),
		)
		for name, balance, held, min_balance, status, entry_count in rows:
			states[name] = AccountState(
				name, cint(balance), cint(held), cint(min_balance), status, cint(entry_count)
			)
	missing = [name for name in names if name not in states]
	if missing:
		frappe.throw(
			_("There is no account {0}.").format(missing[0]), PointsAccountError, title=_("Points Ledger")
		)
	return states


def _apply(
	transfers: Sequence[Transfer], states: dict[str, AccountState], released: Mapping[str, int]
) -> dict[str, AccountState]:
	after: dict[str, AccountState] = {}
	with _translated():
		for account, points in released.items():
			after[account] = states[account].hold(-points)
		for entry in transfers:
			for movement in entry.movements:
				state = after.get(movement.account) or states[movement.account]
				after[movement.account] = state.move(movement.points, entry.kind)
	return after


def _insert_transfers(transfers: Sequence[Transfer]) -> None:
	stamp, user = now(), frappe.session.user
	rows = [
		(
			entry.key,
			entry.key,
			entry.kind,
			entry.points,
			*(entry.voucher or (None, None)),
			entry.reversal_of,
			entry.remark,
		)
		for entry in transfers
	]
	try:
		insert_rows(
			TRANSFER, _TRANSFER_FIELDS, rows, {"posted_on": stamp, "posted_by": user, **_common(stamp, user)}
		)
	except Exception as error:
		if frappe.db.is_primary_key_violation(error):
			raise frappe.DuplicateEntryError(TRANSFER, transfers[0].key, error) from error
		raise


def _write(
	transfers: Sequence[Transfer], before: dict[str, AccountState], after: dict[str, AccountState]
) -> None:
	stamp, user = now(), frappe.session.user
	balances = {account: before[account].balance for account in after}
	counts = {account: before[account].entry_count for account in after}
	rows = []
	for entry in transfers:
		for line, (account, points) in enumerate(entry.movements, 1):
			balances[account] += points
			counts[account] += 1
			rows.append(
				(
					f"{entry.key}-{line}",
					entry.key,
					line,
					entry.kind,
					account,
					points,
					balances[account],
					counts[account],
				)
			)
	insert_rows(ENTRY, _ENTRY_FIELDS, rows, {"posted_on": stamp, **_common(stamp, user)})
	_store(after, stamp)


def _store(states: Mapping[str, AccountState], stamp: str | datetime) -> None:
	update_each(
		ACCOUNT,
		{
			name: {"balance": state.balance, "held": state.held, "entry_count": state.entry_count}
			for name, state in states.items()
		},
		{"modified": stamp},
	)
	people = {
		holder: {"points_balance": state.balance}
		for name, state in states.items()
		for kind, holder in (points_accounts.split(name),)
		if kind == "Volunteer"
	}
	if people:
		update_each("Volunteer Profile", people)
		forget("Volunteer Profile", list(people))


def _common(stamp: str, user: str) -> dict:
	return {"creation": stamp, "modified": stamp, "owner": user, "modified_by": user}


def _is_replay(entry: Transfer) -> bool:
	"""Whether the key was posted before with the same movements. Raises LedgerReplayError if with others."""
	rows = frappe.db.sql(
		"""select e.`account`, e.`points`, t.`kind` from `tabPoints Entry` e
		inner join `tabPoints Transfer` t on t.`name` = e.`transfer`
		where t.`name` = %s order by e.`line_no` for update""",
		(entry.key,),
	)
	if not rows:
		return False
	wanted = [(m.account, m.points, entry.kind) for m in entry.movements]
	if [(account, int(points), kind) for account, points, kind in rows] == wanted:
		return True
	frappe.throw(
		_("The transfer {0} was posted before with other movements. Use another key.").format(entry.key),
		LedgerReplayError,
		title=_("Points Ledger"),
	)


def _change_held(account: str, points: int) -> None:
	state = lock([account])[account]
	with _translated():
		after = state.hold(points)
	update_each(ACCOUNT, {account: {"held": after.held}}, {"modified": now()})


@contextmanager
def _translated() -> Iterator[None]:
	"""A broken rule of the ledger becomes a translated Frappe error."""
	try:
		yield
	except errors.RuleError as error:
		classes = (raised for rule, raised in _FRAPPE_ERRORS if isinstance(error, rule))
		frappe.throw(explain(error), next(classes, LedgerError), title=_("Points Ledger"))
