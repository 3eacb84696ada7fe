"""What a volunteer is told of a redemption: decided on, handed over, taken back."""

import frappe
from frappe import _

from volunteer_services.foundation.messages import send

KIND = "Points and Rewards"
PROFILE = "Volunteer Profile"


def tell(doc, action: str | None) -> None:
	"""Tell the volunteer what became of their redemption; nothing for steps that they took themselves.

	The reason is the one that the staff gave. Told in the volunteer's language, or the site's.
	"""
	if action not in _texts(doc, "en"):
		return
	user = frappe.db.get_value(PROFILE, doc.volunteer, "user")
	if user == frappe.session.user:
		return
	lang = frappe.db.get_value("User", user, "language") if user else None
	text = _texts(doc, lang or send.site_language())[action]
	send.send([send.Line(KIND, text, doc.doctype, doc.name, user=user, volunteer=doc.volunteer)])


def _texts(doc, lang: str) -> dict[str, str]:
	title, reason = doc.item_title, doc.decision_reason or ""
	return {
		"Approve": _("Your redemption of {0} is approved. You can collect it.", lang).format(title),
		"Return": _("Your redemption of {0} came back to you: {1}", lang).format(title, reason),
		"Reject": _("Your redemption of {0} was not approved: {1} The points are yours again.", lang).format(
			title, reason
		),
		"Hand Over": _("{0} was handed over. If it was not you who took it, tell your site.", lang).format(
			title
		),
		"Take Back": _("{0} was taken back. The points are yours again.", lang).format(title),
	}
