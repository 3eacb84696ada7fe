"""``permission_query_conditions``: one function for each scoped DocType, since Frappe 15's first releases do
not tell the hook for which DocType it is asked."""

from volunteer_services.services.scope import condition


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
	return condition("Points Donation", user)


def hardship_grant(user: str | None = None) -> str:
	return condition("Hardship Grant", user)
