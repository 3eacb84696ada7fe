"""Declarations of make-up entries 补录: what they take over, who decides, and when they may be taken back."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, now

from volunteer_services.exceptions import MakeUpError
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope.staffing import staffing
from volunteer_services.volunteer_projects.domain import make_up as rules
from volunteer_services.volunteer_projects.services.activities import served
from volunteer_services.volunteer_projects.services.make_up import DECLARATION

ACTIVITY = "Service Activity"
COPIED = ("activity_name", "team", "site", "region", "starts_on", "ends_on")
OPEN_STATES = ("Draft", "Pending Approval", "Returned", "Approved")


def fill(doc) -> None:
	"""Take over place and times of the activity, which the user may change. Raises MakeUpError."""
	if not doc.flags.ignore_permissions:
		require_permission(ACTIVITY, "write", cstr(doc.activity))
	activity = _activity(doc)
	doc.update({field: activity.get(field) for field in COPIED})
	rows = list(served(activity).values())
	doc.people = len({row.volunteer for row in rows})
	doc.minutes = sum(row.minutes for row in rows)
	doc.listed = "\n".join(row.line() for row in rows)


def check(doc) -> None:
	"""One declaration an activity, and only where one is needed. Raises MakeUpError."""
	if not cint(frappe.db.get_value(ACTIVITY, doc.activity, "is_make_up")):
		_refuse(
			_("{0} was entered in time: its records need no declaration.").format(
				doc.activity_name or doc.activity
			)
		)
	other = frappe.db.get_value(
		DECLARATION,
		{"activity": doc.activity, "workflow_state": ["in", OPEN_STATES], "name": ["!=", doc.name or ""]},
		"name",
	)
	if other:
		_refuse(_("{0} has a declaration already: {1}.").format(doc.activity_name, other))


def submit(doc) -> None:
	"""Stamp who declares and which level decides. Raises MakeUpError."""
	with enforce(MakeUpError, _("Make-up Declaration")):
		rules.check_submission(
			cstr(doc.reason), cstr(doc.proof), bool(cint(doc.is_declared)), cint(doc.people)
		)
	if not frappe.db.exists("File", {"file_url": doc.proof}):
		_refuse(_("The file of the proof is gone. Upload it again."))
	user = frappe.session.user
	doc.declared_by, doc.declared_on = user, now()
	here = staffing(doc.team, doc.site, doc.region)
	doc.approval_level = rules.approving_level(level for level, users in here.users.items() if user in users)


def stamp_approval(doc) -> None:
	"""Who approved, and when."""
	doc.approved_by, doc.approved_on = frappe.session.user, now()


def check_cancel(doc) -> None:
	"""What records rest on stays. Raises MakeUpError."""
	if frappe.db.get_value(ACTIVITY, doc.activity, "logs_created"):
		_refuse(
			_("Records were made from {0}: correct those that are wrong, the declaration stays.").format(
				doc.activity_name
			)
		)


def _activity(doc):
	"""The activity, its row locked: two declarations that come at once see each other."""
	return frappe.get_doc(ACTIVITY, doc.activity, for_update=True)


def _refuse(message: str) -> None:
	frappe.throw(message, MakeUpError, title=_("Make-up Declaration"))
