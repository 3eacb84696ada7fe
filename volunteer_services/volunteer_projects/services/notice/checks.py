"""May the notice be published: it says everything, and words of no volunteering are answered for."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cstr, now_datetime

from volunteer_services.exceptions import ActivityNoticeError, NoticeQuestionError
from volunteer_services.volunteer_projects.domain.notice_words import Found
from volunteer_services.volunteer_projects.services.notice import contents

ANSWER = "notice_answer"
_SEPARATOR = "、"


def check_publishable(activity) -> None:
	"""Before an activity is published. Raises ActivityNoticeError, NoticeQuestionError."""
	notice = contents.of(activity)
	_refuse_missing([str(part) for part in notice.missing])
	_check_passphrase(activity)
	stamp_answer(activity)
	_check_answer(activity, notice.words, bool(cstr(activity.get(ANSWER)).strip()))
	activity.notice_words = _SEPARATOR.join(one.word for one in notice.words)
	for warning in contents.warnings(activity):
		frappe.msgprint(warning, alert=True, indicator="orange")


def follow(activity) -> None:
	"""While an activity is saved: the answer is stamped, and a published notice does not lose what it said,
	nor gain words that nobody answered for. What was published before this was asked stays as it is."""
	stamp_answer(activity)
	before = activity.get_doc_before_save()
	if not before or before.workflow_state != "Published" or activity.workflow_state != "Published":
		return
	if not any(activity.has_value_changed(field) for field in (*contents.FIELDS, "audience", ANSWER)):
		return
	now, was = contents.of(activity), contents.of(before)
	_refuse_missing([str(part) for part in now.missing if part not in was.missing])
	if activity.audience != before.audience:
		_check_passphrase(activity)
	known = {one.word for one in was.words}
	_check_answer(
		activity, [one for one in now.words if one.word not in known], activity.has_value_changed(ANSWER)
	)
	if activity.notice_words or now.words != was.words:
		activity.notice_words = _SEPARATOR.join(one.word for one in now.words)


def stamp_answer(activity) -> None:
	"""Who answered the question, and when."""
	before = activity.get_doc_before_save()
	was = cstr(before.get(ANSWER)).strip() if before else ""
	answer = cstr(activity.get(ANSWER)).strip()
	if answer == was:
		return
	activity.notice_answered_by = frappe.session.user if answer else None
	activity.notice_answered_on = now_datetime().replace(microsecond=0) if answer else None


def _refuse_missing(parts: list[str]) -> None:
	if parts:
		frappe.throw(
			_(
				"The notice does not say what volunteers must know: {0}. Fill it in here or in the project."
			).format(frappe.bold(", ".join(_(part) for part in parts))),
			ActivityNoticeError,
			title=_("Recruitment Notice"),
		)


def _check_passphrase(activity) -> None:
	if activity.audience == "Passphrase" and not cstr(activity.passphrase).strip():
		frappe.throw(
			_("Enter the passphrase: without one everybody could sign up."),
			ActivityNoticeError,
			title=_("Audience"),
		)


def _check_answer(activity, words: Iterable[Found], is_answered: bool) -> None:
	if not words or is_answered:
		return
	frappe.throw(
		_(
			"These words may speak of something else than volunteering: {0}. Who pays whom, is it in working "
			"time, does anybody require it? Answer in {1}."
		).format(
			"; ".join(f"{frappe.bold(one.word)} ({contents.doubt(one.kind)})" for one in words),
			frappe.bold(_(activity.meta.get_label(ANSWER))),
		),
		NoticeQuestionError,
		title=_("Is It Volunteering?"),
	)
