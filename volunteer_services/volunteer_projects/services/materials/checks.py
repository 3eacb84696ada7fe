"""What may stand on an activity's list of materials."""

from __future__ import annotations

import frappe
from frappe import _

from volunteer_services.exceptions import MaterialError
from volunteer_services.foundation.access import require_permission
from volunteer_services.volunteer_projects.services.materials import book

ACTIVITY = "Service Activity"
_OVER = ("Called Off", "Recorded")
_FACTS = ("material_name", "size_or_model", "unit", "kind")


def fill(material) -> None:
	"""Copy from the activity what the list shows, and what its scope needs."""
	found = frappe.db.get_value(
		ACTIVITY, material.activity or "", ["activity_name", *book.PLACES], as_dict=True
	)
	if found:
		material.update(found)


def check_activity(activity: str) -> None:
	"""Materials are planned by who may write the activity, before it is over. Raises PermissionError,
	MaterialError."""
	require_permission(ACTIVITY, "write", activity)
	state = frappe.db.get_value(ACTIVITY, activity, "workflow_state")
	if state in _OVER:
		_refuse(
			_("The activity is {0}: its list of materials stays as it is.").format(_(state, context=ACTIVITY))
		)


def check_once(material) -> None:
	"""Raise MaterialError for a second line of the same material and size."""
	other = frappe.db.get_value(
		book.MATERIAL,
		{
			"activity": material.activity,
			"material_name": material.material_name,
			"size_or_model": material.size_or_model,
			"name": ["!=", material.name or ""],
		},
	)
	if other:
		_refuse(
			_("{0} stands on the list of this activity already. Raise its number there.").format(
				book.title(material)
			)
		)


def check_settled(material) -> None:
	"""What was handed out keeps its name and kind: entries and open pieces rest on them. Raises
	MaterialError."""
	before = material.get_doc_before_save()
	if not before or not any((before.get(field) or "") != (material.get(field) or "") for field in _FACTS):
		return
	# An entry that is being written meanwhile holds the row.
	book.locked([material.name])
	if frappe.db.exists(book.ENTRY, {"material": material.name}):
		_refuse(
			_("{0} was handed out under this name. Add a line of its own for something else.").format(
				book.title(before)
			)
		)


def _refuse(message: str) -> None:
	frappe.throw(message, MaterialError, title=_("Activity Materials"))
