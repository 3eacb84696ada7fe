"""What makes a record doubtful: it is stored, shown to its reviewer, and not approved among many."""

import frappe
from frappe import _
from frappe.utils import cint, getdate


def flag_repeated(log) -> None:
	"""Flag a record that may be another one entered again: same person, day and minutes, where one of the two
	has no times to tell them apart, nor both a number of another system. Who enters it is told."""
	log.is_repeated = 0
	other = frappe.db.sql(
		"""select `name` from `tabService Log`
		where `volunteer` = %(volunteer)s and `service_date` = %(day)s and `minutes` = %(minutes)s
		and `name` not in %(itself)s and `docstatus` < 2
		and `workflow_state` not in ('Rejected', 'Cancelled')
		and (%(no_times)s or `starts_on` is null) and (%(no_number)s or ifnull(`external_id`, '') = '')
		order by `creation` limit 1""",
		{
			"volunteer": log.volunteer,
			"day": getdate(log.service_date),
			"minutes": cint(log.minutes),
			"itself": (log.name or "", log.corrects or ""),
			"no_times": int(not log.starts_on),
			"no_number": int(not log.external_id),
		},
	)
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
				frappe.utils.get_link_to_form("Service Log", other[0][0]),
			),
			title=_("Possibly Entered Twice"),
			indicator="orange",
		)


def why_not_among_many(log, action: str) -> str | None:
	"""Why a record is not approved among many: somebody has to look at it."""
	if action == "Approve" and cint(log.is_repeated):
		return _("It may have been entered twice. Open it, compare the two records, and decide there.")
	return None
