"""Sign-ups: confirm, decline, withdraw, remove, excuse; one's own and those of an activity."""

from typing import Annotated

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Names, choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.services.signing import access, sign_ups, steps

DOCTYPE = "Activity Sign Up"
_TARGETS = ("Confirmed", "Declined", "Withdrawn", "Removed", "Excused", "No Show", "Attended", "Left Early")


@endpoint(methods=["POST"])
def answer(sign_up: str, comes: bool) -> dict:
	"""One's own answer: confirm, or give the place away. Returns {name, status, position}."""
	sign_ups.require_own(sign_up)
	return retry.whole(lambda: steps.move(sign_up, "Confirmed" if comes else "Withdrawn", is_own=True))


@endpoint(methods=["POST"])
def move(
	sign_up: str,
	status: Annotated[str, choice(*_TARGETS)],
	reason: str | None = None,
	override: str = "",
) -> dict:
	"""The organiser's step; removing, declining and excusing want a reason: {name, status, position}.

	``override``: why somebody is confirmed against a reason that the organiser may set aside.
	"""
	require_permission(DOCTYPE, "write", sign_up)
	return retry.whole(lambda: steps.move(sign_up, status, reason, override=override.strip()))


@endpoint(methods=["POST"])
def move_many(
	sign_ups_named: Names, status: Annotated[str, choice(*_TARGETS)], reason: str | None = None
) -> dict:
	"""The organiser's step for many: {done, problems: [{name, problem}]}. What is refused stays as it is."""
	require_permission(DOCTYPE, "write")
	return retry.whole(lambda: sign_ups.move_many(sign_ups_named, status, reason))


@endpoint(methods=["GET"])
def of_activity(activity: str) -> dict:
	"""For the organiser's form: shifts with their places, and how many sign-ups stand in each state."""
	require_permission("Service Activity", "read", activity)
	return sign_ups.summary(activity)


@endpoint(methods=["GET"])
def mine() -> dict:
	"""One's own sign-ups that are still to come or to be answered, and the open activities one may sign up
	for: {sign_ups, activities}."""
	return sign_ups.of_person(access.own_volunteer())
