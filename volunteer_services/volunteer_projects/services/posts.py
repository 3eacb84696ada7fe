"""The posts of a project in its activities: who may sign up for which, and how many."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate

from volunteer_services.exceptions import ActivityPostError
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_projects.domain.posts import Post

EXPECTED = ("Signed Up", "Waiting")


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
	"""A row names a post that the project has; who is expected on it has what it asks for.

	What has happened is recorded as it was: star and skill are asked of those who sign up only. Rows that did
	not change pass, the project may have changed since. Raises ActivityPostError.
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
			frappe.throw(
				_("The project has no post {0}. Its posts are: {1}.").format(
					row.post, ", ".join(posts) or _("none")
				),
				ActivityPostError,
				title=_("Post of the Project"),
			)
		if row.volunteer and row.status in EXPECTED:
			check_person(posts[row.post], row.volunteer, getdate(activity.starts_on))


def check_person(post: Post, volunteer: str, day) -> None:
	"""Raise ActivityPostError unless the volunteer has the star and, valid on ``day``, the skill of the
	post."""
	name, star = frappe.db.get_value("Volunteer Profile", volunteer, ["full_name", "star_level"])
	skills = frappe.get_all(
		"Volunteer Profile Skill",
		filters={"parent": volunteer, "parenttype": "Volunteer Profile"},
		fields=["skill", "valid_until"],
		limit_page_length=0,
	)
	valid = {row.skill for row in skills if not row.valid_until or getdate(row.valid_until) >= day}
	with enforce(ActivityPostError, _("Post of the Project")):
		post.check(name, cint(star), valid)


def full(activity) -> set[str]:
	"""The posts on which as many people are signed up as there are places."""
	taken: dict[str, int] = {}
	for row in activity.participants:
		if row.post and row.status in ("Signed Up", "Attended"):
			taken[row.post] = taken.get(row.post, 0) + 1
	if not any(row.post for row in activity.participants):
		return set()
	return {title for title, post in posts_of(activity.project).items() if post.is_full(taken.get(title, 0))}
