"""Posts of a project (按需设岗 [S2]): what each asks for, and when it is full."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Post:
	"""One post: ``headcount`` people (0: any number), the skill and the star that it asks for."""

	title: str
	headcount: int = 0
	required_skill: str = ""
	min_star: int = 0

	def is_full(self, taken: int) -> bool:
		"""Whether ``taken`` people are as many as the post has places."""
		return bool(self.headcount) and taken >= self.headcount
