"""Errors of the rules on projects and activities."""

from volunteer_services.foundation.domain.errors import RuleError


class SignUpError(RuleError):
	"""Group: a sign-up that cannot go the way that is asked."""


class StepError(SignUpError):
	template = "The sign-up of {0} is “{1}”: it cannot become “{2}”."
	words = (1, 2)


class StepReasonError(SignUpError):
	template = "Say why the sign-up of {0} becomes “{1}”: the person is told."
	words = (1,)
