"""Who may take a post, and when it is full."""

import pytest

from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.posts import Post

FIRST_AID = Post("急救员", headcount=2, required_skill="First Aid", min_star=2)


def test_star_and_skill_are_asked_for():
	FIRST_AID.check("王", 2, {"First Aid"})
	with pytest.raises(errors.PostStarError):
		FIRST_AID.check("王", 1, {"First Aid"})
	with pytest.raises(errors.PostSkillError):
		FIRST_AID.check("王", 5, {"Teaching"})
	Post("引导员").check("王", 0, ())


def test_a_post_without_headcount_is_never_full():
	assert [FIRST_AID.is_full(n) for n in (0, 1, 2, 3)] == [False, False, True, True]
	assert not Post("引导员").is_full(10**6)
