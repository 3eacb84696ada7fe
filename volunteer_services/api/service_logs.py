"""Reviewing service logs in bulk."""

import frappe

from volunteer_services.foundation.access import require_permission
from volunteer_services.service_records.services import bulk_review

MOST = 10_000


@frappe.whitelist(methods=["POST"])
def review(
	action: str,
	names: list | str | None = None,
	filters: list | dict | str | None = None,
	reason: str | None = None,
) -> dict:
	"""Queue one workflow action for the named logs, or for all that the filters find, as the session's user.

	Returns ``{"job", "count"}``; the job is watched through ``api.progress.status``. Every log is checked by
	the rules of the workflow, the user's roles and scope.
	"""
	require_permission("Service Log", "write")
	chosen = frappe.parse_json(names) if names else _found(frappe.parse_json(filters or []))
	return {
		"job": bulk_review.start([str(name) for name in chosen[:MOST]], action, reason),
		"count": len(chosen),
	}


def _found(filters: list | dict) -> list[str]:
	return frappe.get_list(
		"Service Log", filters=filters, pluck="name", limit_page_length=MOST, order_by="creation asc"
	)
