"""Reviewing service logs in bulk."""

import frappe

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Names
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.filters import conditions
from volunteer_services.service_records.services import bulk_review

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


def _found(filters: list) -> list[str]:
	return frappe.get_list(
		"Service Log", filters=filters, pluck="name", limit_page_length=MOST, order_by="creation asc"
	)
