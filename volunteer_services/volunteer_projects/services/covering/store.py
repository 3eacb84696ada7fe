"""Cover requests as they are stored; the sign-up's shift must be locked."""

from __future__ import annotations

import frappe
from frappe.utils import get_datetime, now, now_datetime

from volunteer_services.foundation.database.bulk import multi_insert
from volunteer_services.foundation.database.names import random_name
from volunteer_services.volunteer_projects.domain.cover import Answer, Candidate, CoverStatus
from volunteer_services.volunteer_projects.services.shifts import PLACES

DOCTYPE, ROW = "Cover Request", "Cover Request Asked"
_COLUMNS = ("name", "sign_up", "activity", "shift", "status", "ask_again_on", "volunteer", "volunteer_name")


def locked(name: str) -> frappe._dict | None:
	"""The request as it stands, locked: the last of the locks."""
	listed = ", ".join(f"`{column}`" for column in _COLUMNS)
	rows = frappe.db.sql(
		f"select {listed} from `tabCover Request` where `name` = %s for update",  # noqa: S608 (our columns)
		(name,),
		as_dict=True,
	)
	return rows[0] if rows else None


def open_of(sign_up: str) -> str | None:
	"""The open request for a sign-up, as it stands."""
	rows = frappe.db.sql(
		"select `name` from `tabCover Request` where `sign_up` = %s and `status` = 'Open' for update",
		(sign_up,),
	)
	return rows[0][0] if rows else None


def asked(name: str) -> list[frappe._dict]:
	"""Who was asked, as they have answered so far."""
	return frappe.db.sql(
		"""select `name`, `volunteer`, `batch`, `answer` from `tabCover Request Asked`
		where `parent` = %s order by `idx` for update""",
		(name,),
		as_dict=True,
	)


def insert(place, row: frappe._dict, message: str) -> frappe._dict:
	"""A new request for the sign-up ``row``."""
	doc = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"sign_up": row.name,
			"activity": place.activity.name,
			"activity_name": place.activity.activity_name,
			"shift": place.shift.name,
			"post": place.shift.post or row.post or None,
			"volunteer": row.volunteer,
			"volunteer_name": row.volunteer_name,
			"starts_on": place.shift.starts_on,
			"ends_on": place.shift.ends_on,
			"status": CoverStatus.OPEN.value,
			"message": message or None,
			"ask_again_on": now_datetime().replace(microsecond=0),
			**{field: place.activity.get(field) for field in PLACES},
		}
	)
	doc.flags.by_service = doc.flags.ignore_permissions = True
	doc.insert()
	return frappe._dict({column: doc.get(column) for column in _COLUMNS})


def ask(request: frappe._dict, people: list[Candidate], before: list[frappe._dict], again_on) -> None:
	"""Ask these people; the next follow at ``again_on``, or nobody."""
	frappe.db.set_value(DOCTYPE, request.name, "ask_again_on", again_on)
	stamp, user = now(), frappe.session.user
	batch = max((row.batch for row in before), default=0) + 1
	if not people:
		return
	multi_insert(
		ROW,
		[
			{
				"name": random_name(),
				"creation": stamp,
				"modified": stamp,
				"owner": user,
				"modified_by": user,
				"docstatus": 0,
				"parent": request.name,
				"parenttype": DOCTYPE,
				"parentfield": "asked",
				"idx": len(before) + number,
				"volunteer": one.volunteer,
				"volunteer_name": one.name,
				"batch": batch,
				"asked_on": get_datetime(stamp).replace(microsecond=0),
				"answer": Answer.ASKED.value,
			}
			for number, one in enumerate(people, start=1)
		],
	)
	frappe.clear_document_cache(DOCTYPE, request.name)


def answer(row: str, request: str, word: Answer) -> None:
	"""Note what somebody said."""
	values = {"answer": word.value, "answered_on": now_datetime().replace(microsecond=0)}
	frappe.db.set_value(ROW, row, values)
	frappe.clear_document_cache(DOCTYPE, request)


def close(request: str, status: CoverStatus, **values) -> None:
	"""The request is over."""
	stamp = {"status": status.value, "ask_again_on": None, "closed_on": now_datetime().replace(microsecond=0)}
	frappe.db.set_value(DOCTYPE, request, {**stamp, **values})
