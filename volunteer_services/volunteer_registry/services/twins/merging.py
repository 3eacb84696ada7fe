"""Two files of one person become one: the records move, nothing is renamed and nothing deleted."""

import frappe
from frappe import _
from frappe.utils import now

from volunteer_services.exceptions import MergeError
from volunteer_services.foundation import events
from volunteer_services.foundation.house import house
from volunteer_services.volunteer_registry.services import locks, photo

PROFILE = "Volunteer Profile"
# The workflow's way out of each state; the states that are missing are the end of the way.
_WAY_OUT = {
	"Applied": "Pending Review",
	"Returned": "Pending Review",
	"Pending Review": "Rejected",
	"Registered": "Deregistered",
	"Suspended": "Deregistered",
}


def merge(source: str, target: str, reason: str) -> dict:
	"""Move the records of ``source`` to ``target`` and close ``source``; the totals of both are summed anew.

	Returns the number of moved records by DocType. Raises MergeError.
	"""
	if source == target:
		_refuse(_("Choose two different files."))
	locks.lock_volunteers([source, target])
	old, new = frappe.get_doc(PROFILE, source), frappe.get_doc(PROFILE, target)
	_check_open(old, new)
	_check_overlaps(source, target)
	moved = {
		doctype: _move(doctype, person.field, old, new)
		for doctype, person in house().persons()
		if person.on_merge == "moves"
	}
	events.tell("volunteers_merged", source, target, reason)
	_close(old, new, reason)
	_comment(old, new, reason, moved)
	return {doctype: count for doctype, count in moved.items() if count}


def _check_open(old, new) -> None:
	for doc in (old, new):
		if doc.merged_into:
			_refuse(_("{0} was merged into {1} before.").format(doc.name, doc.merged_into))
		if doc.is_restricted:
			_refuse(_("The consent of {0} was withdrawn; a locked file is not merged.").format(doc.name))


def _check_overlaps(source: str, target: str) -> None:
	"""One person cannot serve twice at a time: such records are corrected before the merge."""
	rows = frappe.db.sql(
		"""select a.`name`, b.`name` from `tabService Log` a inner join `tabService Log` b
			on a.`starts_on` < b.`ends_on` and b.`starts_on` < a.`ends_on`
		where a.`volunteer` = %s and b.`volunteer` = %s and a.`docstatus` < 2 and b.`docstatus` < 2
			and a.`workflow_state` <> 'Rejected' and b.`workflow_state` <> 'Rejected'
		order by a.`starts_on` limit 5""",
		(source, target),
	)
	if rows:
		_refuse(
			_("These records overlap: {0}. Cancel or correct one of each pair first.").format(
				"; ".join(f"{one} – {other}" for one, other in rows)
			)
		)


def _move(doctype: str, column: str, old, new) -> int:
	"""Point the rows of a DocType to the file that stays; returns how many there were."""
	fields = f"`{column}` = %(target)s, `modified` = %(now)s, `modified_by` = %(user)s"
	if frappe.get_meta(doctype).has_field("volunteer_name"):
		fields += ", `volunteer_name` = %(full_name)s"
	values = {
		"source": old.name,
		"target": new.name,
		"full_name": new.full_name,
		"now": now(),
		"user": frappe.session.user,
	}
	names = frappe.get_all(doctype, filters={column: old.name}, pluck="name", order_by="name")
	frappe.db.sql(f"update `tab{doctype}` set {fields} where `{column}` = %(source)s", values)  # noqa: S608
	for name in names:
		frappe.clear_document_cache(doctype, name)
	return len(names)


def _close(old, new, reason: str) -> None:
	"""Walk the workflow to its end, hand over the login, and point to the file that stays."""
	user, old.user = old.user, None
	photo.take_out(old)
	while old.workflow_state in _WAY_OUT:
		old.workflow_state = _WAY_OUT[old.workflow_state]
		old.decision_reason = reason
		old.exit_reason = old.exit_reason or "Other"
		old.flags.system_transition = True
		old.save()
	old.db_set({"merged_into": new.name, "user": None})
	if user and not new.user:
		new.user, new.flags.by_service = user, True
		new.save()


def _comment(old, new, reason: str, moved: dict[str, int]) -> None:
	counts = ", ".join(f"{_(doctype)}: {count}" for doctype, count in moved.items() if count) or _(
		"no records"
	)
	why = frappe.utils.escape_html(reason)
	old.add_comment("Info", _("Merged into {0} ({1}). Reason: {2}").format(new.name, counts, why))
	new.add_comment(
		"Info", _("{0} was merged into this file ({1}). Reason: {2}").format(old.name, counts, why)
	)


def _refuse(message: str) -> None:
	frappe.throw(message, MergeError, title=_("Merging Files"))
