"""Needs: suggested, dispatched, taken by the first team, sent back, rated, merged."""

from typing import Annotated

import frappe
from frappe import _

from volunteer_services.foundation import limits
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Names, choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import REVIEWERS, STAFF
from volunteer_services.foundation.scope.staffing import require_role_here
from volunteer_services.foundation.settings import checks_per_hour
from volunteer_services.service_needs.domain import needs as rules
from volunteer_services.service_needs.services.needs import (
	asking,
	dispatching,
	merging,
	open_list,
	rating,
	suggesting,
)
from volunteer_services.volunteer_projects.services import answering
from volunteer_services.volunteer_projects.services.signing import access

DOCTYPE = "Service Need"
_WAYS = ("Feedback Card", "Phone", "Website", "In Person")


@endpoint(allow_guest=True, methods=["POST"])
def ask(
	content: str,
	applicant_name: str,
	applicant_phone: str,
	request_key: str,
	need_kind: str = "",
	region: str = "",
	offer: str = "",
	applicant_kind: Annotated[str, choice(*rules.APPLICANTS)] = "The Person",
	risks: str = "",
	homepage: str = "",
) -> dict:
	"""Ask for help, or order from the menu; for anybody. ``homepage`` is seen by machines only. The same
	``request_key`` (32 hex digits, made by the page) makes one. Returns ``{"need"}``, the number by which the
	answer is read."""
	if homepage:
		limits.require("need", limits.address(), checks_per_hour())
		return asking.pretended()
	values = {
		"need_kind": need_kind,
		"content": content,
		"region": region,
		"offer": offer,
		"applicant_kind": applicant_kind,
		"applicant_name": applicant_name,
		"applicant_phone": applicant_phone,
		"risks": risks,
	}
	return asking.file(values, request_key)


@endpoint(allow_guest=True, methods=["POST"])
def state(need: str) -> dict:
	"""Where a need is, and its answer; for anybody with its number."""
	return asking.tell(need)


@endpoint(methods=["GET"])
def suggestions(need: str) -> list[dict]:
	"""At most ten teams that could take the need, the best first, with what speaks for each of them."""
	_dispatcher(need)
	return suggesting.suggest(need)


@endpoint(methods=["POST"])
def dispatch(need: str, team: str) -> dict:
	"""Give a checked need to a team of one's place: {workflow_state, accept_by}."""
	_dispatcher(need)
	require_permission("Volunteer Team", "read", team)
	return retry.whole(lambda: dispatching.dispatch(need, team))


@endpoint(methods=["GET"])
def open_needs(team: str) -> list[dict]:
	"""The needs of the district that no team has, for who leads the team; nobody is named."""
	_leads(team)
	return open_list.of_team(team)


@endpoint(methods=["POST"])
def take(need: str, team: str) -> dict:
	"""The team takes a need, dispatched to it or open in its district: {workflow_state}. The first has it."""
	_leads(team)
	_reaches(need, team)
	return retry.whole(lambda: dispatching.take(need, team))


@endpoint(methods=["POST"])
def send_back(need: str, reason: str) -> dict:
	"""The team cannot: back to who dispatched it, with the reason: {workflow_state}."""
	require_permission(DOCTYPE, "write", need)
	return retry.whole(lambda: dispatching.send_back(need, reason))


@endpoint(methods=["POST"])
def make_activity(needs: Names, project: str, starts_on: str, ends_on: str, location: str = "") -> dict:
	"""A draft that answers needs which the project's team has taken: {activity, needs}."""
	require_permission("Volunteer Project", "read", project)
	return retry.whole(lambda: answering.make_activity(needs, project, starts_on, ends_on, location))


@endpoint(methods=["POST"])
def addresses(activity: str) -> list[dict]:
	"""Where to go, for who is expected at an activity that answers needs, around it; logged."""
	return answering.addresses(activity, access.own_volunteer())


@endpoint(methods=["POST"])
def rate(need: str, stars: int, way: Annotated[str, choice(*_WAYS)], words: str = "") -> dict:
	"""What the served side says, as it came: {workflow_state, rating}. Not by who served."""
	_dispatcher(need)
	return retry.whole(lambda: rating.rate(need, stars, words, way, _served_by(need)))


@endpoint(methods=["POST"])
def merge(need: str, into: str) -> dict:
	"""Two sources told the same need: {need, into}."""
	_dispatcher(need)
	return retry.whole(lambda: merging.merge(need, into))


def _dispatcher(need: str) -> None:
	doc = frappe.get_doc(DOCTYPE, need)
	doc.check_permission("write")
	require_role_here(doc, REVIEWERS)


def _leads(team: str) -> None:
	"""Whoever may write the team's documents: its leader, and those above."""
	doc = frappe.get_doc("Volunteer Team", team)
	doc.check_permission("read")
	require_role_here(doc, STAFF)


def _reaches(need: str, team: str) -> None:
	"""Raise PermissionError for a need that neither stands in the team's list nor is dispatched to it."""
	if frappe.db.get_value(DOCTYPE, need, "team") == team:
		return
	if need not in {row["name"] for row in open_list.of_team(team)} and not frappe.has_permission(
		DOCTYPE, "write", need
	):
		frappe.throw(
			_("You have no permission for {0}.").format(_(DOCTYPE)),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)


def _served_by(need: str) -> frozenset[str]:
	"""Users of those who served at the activity, and who recorded it."""
	activity = frappe.db.get_value(DOCTYPE, need, "activity")
	if not activity:
		return frozenset()
	rows = frappe.db.sql(
		"""select v.`user`, l.`recorder` from `tabService Log` l
		left join `tabVolunteer Profile` v on v.`name` = l.`volunteer` where l.`activity` = %s""",
		(activity,),
	)
	return frozenset(user for row in rows for user in row if user)
