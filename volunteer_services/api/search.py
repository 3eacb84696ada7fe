"""The search at the top of the desk."""

from volunteer_services.foundation import access, finding
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import STAFF_AND_AUDITOR


@endpoint(methods=["GET", "POST"])
def find(text: str) -> list[dict]:
	"""People, teams, sites and rewards of the caller's scope, at most six of each kind.

	By name, number, pinyin ("csm" is 陈小明) or the last four digits of a person's phone.

	For staff and auditors. Each has doctype, name, title and detail. Raises PermissionError.
	"""
	access.require_role(STAFF_AND_AUDITOR)
	return finding.at_the_top(text)
