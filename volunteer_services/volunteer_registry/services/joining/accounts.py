"""A login for who asked for one when applying: made when the person is registered, in Frappe's own way."""

import frappe
from frappe import _

from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.roles import VOLUNTEER

APPLICATION, PROFILE = "Volunteer Application", "Volunteer Profile"


def make_asked(doc) -> None:
	"""Make a website user for the file ``doc``, whose application asked for it, and link both.

	An address that has a login already is not linked: who wrote it on the page has not proved that it is
	theirs. A refusal of Frappe's (too many new users in an hour) stops no registration; the file says so.
	"""
	if doc.user or not doc.email or not _has_asked(doc):
		return
	if frappe.db.exists("User", doc.email):
		doc.add_comment(
			"Info",
			_("A login with this e-mail exists already. Ask the person, then link it."),
		)
		return
	with tried() as outcome:
		user = frappe.get_doc(
			{
				"doctype": "User",
				"email": doc.email,
				"first_name": doc.full_name,
				"user_type": "Website User",
				"send_welcome_email": 1,
				"roles": [{"role": VOLUNTEER}],
			}
		)
		user.insert(ignore_permissions=True)  # the reviewers of the place may link logins, not edit users
		doc.db_set("user", user.name)
	if outcome.problem:
		doc.user = None
		doc.add_comment(
			"Info", _("The login that the application asked for was not made: {0}").format(outcome.problem)
		)


def _has_asked(doc) -> bool:
	return bool(
		frappe.db.exists(
			APPLICATION, {"volunteer": doc.name, "wants_login": 1, "email": doc.email, "kind": "Self"}
		)
	)
