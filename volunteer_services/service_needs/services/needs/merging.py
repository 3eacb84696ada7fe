"""Two sources told the same need: one stays, with the words and the channel of both."""

from __future__ import annotations

import frappe
from frappe import _

from volunteer_services.exceptions import NeedError
from volunteer_services.foundation.access import require_permission
from volunteer_services.service_needs.domain.needs import FREE, OPEN, State

DOCTYPE = "Service Need"
_BEFORE_SERVICE = frozenset({State.RECEIVED, *FREE})


def merge(need: str, into: str) -> dict:
	"""Close ``need`` as the same as ``into``, which keeps what both say: {need, into}.

	Both are the caller's to write. Raises NeedError for a need that somebody serves already, for one of
	another recipient, and for itself.
	"""
	if need == into:
		_refuse(_("Choose another need: this one cannot be merged with itself."))
	docs = {name: frappe.get_doc(DOCTYPE, name, for_update=True) for name in sorted((need, into))}
	for doc in docs.values():
		require_permission(DOCTYPE, "write", doc.name)
		allowed = _BEFORE_SERVICE if doc.name == need else OPEN
		if State(doc.workflow_state) not in allowed:
			_refuse(
				_("The need {0} is {1}: it cannot be merged any more.").format(
					doc.name, _(doc.workflow_state, context=DOCTYPE)
				)
			)
	one, other = docs[need], docs[into]
	if (one.recipient or "") != (other.recipient or ""):
		_refuse(_("The two needs are of different recipients."))
	other.add_comment(
		"Info",
		_("The same was told by {0} ({1}): {2}").format(
			one.name, _(one.channel, context=DOCTYPE), frappe.utils.escape_html(one.content)
		),
	)
	one.merged_into = into
	one.workflow_state = State.MERGED.value
	one.flags.system_transition = one.flags.ignore_permissions = True
	one.save()
	return {"need": need, "into": into}


def _refuse(message: str) -> None:
	frappe.throw(message, NeedError, title=_(DOCTYPE))
