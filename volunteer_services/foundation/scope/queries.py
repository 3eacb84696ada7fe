"""``permission_query_conditions``: one function for each scoped DocType, since Frappe 15's first releases do
not tell the hook for which DocType it is asked. Frappe lists the rows of a table by the role's right on the
parent alone: they have the parent's condition."""

from volunteer_services.foundation.scope.conditions import condition


def service_site(user: str | None = None) -> str:
	return condition("Service Site", user)


def volunteer_team(user: str | None = None) -> str:
	return condition("Volunteer Team", user)


def volunteer_profile(user: str | None = None) -> str:
	return condition("Volunteer Profile", user)


def team_membership(user: str | None = None) -> str:
	return condition("Team Membership", user)


def volunteer_project(user: str | None = None) -> str:
	return condition("Volunteer Project", user)


def service_activity(user: str | None = None) -> str:
	return condition("Service Activity", user)


def service_log(user: str | None = None) -> str:
	return condition("Service Log", user)


def record_correction(user: str | None = None) -> str:
	return condition("Record Correction", user)


def service_certificate(user: str | None = None) -> str:
	return condition("Service Certificate", user)


def star_award(user: str | None = None) -> str:
	return condition("Star Award", user)


def staff_appointment(user: str | None = None) -> str:
	return condition("Staff Appointment", user)


def points_account(user: str | None = None) -> str:
	return condition("Points Account", user)


def points_entry(user: str | None = None) -> str:
	return condition("Points Entry", user)


def points_transfer(user: str | None = None) -> str:
	return condition("Points Transfer", user)


def points_earning(user: str | None = None) -> str:
	return condition("Points Earning", user)


def points_adjustment(user: str | None = None) -> str:
	return condition("Points Adjustment", user)


def reward_sponsor(user: str | None = None) -> str:
	return condition("Reward Sponsor", user)


def reward_item(user: str | None = None) -> str:
	return condition("Reward Item", user)


def reward_redemption(user: str | None = None) -> str:
	return condition("Reward Redemption", user)


def points_donation(user: str | None = None) -> str:
	"""Gifts to a person are listed where that person's file is seen, too; elsewhere they are opened one by
	one and stand in the report: a list answers with fields of linked documents outside the scope."""
	own = condition("Points Donation", user)
	if not own:
		return ""
	seen = f"`tabPoints Donation`.`to_volunteer` in ({_names('Volunteer Profile', user)})"
	return f"({own} and (`tabPoints Donation`.`to_kind` = 'Pool' or {seen}))"


def hardship_grant(user: str | None = None) -> str:
	return condition("Hardship Grant", user)


def site_assessment(user: str | None = None) -> str:
	return condition("Site Assessment", user)


def pilot_programme(user: str | None = None) -> str:
	return condition("Pilot Programme", user)


def pilot_site(user: str | None = None) -> str:
	return condition("Pilot Site", user)


def site_visit(user: str | None = None) -> str:
	return condition("Site Visit", user)


def site_submission(user: str | None = None) -> str:
	return condition("Site Submission", user)


def _rows(doctype: str, parent: str, user: str | None) -> str:
	if not condition(parent, user):
		return ""
	return (
		f"(`tab{doctype}`.`parenttype` = '{parent}' and `tab{doctype}`.`parent` in ({_names(parent, user)}))"
	)


def _names(doctype: str, user: str | None) -> str:
	"""The documents in scope, as what stands within ``in (...)``."""
	return f"select `tab{doctype}`.`name` from `tab{doctype}` where {condition(doctype, user)}"  # noqa: S608


def volunteer_profile_kind(user: str | None = None) -> str:
	return _rows("Volunteer Profile Kind", "Volunteer Profile", user)


def volunteer_profile_skill(user: str | None = None) -> str:
	return _rows("Volunteer Profile Skill", "Volunteer Profile", user)


def volunteer_availability(user: str | None = None) -> str:
	return _rows("Volunteer Availability", "Volunteer Profile", user)


def volunteer_proxy(user: str | None = None) -> str:
	return _rows("Volunteer Proxy", "Volunteer Profile", user)


def volunteer_platform_number(user: str | None = None) -> str:
	return _rows("Volunteer Platform Number", "Volunteer Profile", user)


def service_site_area(user: str | None = None) -> str:
	return _rows("Service Site Area", "Service Site", user)


def service_site_operator(user: str | None = None) -> str:
	return _rows("Service Site Operator", "Service Site", user)


def volunteer_project_post(user: str | None = None) -> str:
	return _rows("Volunteer Project Post", "Volunteer Project", user)


def service_activity_participant(user: str | None = None) -> str:
	return _rows("Service Activity Participant", "Service Activity", user)


def service_certificate_entry(user: str | None = None) -> str:
	return _rows("Service Certificate Entry", "Service Certificate", user)


def points_adjustment_row(user: str | None = None) -> str:
	return _rows("Points Adjustment Row", "Points Adjustment", user)


def site_assessment_result(user: str | None = None) -> str:
	return _rows("Site Assessment Result", "Site Assessment", user)


def pilot_site_milestone(user: str | None = None) -> str:
	return _rows("Pilot Site Milestone", "Pilot Site", user)


def site_visit_expert(user: str | None = None) -> str:
	return _rows("Site Visit Expert", "Site Visit", user)


def site_visit_resource(user: str | None = None) -> str:
	return _rows("Site Visit Resource", "Site Visit", user)


def site_visit_finding(user: str | None = None) -> str:
	return _rows("Site Visit Finding", "Site Visit", user)


def site_submission_attachment(user: str | None = None) -> str:
	return _rows("Site Submission Attachment", "Site Submission", user)


def pilot_programme_phase(user: str | None = None) -> str:
	return _rows("Pilot Programme Phase", "Pilot Programme", user)


def pilot_programme_submission(user: str | None = None) -> str:
	return _rows("Pilot Programme Submission", "Pilot Programme", user)
