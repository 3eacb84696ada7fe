"""The served side says how it was: by a card, on the phone, on the page [L67 §10]."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cstr, now_datetime

from volunteer_services.exceptions import NeedError
from volunteer_services.foundation.rules import check_lengths, enforce
from volunteer_services.service_needs.domain import needs as rules

DOCTYPE = "Service Need"
MOST_CHARACTERS = 1000


def rate(need: str, stars: int, words: str, way: str, served_by: frozenset[str]) -> dict:
	"""Write down the rating and close the need: {workflow_state, rating}. The caller may write the need.

	``served_by``: users who served or recorded it. Raises NeedError, ArgumentError.
	"""
	doc = frappe.get_doc(DOCTYPE, need, for_update=True)
	with enforce(NeedError, _(DOCTYPE)):
		rules.check_rating(stars, frappe.session.user, served_by)
	words = cstr(words).strip()
	check_lengths(DOCTYPE, {"rating_words": words}, {"rating_words": MOST_CHARACTERS})
	doc.rating, doc.rating_words, doc.rated_by_way = stars, words, way
	doc.rated_on = now_datetime().replace(microsecond=0)
	doc.workflow_state = rules.State.DONE.value
	doc.flags.by_service = True
	doc.save()
	return {"workflow_state": doc.workflow_state, "rating": stars}
