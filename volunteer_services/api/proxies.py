"""Proxies: somebody acts for an adult volunteer, by a proof that the staff has entered."""

import frappe

from volunteer_services.foundation.database import retry
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.services.together import proxies


@endpoint(methods=["GET"])
def people() -> list[dict]:
	"""Those for whom one acts today: [{name, full_name, workflow_state, total_minutes, star_level,
	acts_until}]."""
	return proxies.people(frappe.session.user)


@endpoint(methods=["POST"])
def sign_up(activity: str, volunteer: str, shift: str | None = None, passphrase: str = "") -> dict:
	"""Sign up somebody for whom one acts: {name, status, position}."""
	user = frappe.session.user
	return retry.whole(lambda: proxies.sign_up(activity, user, volunteer, shift, passphrase))


@endpoint(methods=["POST"])
def answer(sign_up: str, comes: bool) -> dict:
	"""Confirm (``comes``) or withdraw the sign-up of somebody for whom one acts: {name, status, position}."""
	user = frappe.session.user
	return retry.whole(lambda: proxies.answer(sign_up, user, comes))
