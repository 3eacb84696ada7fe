"""Errors of the rules on projects and activities."""

from volunteer_services.foundation.domain.errors import RuleError


class PostError(RuleError):
	"""Group: somebody signs up for a post that they cannot take."""


class PostStarError(PostError):
	template = "The post {0} needs {1} stars; {2} has {3}. Choose another post."


class PostSkillError(PostError):
	template = "The post {0} needs the skill {1}, which {2} does not have on file. Choose another post."
	words = (1,)
