"""The nightly proofs: statements over whole tables that find what direct SQL, or a fault, made wrong.

Each room has the checks of its own sums. Nothing is mended here: somebody looks at it first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.messages import send

LIMIT = 1000
"""So many findings of one check are named at most."""


@dataclass(frozen=True)
class Check:
	"""A statement that returns (name, expected, found) of each break. ``doctype``: what the name is of."""

	name: str
	doctype: str
	statement: str


def findings(checks: Iterable[Check], limit: int = LIMIT) -> Iterator[dict]:
	"""Every break: check, reference_doctype, reference_name, expected, found, message; at most ``limit`` of
	each check."""
	for check in checks:
		rows = frappe.db.sql(f"select * from ({check.statement}) as broken limit {cint(limit)}")  # noqa: S608
		for name, expected, found in rows:
			yield {
				"check": check.name,
				"reference_doctype": check.doctype,
				"reference_name": name,
				"expected": cint(expected),
				"found": cint(found),
				"message": _("{0}: {1} {2} has {3}, {4} were expected.").format(
					_(check.name), _(check.doctype), name, cint(found), cint(expected)
				),
			}


def tell(broken: list[dict], title: str, roles: Iterable[str], subject: str, about: tuple[str, str]) -> int:
	"""Write the Error Log under ``title`` and alert whoever has one of the ``roles``; commits.

	``about``: DocType and name of what the alert opens. Returns the number of findings; nothing is told of
	none.
	"""
	if not broken:
		return 0
	frappe.log_error(title=title, message="\n".join(row["message"] for row in broken))
	people = frappe.get_all(
		"Has Role",
		filters={"parenttype": "User", "role": ["in", list(roles)]},
		pluck="parent",
		distinct=True,
		order_by="parent",
	)
	users = frappe.get_all("User", filters={"name": ["in", people or [""]], "enabled": 1}, pluck="name")
	send.send(send.Line("System Check", subject, *about, user=user) for user in users)
	frappe.db.commit()
	return len(broken)
