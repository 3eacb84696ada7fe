"""When a post is full. Whom it takes is asked of the gate (tests/site/…/test_ready_at_sign_up.py)."""

from volunteer_services.volunteer_projects.domain.posts import Post


def test_a_post_without_headcount_is_never_full():
	first_aid = Post("急救员", headcount=2, required_skill="First Aid", min_star=2)
	assert [first_aid.is_full(n) for n in (0, 1, 2, 3)] == [False, False, True, True]
	assert not Post("引导员").is_full(10**6)
