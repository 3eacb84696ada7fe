"""The nightly proof of invariant 1: the totals on a file are the sums of the person's approved records."""

from frappe import _

from volunteer_services.foundation import proof, roles
from volunteer_services.foundation.proof import LIMIT, Check

CHECKS = (
	Check(
		"Total Is Not the Sum of the Records",
		"Volunteer Profile",
		"""select p.`name`, coalesce(s.minutes, 0), p.`total_minutes` from `tabVolunteer Profile` p
		left join (select `volunteer`, sum(`minutes`) as minutes from `tabService Log`
			where `docstatus` = 1 group by `volunteer`) s on s.`volunteer` = p.`name`
		where p.`total_minutes` <> coalesce(s.minutes, 0)""",
	),
	Check(
		"Credited Total Is Not the Sum of the Records",
		"Volunteer Profile",
		"""select p.`name`, coalesce(s.minutes, 0), p.`credited_minutes` from `tabVolunteer Profile` p
		left join (select `volunteer`, sum(`minutes`) as minutes from `tabService Log`
			where `docstatus` = 1 and `trust_class` = 'Credited' group by `volunteer`) s
			on s.`volunteer` = p.`name`
		where p.`credited_minutes` <> coalesce(s.minutes, 0)""",
	),
)


def findings(limit: int = LIMIT) -> list[dict]:
	"""Volunteers whose total differs from their approved records, also after direct SQL
	(``proof.findings``)."""
	return list(proof.findings(CHECKS, limit))


def prove_totals() -> int:
	"""Prove the totals; on a break, write the Error Log and tell the managers. The scheduler runs it daily.

	Returns the number of findings. The weekly recalculation of the stars sets them right.
	"""
	broken = findings()
	if not broken:
		return 0
	subject = _(
		"The totals of {0} volunteers are not the sums of their records. Recalculate the stars."
	).format(len(broken))
	about = ("Volunteer Profile", broken[0]["reference_name"])
	return proof.tell(broken, "Totals of volunteers do not reconcile", [roles.MANAGER], subject, about)
