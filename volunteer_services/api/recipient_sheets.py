"""Recipients from a sheet: what each row will do is shown first; then the chosen rows become files."""

import frappe
from frappe import _

from volunteer_services.exceptions import RecipientSheetError
from volunteer_services.foundation.access import require_permission, require_role
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Rows
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.files import uploads
from volunteer_services.foundation.roles import REVIEWERS
from volunteer_services.service_needs.services.recipients import importing

DOCTYPE = "Service Recipient"


@endpoint(methods=["POST"])
def preview(region: str) -> dict:
	"""Read the form field ``file`` and keep nothing: {rows: as read, plan: what each will do, left_out}.

	Raises RecipientSheetError for what is no such list.
	"""
	_check(region)
	name, content = uploads.received(importing.MOST_BYTES)
	if content is None:
		frappe.throw(
			_("No file came in, or it is larger than {0} MB. Choose one that is smaller.").format(
				importing.MOST_BYTES // 2**20
			),
			RecipientSheetError,
			title=_("Recipients from a Sheet"),
		)
	found = importing.read(name, content)
	return {**found, "plan": importing.plan(found["rows"], region)}


@endpoint(methods=["POST"])
def store(rows: Rows, region: str, site: str | None = None, decided: list | None = None) -> dict:
	"""Make files of rows as ``preview`` read them: {made, left}. ``decided``: the numbers of those that were
	doubtful and are somebody else than the file of that name. At most 100 rows at once."""
	_check(region)
	if site:
		require_permission("Service Site", "read", site)
	numbers = {number for number in decided or [] if isinstance(number, int)}
	return retry.whole(lambda: importing.store(rows, region, site or None, numbers))


def _check(region: str) -> None:
	require_role(REVIEWERS)
	require_permission(DOCTYPE, "create")
	require_permission("Service Region", "read", region)
