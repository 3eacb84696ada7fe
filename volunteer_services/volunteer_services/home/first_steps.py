"""The steps of a Module Onboarding of ours. Frappe lets every login write any field of any step, and its
first 15 closes an onboarding for System Managers only."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.doors.originals import guarded
from volunteer_services.foundation.doors.ours import APP

_MARKS = frozenset({"is_complete", "is_skipped"})


def _mark(arguments) -> bool | None:
	"""Marks a step of ours for whom its onboarding is meant; None leaves the step to Frappe."""
	name = onboarding_of(arguments.get("name"))
	if not name:
		return None
	doc = frappe.get_doc("Module Onboarding", name)
	may = set(doc.get_allowed_roles()).intersection(frappe.get_roles())
	if arguments.get("field") not in _MARKS or not may:
		frappe.throw(_("You have no permission for {0}.").format(_(doc.title)), frappe.PermissionError)
	frappe.db.set_value("Onboarding Step", arguments.name, arguments.field, cint(arguments.get("value")))
	steps = frappe.get_all(
		"Onboarding Step",
		filters={"name": ["in", [row.step for row in doc.steps]]},
		fields=["is_complete", "is_skipped"],
		limit_page_length=0,
	)
	doc.db_set("is_complete", int(all(step.is_complete or step.is_skipped for step in steps)))
	return True


def onboarding_of(step: str | None) -> str | None:
	"""The Module Onboarding of our modules that has the step, or None."""
	found = frappe.db.sql(
		"""select o.`name` from `tabOnboarding Step Map` as m
		join `tabModule Onboarding` as o on o.`name` = m.`parent` and m.`parenttype` = 'Module Onboarding'
		join `tabModule Def` as d on d.`name` = o.`module`
		where m.`step` = %s and d.`app_name` = %s limit 1""",
		(step, APP),
	)
	return found[0][0] if found else None


update_onboarding_step = guarded("frappe.desk.desktop.update_onboarding_step", _mark)
