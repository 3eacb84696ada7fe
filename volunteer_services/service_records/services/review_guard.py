"""The guard of the service log for many rows at once: what it would refuse the session's user, and what it
would let pass. Reviews in bulk, the menu of the list and the reviewer's page ask it.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, strip_html

from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.scope import staffing
from volunteer_services.foundation.workflow.steps import own_refusal, role_refusal
from volunteer_services.service_records.services.storing.steps import OpenSteps
from volunteer_services.volunteer_registry.services import logins
from volunteer_services.volunteer_registry.services.standing import AWAITING_STATES

DOCTYPE = "Service Log"
FIELDS = (
	"name, volunteer, volunteer_name, workflow_state, docstatus, next_review, approval_level, day_minutes, "
	"minutes, service_date, starts_on, team, site, region, recorder, owner, creation, return_reason, "
	"is_repeated, is_make_up"
)
DELETABLE = ("Draft", "Returned")


def in_scope(names: Iterable[str], lock: bool = False) -> list[frappe._dict]:
	"""The rows of these logs that lie in the user's scope, in the order in which they are locked."""
	where = scope.condition(DOCTYPE)
	return frappe.db.sql(
		f"""select {FIELDS} from `tabService Log` where `name` in %s {"and " + where if where else ""}
		order by `volunteer`, `creation`, `name` {"for update" if lock else ""}""",  # noqa: S608
		(tuple(names) or ("",),),
		as_dict=True,
	)


class ReviewGuard:
	"""What the guard of the single document would say of each of these rows; shared facts are read once."""

	def __init__(self, rows: list) -> None:
		self.user = frappe.session.user
		self.held: dict[tuple, set[str]] = {}
		self.steps = OpenSteps()
		self.accounts = _accounts_of(rows)
		self.staff: dict[tuple, staffing.Staffing] = {}
		self.remarks: dict[str, str] = {}
		self.problems: list[dict] = []

	def own_users(self, row) -> set[str]:
		"""The volunteer's logins and the recorder: neither approves alone."""
		return {row.recorder, *self.accounts[row.volunteer].users} - {None, ""}

	def actions(self, row) -> list[str]:
		"""The actions that the user may take on the row."""
		steps = self.steps.of(row.workflow_state, row.next_review)
		actions = dict.fromkeys(step.action for step in steps)
		return [action for action in actions if not self.problem(row, action)]

	def problem(self, row, action: str) -> str | None:
		"""Why the action is not the user's to take, or None."""
		steps = [s for s in self.steps.of(row.workflow_state, row.next_review) if s.action == action]
		if not steps:
			return _("{0} is not possible while the record is {1}.").format(
				_(action), _(row.workflow_state, context=DOCTYPE)
			)
		own = self.own_users(row)
		refusal = role_refusal(steps, self._roles(row))
		if not refusal:
			refusal, remark = own_refusal(
				action, row.volunteer_name, self.user, own, lambda: self._nobody_else(row, own)
			)
			if remark:
				self.remarks[row.name] = remark
		return strip_html(refusal.message) if refusal else None

	def _roles(self, row) -> set[str]:
		"""The user's roles as far as they hold where the record belongs."""
		place = (row.team, row.site, row.region)
		if place not in self.held:
			self.held[place] = staffing.roles_here(frappe._dict(row, doctype=DOCTYPE), self.user)
		return self.held[place]

	def _nobody_else(self, row, own: set[str]) -> bool:
		return not self.staff_of(row).occupied(own) - {"Team"}

	def staff_of(self, row) -> staffing.Staffing:
		place = (row.team, row.site, row.region)
		if place not in self.staff:
			self.staff[place] = staffing.staffing(*place)
		return self.staff[place]


def _accounts_of(rows: list) -> dict[str, frappe._dict]:
	names = {row.volunteer for row in rows}
	people = frappe.get_all(
		"Volunteer Profile",
		filters={"name": ["in", sorted(names)]},
		fields=["name", "user", "former_users", "workflow_state"],
		limit_page_length=0,
	)
	return {
		p.name: frappe._dict(users=logins.of(p), is_waiting=p.workflow_state in AWAITING_STATES)
		for p in people
	}


def offered(names: Iterable[str]) -> dict:
	"""What a selection of the list offers: ``{"actions": {action: how many}, "sums": {action: {"people",
	"minutes"}}, "deletable": how many, "asked": how many}``, of the logs within the scope."""
	rows = in_scope(names)
	guard = ReviewGuard(rows)
	taken: dict[str, list] = {}
	for row in rows:
		for action in guard.actions(row):
			taken.setdefault(action, []).append(row)
	may_delete = frappe.has_permission(DOCTYPE, "delete")
	return {
		"actions": {action: len(found) for action, found in taken.items()},
		"sums": {action: sums(found) for action, found in taken.items()},
		"deletable": sum(row.workflow_state in DELETABLE for row in rows) if may_delete else 0,
		"asked": len(rows),
	}


def sums(rows: Iterable) -> dict[str, int]:
	"""How many people and minutes."""
	rows = list(rows)
	return {"people": len({row.volunteer for row in rows}), "minutes": sum(cint(row.minutes) for row in rows)}
