"""Posts of a project (按需设岗 [S2]): who may take one, and when it is full."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from volunteer_services.volunteer_projects.domain import errors


@dataclass(frozen=True)
class Post:
	"""One post: ``headcount`` people (0: any number), the skill and the star that it asks for."""

	title: str
	headcount: int = 0
	required_skill: str = ""
	min_star: int = 0

	def check(self, name: str, star: int, skills: Collection[str]) -> None:
		"""Whether the volunteer ``name`` may take the post. ``skills``: those that are valid on the day.

		Raises PostStarError, PostSkillError.
		"""
		if star < self.min_star:
			raise errors.PostStarError(self.title, self.min_star, name, star)
		if self.required_skill and self.required_skill not in skills:
			raise errors.PostSkillError(self.title, self.required_skill, name)

	def is_full(self, taken: int) -> bool:
		"""Whether ``taken`` people are as many as the post has places."""
		return bool(self.headcount) and taken >= self.headcount
