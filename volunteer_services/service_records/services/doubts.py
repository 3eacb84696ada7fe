"""What makes a record doubtful: it is stored, shown to its reviewer, and not approved among many."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.service_records.services.near import Near


def flag_repeated(log, near: Near) -> None:
	"""Flag a record that may be another one entered again: same person, day and minutes, where one of the two
	has no times to tell them apart, nor both a number of another system. Who enters it is told."""
	log.is_repeated = 0
	other = next((row for row in near.of_day(log) if _is_alike(row, log)), None)
	if not other:
		return
	log.is_repeated = 1
	if not log.flags.by_batch:
		frappe.msgprint(
			_(
				"{0} has another record of {1} with {2} minutes: {3}. Delete this one if it is the same."
			).format(
				log.volunteer_name,
				frappe.format(log.service_date, "Date"),
				log.minutes,
				frappe.utils.get_link_to_form("Service Log", other.name),
			),
			title=_("Possibly Entered Twice"),
			indicator="orange",
		)


def _is_alike(other, log) -> bool:
	return (
		other.name != log.corrects
		and cint(other.minutes) == cint(log.minutes)
		and not (log.starts_on and other.starts_on)
		and not (log.external_id and other.external_id)
	)


def why_not_among_many(log, action: str) -> str | None:
	"""Why a record is not approved among many: somebody has to look at it."""
	if action == "Approve" and cint(log.is_repeated):
		return _("It may have been entered twice. Open it, compare the two records, and decide there.")
	return None
