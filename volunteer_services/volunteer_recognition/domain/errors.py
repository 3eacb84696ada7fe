"""Errors of the rules on stars."""

from volunteer_services.foundation.domain.errors import RuleError


class StarSchemeError(RuleError):
	"""Group: a star scheme cannot be used."""


class EmptySchemeError(StarSchemeError):
	template = "A star scheme needs at least one star. Add a level."


class StarSequenceError(StarSchemeError):
	template = "Star {0} stands where star {1} should. Number the levels 1, 2, 3 and so on."


class StarHoursError(StarSchemeError):
	template = "Star {0} needs {1} minutes, not more than the star below. Let the hours rise with the stars."
