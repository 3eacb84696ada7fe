"""The daily proof that the books of the time bank are right, also after direct SQL (invariants 3 and 4).

Each check is one statement over the whole table and names what it finds; nothing is mended here. A mistake
in a ledger is set right by a new entry, by somebody who has looked at it.
"""

from frappe import _

from volunteer_services.foundation import proof
from volunteer_services.foundation.proof import LIMIT, Check
from volunteer_services.time_bank.services.books.reviews import DECIDES

CHECKS = (
	Check(
		"Transfer Not Balanced",
		"Points Transfer",
		"""select `transfer`, 0, sum(`points`) from `tabPoints Entry` group by `transfer`
		having sum(`points`) <> 0 or count(*) < 2""",
	),
	Check(
		"Transfer Changed",
		"Points Transfer",
		"""select t.`name`, t.`points`, coalesce(sum(case when e.`points` > 0 then e.`points` end), 0)
		from `tabPoints Transfer` t left join `tabPoints Entry` e on e.`transfer` = t.`name`
		group by t.`name`, t.`points`
		having t.`points` <> coalesce(sum(case when e.`points` > 0 then e.`points` end), 0)""",
	),
	Check(
		"Entry Without Transfer",
		"Points Entry",
		"""select e.`name`, 1, 0 from `tabPoints Entry` e
		left join `tabPoints Transfer` t on t.`name` = e.`transfer` where t.`name` is null""",
	),
	Check(
		"Entry Without Account",
		"Points Entry",
		"""select e.`name`, 1, 0 from `tabPoints Entry` e
		left join `tabPoints Account` a on a.`name` = e.`account` where a.`name` is null""",
	),
	Check(
		"Balance Is Not the Sum",
		"Points Account",
		"""select a.`name`, coalesce(s.points, 0), a.`balance` from `tabPoints Account` a
		left join (select `account`, sum(`points`) as points from `tabPoints Entry` group by `account`) s
			on s.`account` = a.`name`
		where a.`balance` <> coalesce(s.points, 0)""",
	),
	Check(
		"Entries Missing",
		"Points Account",
		"""select a.`name`, a.`entry_count`, coalesce(s.entries, 0) from `tabPoints Account` a
		left join (select `account`, count(*) as entries, max(`seq`) as last from `tabPoints Entry`
			group by `account`) s on s.`account` = a.`name`
		where a.`entry_count` <> coalesce(s.entries, 0) or a.`entry_count` <> coalesce(s.last, 0)""",
	),
	Check(
		"Running Balance Broken",
		"Points Entry",
		"""select r.`name`, r.due, r.`balance_after` from (
			select `name`, `balance_after`,
				sum(`points`) over (partition by `account` order by `seq`) as due
			from `tabPoints Entry`) r
		where r.`balance_after` <> r.due""",
	),
	Check(
		"Below the Lowest Balance",
		"Points Account",
		"""select `name`, `min_balance`, `balance` from `tabPoints Account`
		where `balance` < `min_balance`""",
	),
	Check(
		"Held Points Are Not Those of Redemptions",
		"Points Account",
		"""select a.`name`, coalesce(s.points, 0), a.`held` from `tabPoints Account` a
		left join (select `volunteer`, sum(`points`) as points from `tabReward Redemption`
			where `workflow_state` in ('Requested', 'Approved') group by `volunteer`) s
			on s.`volunteer` = a.`volunteer`
		where a.`held` <> coalesce(s.points, 0)""",
	),
	Check(
		"Balance on the Volunteer's File",
		"Volunteer Profile",
		"""select p.`name`, coalesce(a.`balance`, 0), p.`points_balance` from `tabVolunteer Profile` p
		left join `tabPoints Account` a on a.`volunteer` = p.`name`
		where p.`points_balance` <> coalesce(a.`balance`, 0)""",
	),
	Check(
		"Held Stock Is Not That of Redemptions",
		"Reward Item",
		"""select i.`name`, coalesce(s.qty, 0), i.`held_qty` from `tabReward Item` i
		left join (select `reward_item`, sum(`qty`) as qty from `tabReward Redemption`
			where `workflow_state` in ('Requested', 'Approved') group by `reward_item`) s
			on s.`reward_item` = i.`name`
		where i.`has_stock` = 1 and i.`held_qty` <> coalesce(s.qty, 0)""",
	),
	Check(
		"Stock Below Zero",
		"Reward Item",
		"""select `name`, 0, least(`stock_qty`, `stock_qty` - `held_qty`) from `tabReward Item`
		where `has_stock` = 1 and (`stock_qty` < 0 or `held_qty` < 0)""",
	),
)


def findings(limit: int = LIMIT) -> list[dict]:
	"""Every break of the books (``proof.findings``). Empty when the books are right."""
	return list(proof.findings(CHECKS, limit))


def reconcile_points() -> int:
	"""Prove the books; on a break, write the Error Log and tell those who decide about accounts.

	The scheduler runs it daily. Returns the number of findings.
	"""
	broken = findings()
	subject = _("The points ledger does not reconcile: {0} findings. See the report {1}.").format(
		len(broken), _("Points Ledger Audit")
	)
	return proof.tell(
		broken, "The points ledger does not reconcile", DECIDES, subject, ("Report", "Points Ledger Audit")
	)
