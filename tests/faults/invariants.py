"""The invariants of the design (§5) as SQL of its own: it imports nothing of the app and knows its tables.

Each check returns the rows that break it. ``before`` is what ``remember`` found when the work began.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
	invariant: int
	says: str
	sql: str


CHECKS = (
	Check(
		1,
		"a volunteer's total is the sum of the minutes of their approved logs",
		"""select p.name, p.total_minutes, coalesce(s.minutes, 0) from `tabVolunteer Profile` p
		left join (select volunteer, sum(minutes) as minutes from `tabService Log`
			where docstatus = 1 and workflow_state = 'Approved' group by volunteer) s on s.volunteer = p.name
		where p.total_minutes <> coalesce(s.minutes, 0)""",
	),
	Check(
		1,
		"state and docstatus of a log say the same",
		"""select name, docstatus, workflow_state from `tabService Log`
		where (docstatus = 1) <> (workflow_state = 'Approved')
			or (docstatus = 2) <> (workflow_state = 'Cancelled')""",
	),
	Check(
		2,
		"hours are the minutes, on the log and on the file",
		"""select name, hours, minutes from `tabService Log` where abs(hours - minutes / 60) > 0.01
		union all select name, total_hours, total_minutes from `tabVolunteer Profile`
			where abs(total_hours - total_minutes / 60) > 0.01""",
	),
	Check(
		3,
		"the entries of a transfer add up to zero, and there are at least two",
		"""select transfer, sum(points), count(*) from `tabPoints Entry` group by transfer
		having sum(points) <> 0 or count(*) < 2""",
	),
	Check(
		3,
		"each entry has its transfer, and each transfer its entries",
		"""select e.name, e.transfer, 'no transfer' from `tabPoints Entry` e
			left join `tabPoints Transfer` t on t.name = e.transfer where t.name is null
		union all select t.name, t.kind, 'no entries' from `tabPoints Transfer` t
			left join `tabPoints Entry` e on e.transfer = t.name where e.name is null""",
	),
	Check(
		3,
		"a transfer key posts once",
		"select transfer_key, count(*) from `tabPoints Transfer` group by transfer_key having count(*) > 1",
	),
	Check(
		3,
		"a balance is the sum of the account's entries, and not below its lowest",
		"""select a.name, a.balance, coalesce(s.points, 0), a.min_balance from `tabPoints Account` a
		left join (select account, sum(points) as points from `tabPoints Entry` group by account) s
			on s.account = a.name
		where a.balance <> coalesce(s.points, 0) or a.balance < a.min_balance""",
	),
	Check(
		3,
		"the entries of an account are numbered without a gap, and each carries the balance after it",
		"""select * from (select name, account, seq, balance_after,
				row_number() over (partition by account order by seq) as place,
				sum(points) over (partition by account order by seq) as due from `tabPoints Entry`) r
		where r.seq <> r.place or r.balance_after <> r.due""",
	),
	Check(
		3,
		"the balance on a volunteer's file is that of the account",
		"""select p.name, p.points_balance, a.balance from `tabVolunteer Profile` p
		inner join `tabPoints Account` a on a.volunteer = p.name where p.points_balance <> a.balance""",
	),
	Check(
		3,
		"a donation that stands moved its points once, and no other did",
		"""select d.name, d.points, t.points from `tabPoints Donation` d
		left join `tabPoints Transfer` t
			on t.voucher_type = 'Points Donation' and t.voucher = d.name and t.kind = 'Donated'
		where (d.docstatus = 1 and (t.name is null or t.points <> d.points))
			or (d.docstatus = 0 and t.name is not null)""",
	),
	Check(
		3,
		"a donation's request gives once",
		"""select request_id, count(*), min(name) from `tabPoints Donation`
		where coalesce(request_id, '') <> '' group by from_volunteer, request_id having count(*) > 1""",
	),
	Check(
		4,
		"stock and held pieces are not below zero, and no more is held than there is",
		"""select name, stock_qty, held_qty from `tabReward Item`
		where has_stock = 1 and (stock_qty < 0 or held_qty < 0 or held_qty > stock_qty)""",
	),
	Check(
		4,
		"points are held for just the redemptions that are open",
		"""select a.name, a.held, coalesce(s.points, 0) from `tabPoints Account` a
		left join (select volunteer, sum(points) as points from `tabReward Redemption`
			where workflow_state in ('Requested', 'Approved') group by volunteer) s
			on s.volunteer = a.volunteer
		where a.account_kind = 'Volunteer' and a.held <> coalesce(s.points, 0)""",
	),
	Check(
		4,
		"pieces are held for just the redemptions that are open",
		"""select i.name, i.held_qty, coalesce(s.qty, 0) from `tabReward Item` i
		left join (select reward_item, sum(qty) as qty from `tabReward Redemption`
			where workflow_state in ('Requested', 'Approved') group by reward_item) s
			on s.reward_item = i.name
		where i.has_stock = 1 and i.held_qty <> coalesce(s.qty, 0)""",
	),
	Check(
		4,
		"what was handed over was paid once, and nothing else was",
		"""select r.name, r.workflow_state, r.points, sum(t.points) from `tabReward Redemption` r
		left join `tabPoints Transfer` t
			on t.voucher_type = 'Reward Redemption' and t.voucher = r.name and t.kind = 'Redeemed'
		group by r.name, r.workflow_state, r.points
		having (r.workflow_state = 'Fulfilled') <> (sum(t.points) is not null)
			or (r.workflow_state = 'Fulfilled' and sum(t.points) <> r.points)""",
	),
	Check(
		5,
		"each star is awarded once",
		"""select volunteer, star, count(*) from `tabStar Award` where status <> 'Revoked'
		group by volunteer, star having count(*) > 1""",
	),
	Check(
		5,
		"nobody is eligible for less than the total carries",
		"""select p.name, p.total_minutes, p.eligible_star, due.star from `tabVolunteer Profile` p
		inner join (select q.name, max(l.star) as star from `tabVolunteer Profile` q
			inner join `tabStar Scheme Level` l on q.total_minutes >= l.min_hours * 60
			where l.parent = (select name from `tabStar Scheme` where is_disabled = 0
				and effective_from <= curdate() order by effective_from desc limit 1)
				and l.require_previous_star = 0
			group by q.name) due on due.name = p.name
		where p.workflow_state = 'Registered' and p.eligible_star < due.star""",
	),
	Check(
		6,
		"a valid certificate shows approved logs of its own unit and person only, and adds up",
		"""select c.name, e.service_log, l.workflow_state from `tabService Certificate` c
		inner join `tabService Certificate Entry` e on e.parent = c.name
		left join `tabService Log` l on l.name = e.service_log
		where c.docstatus = 1 and c.status = 'Valid' and (l.name is null
			or l.workflow_state <> 'Approved'
			or l.recording_unit <> c.recording_unit or l.volunteer <> c.volunteer
			or l.minutes <> e.minutes)""",
	),
	Check(
		7,
		"what is certified meets every mandatory item with its evidence",
		"""select a.name, r.item_code, r.is_met from `tabSite Assessment` a
		inner join `tabSite Assessment Result` r on r.parent = a.name
		where a.workflow_state = 'Certified' and r.is_mandatory = 1 and (r.is_met = 0
			or (r.evidence_required in ('Photo', 'Document') and coalesce(r.evidence, '') = ''))""",
	),
	Check(
		9,
		"no volunteer takes part in an activity twice",
		"""select parent, volunteer, count(*) from `tabService Activity Participant`
		where coalesce(volunteer, '') <> '' group by parent, volunteer having count(*) > 1""",
	),
	Check(
		10,
		"an approved record holds no more than from its start to its end",
		"""select name, minutes, timestampdiff(minute, starts_on, ends_on) from `tabService Log`
		where docstatus = 1 and starts_on is not null and ends_on is not null
			and minutes > timestampdiff(minute, starts_on, ends_on) - coalesce(break_minutes, 0)""",
	),
	Check(
		10,
		"a record is corrected once: the old one is cancelled, its successor stands or was corrected itself",
		"""select o.name, o.workflow_state, n.name, n.workflow_state from `tabService Log` o
		inner join `tabService Log` n on n.corrects = o.name
		where (n.workflow_state in ('Approved', 'Cancelled')) <> (o.workflow_state = 'Cancelled')
		union all select corrects, count(*), min(name), '' from `tabService Log`
			where coalesce(corrects, '') <> '' group by corrects having count(*) > 1""",
	),
	Check(
		10,
		"an approved correction changed the record, one that is open did not",
		"""select c.name, c.workflow_state, c.service_log, l.workflow_state from `tabRecord Correction` c
		inner join `tabService Log` l on l.name = c.service_log
		where (c.workflow_state = 'Approved') <> (l.workflow_state = 'Cancelled')
			and c.workflow_state in ('Approved', 'Draft', 'Pending Review')
			and (c.workflow_state = 'Approved' or not exists (select 1 from `tabRecord Correction` d
				where d.service_log = c.service_log and d.workflow_state = 'Approved'))""",
	),
)
KEPT = (
	"Service Log",
	"Volunteer Profile",
	"Record Correction",
	"Service Certificate",
	"Star Award",
	"Points Account",
	"Reward Redemption",
	"Points Donation",
)
_APPROVED, _DECIDED, _OFF = ("Approved", "Cancelled"), ("Approved",), ("Cancelled",)
LEDGER = {
	"Points Transfer": "name, kind, points, voucher_type, voucher, reversal_of, posted_on",
	"Points Entry": "name, transfer, line_no, account, points, balance_after, seq",
}


def violations(connection) -> list[tuple[int, str, tuple]]:
	"""(invariant, what it says, row) of everything that is broken."""
	return [(check.invariant, check.says, row) for check in CHECKS for row in _rows(connection, check.sql)]


def remember(connection) -> dict:
	"""What must still be there later: names of what is kept ten years, and the ledger word for word."""
	names = {table: {row[0] for row in _rows(connection, f"select name from `tab{table}`")} for table in KEPT}
	ledger = {
		table: set(_rows(connection, f"select {fields} from `tab{table}`"))
		for table, fields in LEDGER.items()
	}
	stock = dict(_rows(connection, "select name, stock_qty from `tabReward Item` where has_stock = 1"))
	return {"names": names, "ledger": ledger, "stock": stock}


def changes(connection, before: dict) -> list[tuple[int, str, tuple]]:
	"""What broke since ``before``: something went (8), the ledger changed (3), pieces came or went (4)."""
	now = remember(connection)
	found = [
		(8, f"{table} are kept", (name,))
		for table, names in before["names"].items()
		for name in names - now["names"][table]
	]
	for table, rows in before["ledger"].items():
		found += [(3, f"nothing of {table} changes or goes", row) for row in rows - now["ledger"][table]]
	handed = dict(
		_rows(
			connection,
			"""select reward_item, cast(sum(qty) as signed) from `tabReward Redemption`
			where workflow_state = 'Fulfilled' group by reward_item""",
		)
	)
	for name, stock in before["stock"].items():
		if now["stock"][name] != stock - handed.get(name, 0):
			row = (name, stock, handed.get(name, 0), now["stock"][name])
			found.append((4, "the stock is what there was less what was handed over", row))
	return found


def unkept_promises(connection, told: dict[str, list]) -> list[tuple[int, str, tuple]]:
	"""What the site acknowledged and does not know any more."""
	logs = dict(_rows(connection, "select name, workflow_state from `tabService Log`"))
	corrections = dict(_rows(connection, "select name, workflow_state from `tabRecord Correction`"))
	redemptions = dict(_rows(connection, "select name, workflow_state from `tabReward Redemption`"))
	donations = dict(_rows(connection, "select name, docstatus from `tabPoints Donation`"))
	first = dict(reversed(told.get("donated", [])))
	promises = (
		(1, "approval", ((name, logs.get(name), _APPROVED) for name in told.get("approved", ()))),
		(10, "correction", ((name, corrections.get(name), _DECIDED) for name in told.get("corrected", ()))),
		(3, "donation", ((name, donations.get(name), (1,)) for _key, name in told.get("donated", ()))),
		(3, "request", ((key, name, (first[key],)) for key, name in told.get("donated", ()))),
		(4, "redemption", ((name, redemptions.get(name), (s,)) for name, s in told.get("redeemed", ()))),
		(4, "cancellation", ((name, redemptions.get(name), _OFF) for name in told.get("cancelled", ()))),
	)
	return [
		(invariant, f"a {what} that was acknowledged stands", (name, found))
		for invariant, what, rows in promises
		for name, found, wanted in rows
		if found not in wanted
	]


def _rows(connection, sql: str) -> Iterable[tuple]:
	with connection.cursor() as cursor:
		cursor.execute(sql)
		return cursor.fetchall()
