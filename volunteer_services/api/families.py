"""Families: a guardian signs up the minors in their care, and comes along."""

import frappe
from frappe import _

from volunteer_services.foundation.database import retry
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.services.signing import access
from volunteer_services.volunteer_projects.services.together import family


@endpoint(methods=["GET"])
def children() -> list[dict]:
	"""The minors in one's own care, as their files say: [{name, full_name}]."""
	return family.children(access.own_volunteer())


@endpoint(methods=["POST"])
def sign_up(activity: str, child: str, shift: str | None = None, passphrase: str = "") -> dict:
	"""Sign up a child in one's care for a shift at which one has a place: {name, status, position}."""
	own = _own()
	return retry.whole(lambda: family.sign_up(activity, own, child, shift, passphrase))


@endpoint(methods=["POST"])
def withdraw(sign_up: str) -> dict:
	"""Take a child in one's care off the list: {name, status, position}."""
	own = _own()
	return retry.whole(lambda: family.withdraw(sign_up, own))


def _own() -> str:
	own = access.own_volunteer()
	if not own:
		frappe.throw(_("Your user has no volunteer's file."), frappe.PermissionError)
	return own
