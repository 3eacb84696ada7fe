"""The posts of a project in its activities: who may sign up for which, and how many."""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import ActivityPostError
from volunteer_services.volunteer_projects.domain.posts import Post


def posts_of(project: str | None) -> dict[str, Post]:
	"""The posts of a project by title."""
	rows = frappe.get_all(
		"Volunteer Project Post",
		filters={"parent": project or "", "parenttype": "Volunteer Project"},
		fields=["post_title", "headcount", "required_skill", "min_star"],
		order_by="idx",
		limit_page_length=0,
	)
	return {
		row.post_title: Post(
			row.post_title, cint(row.headcount), cstr(row.required_skill), cint(row.min_star)
		)
		for row in rows
	}


def check(activity) -> None:
	"""A row names a post that the project has. Raises ActivityPostError.

	What has happened is recorded as it was: star and skill are asked of those who sign up only. Rows that did
	not change pass, the project may have changed since.
	"""
	before = activity.get_doc_before_save()
	known = {(row.name, cstr(row.post), row.volunteer) for row in before.participants} if before else set()
	changed = [
		row
		for row in activity.participants
		if row.post and (row.name, cstr(row.post), row.volunteer) not in known
	]
	if not changed:
		return
	posts = posts_of(activity.project)
	for row in changed:
		if row.post not in posts:
			known(row.post, activity.project)


def known(title: str, project: str | None) -> Post:
	"""The post of this title. Raises ActivityPostError for one that the project does not have."""
	posts = posts_of(project)
	if title not in posts:
		frappe.throw(
			_("The project has no post {0}. Its posts are: {1}.").format(
				title, ", ".join(posts) or _("none")
			),
			ActivityPostError,
			title=_("Post of the Project"),
		)
	return posts[title]


def left(project: str | None, shift: str) -> dict[str, int]:
	"""Places that each post with an end has left in the shift."""
	limited = {title: post.headcount for title, post in posts_of(project).items() if post.headcount}
	if not limited:
		return {}
	taken = dict(
		frappe.db.sql(
			"""select `post`, count(*) from `tabActivity Sign Up`
			where `shift` = %s and `post` in %s
				and `status` in ('Signed Up', 'Offered', 'Confirmed', 'Attended', 'Left Early')
			group by `post` lock in share mode""",
			(shift, tuple(limited)),
		)
	)
	return {title: headcount - cint(taken.get(title)) for title, headcount in limited.items()}


def is_full(title: str, project: str | None, shift: str) -> bool:
	"""Whether the post has no place left in the shift."""
	return left(project, shift).get(title, 1) <= 0
