"""A person who walks in is registered in one request: the place of the clerk, the file, its way to review,
and where a station has one person only, the registration itself (the exception of two-person stations)."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.exceptions import ContactError
from volunteer_services.foundation import roles
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.scope.staffing import roles_here, staffing
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_registry.domain import contact
from volunteer_services.volunteer_registry.domain.age import CHILD_DATA_AGE
from volunteer_services.volunteer_registry.services.applicants import age_policy

PROFILE = "Volunteer Profile"
FIELDS = (
	"full_name", "id_type", "id_number", "sex", "date_of_birth", "mobile", "region", "primary_team",
	"address", "data_consent", "consent_method", "guardian_name", "guardian_phone", "guardian_consent",
	"child_data_consent",
)  # fmt: skip
_SHOWN = 5
_PLACES = """select a.`role`, a.`scope_type`, a.`scope` from `tabStaff Appointment` a
	where a.`user` = %(user)s and a.`from_date` <= current_date
		and (a.`to_date` is null or a.`to_date` >= current_date)
	order by field(a.`scope_type`, 'Service Site', 'Volunteer Team', 'Service Region'), a.`from_date`,
		a.`name`"""


def place() -> dict:
	"""Where the session's user registers people: region, site and team of the appointment, with their titles;
	empty where the appointment leaves them open. Also the ages that ask for a guardian."""
	rows = frappe.db.sql(_PLACES, {"user": frappe.session.user}, as_dict=True)
	found = _of(rows[0]) if rows else frappe._dict()
	policy = age_policy()
	return {
		"region": found.region,
		"site": found.site,
		"team": found.team,
		"site_name": _title("Service Site", "site_name", found.site),
		"guardian_age": max(policy.guardian_age, policy.minimum_age),
		"child_age": CHILD_DATA_AGE,
	}


def _of(appointment) -> frappe._dict:
	"""Region, site and team that an appointment leaves no choice about."""
	if appointment.scope_type == "Service Site":
		return frappe._dict(
			region=frappe.db.get_value("Service Site", appointment.scope, "region"),
			site=appointment.scope,
			team=_only_team({"site": appointment.scope}),
		)
	if appointment.scope_type == "Volunteer Team":
		team = frappe.db.get_value(
			"Volunteer Team", appointment.scope, ["region", "site", "workflow_state"], as_dict=True
		)
		is_active = team.workflow_state == "Active"
		return frappe._dict(region=team.region, site=team.site, team=appointment.scope if is_active else None)
	return frappe._dict(region=appointment.scope)


def _only_team(filters: dict) -> str | None:
	teams = frappe.get_all(
		"Volunteer Team",
		filters={**filters, "workflow_state": "Active"},
		pluck="name",
		limit=2,
		order_by="lft",
	)
	return teams[0] if len(teams) == 1 else None


def _title(doctype: str, field: str, name: str | None) -> str | None:
	return frappe.db.get_value(doctype, name, field) if name else None


def reviewers(region: str, team: str | None) -> dict:
	"""Who reviews a registration there: ``{"others": whether somebody else can, "alone": the full name of the
	session's user where nobody else can and the settings let the same person review, else None}``.

	Only places within the user's scope are answered. Raises OutOfScopeError.
	"""
	scope.check(PROFILE, {"region": region, "primary_team": team})
	me = frappe.session.user
	site = frappe.db.get_value("Volunteer Team", team, "site") if team else None
	others = bool(staffing(team, site, region).occupied({me}) - {"Team"})
	probe = frappe._dict(doctype=PROFILE, region=region, primary_team=team)
	may = bool(roles_here(probe).intersection(roles.REVIEWERS))
	is_offered = may and not others and cint(settings().allow_self_approval_exception)
	return {"others": others, "alone": frappe.utils.get_fullname(me) if is_offered else None}


def of_phone(mobile: str) -> list[dict]:
	"""Files within the user's scope with this mobile number; nothing is told about any other.

	Raises ContactError for what is no mobile number.
	"""
	with enforce(ContactError, _("Ways of Contact")):
		number = contact.normalise_mobile(mobile)
	rows = frappe.get_list(
		PROFILE,
		filters={"mobile": number},
		fields=["name", "full_name", "workflow_state", "primary_team"],
		order_by="name",
		limit_page_length=_SHOWN,
	)
	for row in rows:
		row["team_name"] = _title("Volunteer Team", "team_name", row.pop("primary_team"))
	return rows


def register(values: dict, alone: bool = False) -> dict:
	"""Enter a person and send the file to review; ``alone`` also registers it, where the guard lets the same
	person do both. Returns ``{"name", "full_name", "state"}``.

	Raises what the file raises: ConsentError, IdentityNumberError, DuplicateVolunteerError, AgeGateError,
	OutOfScopeError, SelfApprovalError.
	"""
	doc = frappe.get_doc(
		{"doctype": PROFILE, **{field: values.get(field) for field in FIELDS if values.get(field)}}
	).insert()
	states = ("Pending Review", "Registered") if alone else ("Pending Review",)
	for state in states:
		doc.workflow_state = state
		doc.save()
	return {"name": doc.name, "full_name": doc.full_name, "state": doc.workflow_state}
