"""Who may take a step of a workflow: one answer for the single document and for many at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import frappe
from frappe import _

from volunteer_services.exceptions import SelfApprovalError, TransitionPermissionError
from volunteer_services.foundation.settings import settings

APPROVALS = frozenset(
	{
		"Approve",
		"Register",
		"Certify",
		"Accept",
		"Designate",
		"Take Up Claim",
		"Confirm Presence",
		"Accept Report",
	}
)
SUBMISSIONS = frozenset({"Submit for Review", "Submit for Approval", "Apply Again", "Request Again"})
REASONED = frozenset(
	{
		"Return",
		"Reject",
		"Suspend",
		"Deregister",
		"Dissolve",
		"Cancel",
		"Take Back",
		"Require Rectification",
		"Withdraw",
		"Revoke Plaque",
		"Terminate",
		"Stand Down",
		"End Pairing",
		"Look for Another",
		"Cannot Be Met",
	}
)


@dataclass(frozen=True)
class Refusal:
	"""Why a step is not this user's to take."""

	message: str
	error: type[Exception]

	def throw(self) -> None:
		frappe.throw(self.message, self.error, title=_("Not Allowed"))


def role_refusal(steps: list, roles: Iterable[str]) -> Refusal | None:
	"""``steps``: the transitions that are open, at least one; ``roles``: those of the user."""
	if any(step.allowed in roles for step in steps):
		return None
	allowed = ", ".join(dict.fromkeys(_(step.allowed) for step in steps))
	return Refusal(
		_("{0} may be done by {1} only.").format(frappe.bold(_(steps[0].action)), allowed),
		TransitionPermissionError,
	)


def own_refusal(
	action: str, name: str, user: str, own: set[str], nobody_else: Callable[[], bool]
) -> tuple[Refusal | None, str | None]:
	"""(refusal, remark): nobody approves alone what concerns them or was entered by them.

	``own``: the users whom the document concerns. ``nobody_else``: asked only where the settings allow the
	exception of two-person stations; the remark then says on the document that it was used.
	"""
	if action not in APPROVALS or user == "Administrator" or user not in own:
		return None, None
	if settings().allow_self_approval_exception and nobody_else():
		remark = _("Approved by {0}, who also recorded it: nobody else can at this station.").format(user)
		return None, remark
	message = _("{0} concerns you or was entered by you: somebody else must approve it.").format(name)
	return Refusal(message, SelfApprovalError), None
