"""Reviewing service logs in bulk."""

import frappe

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Names
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.filters import conditions
from volunteer_services.service_records.reporting import waiting
from volunteer_services.service_records.services import bulk_review, review_guard

MOST = 10_000


@endpoint(methods=["POST"])
def review(
	action: str,
	names: Names | None = None,
	filters: list | dict | str | None = None,
	reason: str | None = None,
) -> dict:
	"""Queue one workflow action for the named logs, or for all that the filters find, as the session's user.

	Returns ``{"job", "count"}``; the job is watched through ``api.progress.status``. Every log is checked by
	the rules of the workflow, the user's roles and scope.
	"""
	require_permission("Service Log", "write")
	chosen = names or _found(conditions("Service Log", filters))
	return {
		"job": bulk_review.start(chosen[:MOST], action, reason),
		"count": len(chosen),
	}


@endpoint()
def offered(names: Names) -> dict:
	"""What a selection of the list offers to the session's user: actions with counts, people and minutes."""
	require_permission("Service Log")
	return review_guard.offered(names[:MOST])


@endpoint()
def waiting_for_me() -> dict:
	"""The records that the session's user may decide on now, the doubtful first, grouped by activity, with
	what is needed to decide (service_records/reporting/waiting.py)."""
	require_permission("Service Log", "write")
	return waiting.for_me()


def _found(filters: list) -> list[str]:
	return frappe.get_list(
		"Service Log", filters=filters, pluck="name", limit_page_length=MOST, order_by="creation asc"
	)
