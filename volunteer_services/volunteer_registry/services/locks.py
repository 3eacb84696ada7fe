"""The lock on volunteers, which everybody takes who counts minutes or points: always in the order of their
names."""

from collections.abc import Iterable

import frappe

from volunteer_services.foundation.database.batches import batches


def lock_volunteers(names: Iterable[str]) -> None:
	"""Lock the rows of these volunteers until the end of the transaction, always in the order of their
	names."""
	for batch in batches(names):
		frappe.db.sql(
			"select `name` from `tabVolunteer Profile` where `name` in %s order by `name` for update",
			(batch,),
		)
