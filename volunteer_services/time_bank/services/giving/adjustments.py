"""Points that no service brought: opening balances, mistakes set right, what the departed leave behind.

Prepared by one, approved by another. However many rows, it takes a bounded number of statements.
"""

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from volunteer_services.exceptions import OutOfScopeError, PointsAdjustmentError, SelfApprovalError
from volunteer_services.foundation.documents import titles as reporting
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.time_bank.domain import giving as rules
from volunteer_services.time_bank.services.books import accounts, ledger

DOCTYPE, PROFILE, TEAM = "Points Adjustment", "Volunteer Profile", "Volunteer Team"


def transfer_key(name: str, account: str | None = None) -> str:
	"""The ledger's key: one transfer for each row; a document of the kind Transferred is one transfer."""
	return f"adjust-{name}" + (f"-{account}" if account else "")


def rows_of(doc) -> list[rules.AdjustmentRow]:
	"""The rows as the rules take them; without an account where a row names none, or two."""
	titles = reporting.titles(PROFILE, [row.volunteer for row in doc.rows])
	titles |= reporting.titles(TEAM, [row.team for row in doc.rows])
	return [
		rules.AdjustmentRow(
			row.idx, _account(row), titles.get(row.volunteer or row.team, ""), cint(row.points)
		)
		for row in doc.rows
	]


def _account(row) -> str:
	if bool(row.volunteer) == bool(row.team):
		return ""
	return accounts.volunteer_key(row.volunteer) if row.volunteer else accounts.team_key(row.team)


def source_account(doc) -> str | None:
	"""The account of the volunteer whose points go to others."""
	return accounts.volunteer_key(doc.from_volunteer) if doc.from_volunteer else None


def fill(doc) -> None:
	"""Sum, region, and nothing of another kind."""
	if doc.adjustment_kind != rules.TRANSFERRED:
		doc.from_volunteer, doc.to_pool = None, 0
	doc.total_points = sum(cint(row.points) for row in doc.rows)
	doc.region = doc.region or _common_region(doc)


def _common_region(doc) -> str | None:
	"""The lowest region that holds everybody whom the document names."""
	people = [row.volunteer for row in doc.rows if row.volunteer] + [doc.from_volunteer or ""]
	teams = [row.team for row in doc.rows if row.team] or [""]
	bounds = frappe.db.sql(
		"""select min(r.`lft`), max(r.`rgt`) from `tabService Region` r where r.`name` in (
			select `region` from `tabVolunteer Profile` where `name` in %s
			union select `region` from `tabVolunteer Team` where `name` in %s)""",
		(tuple(people), tuple(teams)),
	)[0]
	if bounds[0] is None:
		return None
	found = frappe.db.sql(
		"""select `name` from `tabService Region` where `lft` <= %s and `rgt` >= %s
		order by `lft` desc limit 1""",
		bounds,
	)
	return found[0][0] if found else None


def check(doc) -> None:
	"""The rules that need no lock. Raises PointsAdjustmentError."""
	with enforce(PointsAdjustmentError, _("Points Adjustment")):
		rules.check_adjustment(doc.adjustment_kind, rows_of(doc), source_account(doc), bool(doc.to_pool))
	if doc.adjustment_kind == rules.TRANSFERRED:
		_check_departed(doc)
		_check_receivers(doc)


def _check_departed(doc) -> None:
	name, state = frappe.db.get_value(PROFILE, doc.from_volunteer, ["full_name", "workflow_state"])
	if state != "Deregistered":
		_refuse(
			_("{0} is {1}: only the points of somebody who was deregistered go to others.").format(
				name, _(state, context=PROFILE)
			)
		)


def _check_receivers(doc) -> None:
	names = [row.volunteer for row in doc.rows if row.volunteer]
	for name, state in frappe.get_all(
		PROFILE,
		filters={"name": ["in", names or [""]], "workflow_state": ["!=", "Registered"]},
		fields=["full_name", "workflow_state"],
		order_by="name",
		limit=1,
		as_list=True,
	):
		_refuse(
			_("{0} cannot receive points: the file is {1}. Choose a registered volunteer.").format(
				name, _(state, context=PROFILE)
			)
		)


def check_scope(doc) -> None:
	"""Whoever prepares or approves sees every file that the document names. Raises OutOfScopeError."""
	if doc.flags.ignore_permissions or doc.flags.system_transition:
		return
	people = {row.volunteer for row in doc.rows} | {doc.from_volunteer}
	outside = _outside(PROFILE, people) or _outside(TEAM, {row.team for row in doc.rows})
	if outside:
		frappe.throw(
			_("{0} lies outside your appointments. Leave the row to the officers of that place.").format(
				outside
			),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)


def _outside(doctype: str, names: set) -> str | None:
	wanted = tuple(sorted(name for name in names if name))
	where = scope.condition(doctype, with_own=False)
	if not wanted or not where:
		return None
	rows = frappe.db.sql(
		f"select `name` from `tab{doctype}` where `name` in %s and not ({where}) limit 1",  # noqa: S608
		(wanted,),
	)
	return rows[0][0] if rows else None


def warn_of_second_opening(doc) -> None:
	"""An opening balance is taken over once; a second document may be meant, but says so."""
	if doc.adjustment_kind != rules.OPENING:
		return
	found = frappe.db.sql(
		"""select r.`volunteer`, p.`name` from `tabPoints Adjustment Row` r
		inner join `tabPoints Adjustment` p on p.`name` = r.`parent`
		where r.`parenttype` = 'Points Adjustment' and r.`volunteer` in %s and p.`name` <> %s
			and p.`adjustment_kind` = 'Opening' and p.`docstatus` < 2 and p.`workflow_state` <> 'Rejected'
		order by r.`volunteer` limit 5""",
		(tuple(row.volunteer for row in doc.rows if row.volunteer) or ("",), doc.name or ""),
	)
	if found:
		frappe.msgprint(
			_("These volunteers have an opening balance in another document already: {0}").format(
				", ".join(f"{volunteer} ({name})" for volunteer, name in found)
			),
			title=_("Second Opening Balance"),
			indicator="orange",
		)


def users_of(doc) -> set[str]:
	"""The users of everybody whose points change: none of them approves."""
	people = [row.volunteer for row in doc.rows if row.volunteer] + [doc.from_volunteer or ""]
	return set(
		frappe.get_all(
			PROFILE,
			filters={"name": ["in", people], "user": ["is", "set"]},
			pluck="user",
			order_by="name",
			limit_page_length=0,
		)
	)


def check_canceller(doc) -> None:
	"""Raise SelfApprovalError: nobody takes back what was decided about their own points."""
	if frappe.session.user != "Administrator" and frappe.session.user in users_of(doc):
		frappe.throw(
			_("{0} concerns your own points: somebody else must cancel it.").format(doc.name),
			SelfApprovalError,
			title=_("Not Allowed"),
		)


def carry_out(doc) -> None:
	"""Post all rows in the transaction that approves the document. Raises LedgerError,
	PointsAdjustmentError."""
	wanted = rows_of(doc)
	if doc.adjustment_kind == rules.TRANSFERRED:
		_transfer(doc, wanted)
		return
	source = accounts.issue_key(accounts.OPENING if doc.adjustment_kind == rules.OPENING else None)
	accounts.ensure([source, *(row.account for row in wanted)])
	states = ledger.lock([source, *(row.account for row in wanted)])
	remarks = {row.idx: row.remark for row in doc.rows}
	ledger.post_many(
		[
			ledger.transfer(
				transfer_key(doc.name, row.account),
				[(row.account, row.points), (source, -row.points)],
				doc.adjustment_kind,
				(DOCTYPE, doc.name),
				remark=remarks[row.idx],
			)
			for row in wanted
		],
		states,
	)


def _transfer(doc, wanted: list[rules.AdjustmentRow]) -> None:
	source = source_account(doc)
	pool = accounts.POOL if doc.to_pool else None
	keys = [source, *(row.account for row in wanted), *([pool] if pool else [])]
	accounts.ensure(keys)
	available = max(0, ledger.lock(keys)[source].available)
	with enforce(PointsAdjustmentError, _("Points Adjustment")):
		movements = rules.share_out(source, available, wanted, pool)
	if not movements:
		_refuse(_("{0} has no points that could go to others.").format(doc.from_volunteer))
	ledger.post(transfer_key(doc.name), movements, "Transferred", (DOCTYPE, doc.name), remark=doc.reason)
	doc.db_set("total_points", sum(points for _account, points in movements if points > 0))


def take_back(doc) -> None:
	"""Reverse every transfer of the document; refused where points are spent already. Raises LedgerError."""
	entries = frappe.db.sql(
		"""select e.`transfer`, e.`account`, -e.`points` from `tabPoints Entry` e
		inner join `tabPoints Transfer` t on t.`name` = e.`transfer`
		where t.`voucher_type` = %s and t.`voucher` = %s and t.`reversal_of` is null
		order by e.`transfer`, e.`line_no`""",
		(DOCTYPE, doc.name),
	)
	movements: dict[str, list[tuple[str, int]]] = {}
	for transfer, account, points in entries:
		movements.setdefault(transfer, []).append((account, cint(points)))
	states = ledger.lock(account for _transfer_name, account, _points in entries)
	ledger.post_many(
		[
			ledger.transfer(
				f"reverse-{transfer}",
				rows,
				"Reversed",
				(DOCTYPE, doc.name),
				reversal_of=transfer,
				remark=doc.decision_reason,
			)
			for transfer, rows in movements.items()
		],
		states,
	)


def stamp(doc) -> None:
	"""Who approved, and when."""
	doc.approved_by, doc.approved_on = frappe.session.user, frappe.utils.now()
	doc.posted_on = nowdate()


def _refuse(message: str) -> None:
	frappe.throw(message, PointsAdjustmentError, title=_("Points Adjustment"))
