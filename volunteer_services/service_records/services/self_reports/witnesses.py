"""Who bears witness to a self-report: found among the volunteers of the place, or asked by the staff."""

import frappe
from frappe import _
from frappe.utils import cstr, now

from volunteer_services.exceptions import SelfApprovalError, SelfReportError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope.staffing import staffing
from volunteer_services.service_records.domain import self_report as rules
from volunteer_services.service_records.services.self_reports import telling
from volunteer_services.volunteer_registry.domain.contact import last_four
from volunteer_services.volunteer_registry.services import logins

DOCTYPE = "Service Self Report"


def found(volunteer: str, report, team: str) -> str | None:
	"""The login of the one registered volunteer of the team, or of a team below or above it, with this name
	and these last digits.

	Whether somebody was found the reporter is not told: otherwise the page would answer who is a volunteer.
	"""
	if report.witness_kind != rules.WitnessKind.VOLUNTEER.value:
		return None
	users = frappe.db.sql_list(
		"""select distinct v.`user` from `tabVolunteer Profile` v
		inner join `tabUser` u on u.`name` = v.`user` and u.`enabled` = 1
		left join `tabTeam Membership` m on m.`volunteer` = v.`name` and m.`left_on` is null
		inner join `tabVolunteer Team` t on t.`name` in (v.`primary_team`, m.`team`)
		inner join `tabVolunteer Team` asked on asked.`name` = %(team)s
			and ((t.`lft` >= asked.`lft` and t.`rgt` <= asked.`rgt`)
				or (t.`lft` <= asked.`lft` and t.`rgt` >= asked.`rgt`))
		where v.`name` <> %(volunteer)s and v.`full_name` = %(name)s
			and v.`mobile_last_four` = %(digits)s and v.`workflow_state` = 'Registered'""",
		{
			"team": team,
			"volunteer": volunteer,
			"name": report.witness_name.strip(),
			"digits": last_four(report.witness_phone) or "",
		},
	)
	users = [user for user in users if user not in logins.of_volunteer(volunteer)]
	return users[0] if len(users) == 1 else None


def answer(doc, was_there: bool, words: str) -> None:
	"""The witness who was named says whether they were there; a no settles the report. Raises
	SelfReportError, SelfApprovalError."""
	if doc.workflow_state != rules.State.WITNESS.value:
		frappe.throw(
			_("The report {0} was answered already.").format(doc.name),
			SelfReportError,
			title=_("Own Report of Service"),
		)
	doc.witness_words = words.strip()
	doc.flags.system_transition = doc.flags.ignore_permissions = True
	if was_there:
		stamp(doc)
		doc.workflow_state = rules.State.ACCEPTANCE.value
	else:
		doc.decision_reason = doc.witness_words or _("The witness does not confirm it.")
		doc.workflow_state = rules.State.REFUSED.value
	doc.save()


def confirm(doc) -> None:
	"""Staff of the place confirm: the leader who was there, or whoever has asked the witness. Raises
	SelfReportError."""
	user = frappe.session.user
	is_leader = staffing(doc.team, doc.site, doc.region).holds(user, "Team")
	was_there = user == doc.witness_user or (doc.witness_kind == rules.WitnessKind.LEADER.value and is_leader)
	with enforce(SelfReportError, _("Own Report of Service")):
		rules.check_confirmation(was_there, cstr(doc.witness_words))
	stamp(doc)


def stamp(doc) -> None:
	"""Who confirmed, and when; never whose service it is. Raises SelfApprovalError."""
	if frappe.session.user in logins.of_volunteer(doc.volunteer):
		frappe.throw(
			_("Nobody confirms their own service. Somebody else who was there must do so."),
			SelfApprovalError,
			title=_("Not Allowed"),
		)
	doc.confirmed_by, doc.confirmed_on = frappe.session.user, now()


def settled(doc) -> None:
	"""After a step: whoever reported is told what became of it."""
	if doc.workflow_state in (rules.State.RECORDED.value, rules.State.REFUSED.value):
		telling.reporter(doc)


def asked_of(user: str) -> list[frappe._dict]:
	"""The reports to which this login is asked to bear witness, the oldest first."""
	return frappe.get_all(
		DOCTYPE,
		filters={"witness_user": user, "workflow_state": rules.State.WITNESS.value},
		fields=["name", "volunteer_name", "starts_on", "ends_on", "location", "service_content"],
		order_by="creation",
		limit=20,
	)
