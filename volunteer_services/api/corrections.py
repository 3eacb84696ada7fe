"""Corrections: ask for one, by the staff or by the volunteer whose record it is."""

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.service_records.services import corrections


@endpoint(methods=["POST"])
def ask(
	service_log: str,
	reason: str,
	changes: str | dict | None = None,
	is_withdrawal: bool = False,
	submit: bool = True,
) -> dict:
	"""Ask for the correction of an approved record; ``changes`` holds the new values by field name.

	Returns name, workflow_state and net_minutes.
	"""
	require_permission("Record Correction", "create")
	doc = retry.whole(lambda: corrections.ask(service_log, reason, changes or {}, is_withdrawal, submit))
	return {"name": doc.name, "workflow_state": doc.workflow_state, "net_minutes": doc.net_minutes}
