"""Copies of activities on other days: drafts with their shifts and materials, without people,
made in few statements.

What a copy stands for is said before it is made: its days, what speaks against it, and the activity that
stands there already. Nothing is made twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate

from volunteer_services.foundation.database.bulk import multi_insert
from volunteer_services.foundation.documents.listening import others_listen
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.volunteer_projects.services import projects, shifts
from volunteer_services.volunteer_projects.services.activity_checks import SNAPSHOT
from volunteer_services.volunteer_projects.services.repeating import along, rows

ACTIVITY, PROJECT = "Service Activity", "Volunteer Project"
_LOCK, _SHARE = " for update", " lock in share mode"


@dataclass(frozen=True)
class Move:
	"""One copy that is wanted: which activity, and how much later."""

	source: str
	later: timedelta


@dataclass
class Copy:
	"""A copy as it would be. ``problem``: why it cannot be; ``existing``: what stands there already."""

	source: frappe._dict
	later: timedelta
	problem: str = ""
	existing: str = ""

	@property
	def starts_on(self) -> datetime:
		return get_datetime(self.source.starts_on) + self.later

	@property
	def ends_on(self) -> datetime:
		return get_datetime(self.source.ends_on) + self.later

	@property
	def key(self) -> tuple[str, str, datetime]:
		"""What makes two activities the same: project, name and beginning."""
		return self.source.project, self.source.activity_name, self.starts_on

	@property
	def is_free(self) -> bool:
		return not (self.problem or self.existing)

	def shown(self) -> dict:
		return {
			"source": self.source.name,
			"activity_name": self.source.activity_name,
			"starts_on": str(self.starts_on),
			"ends_on": str(self.ends_on),
			"problem": self.problem,
			"existing": self.existing,
		}


def load(names: Iterable[str], lock: bool = False) -> dict[str, frappe._dict]:
	"""The activities that are copied, whole; locked in the order of their names where copies are made."""
	names = tuple(sorted(set(names))) or ("",)
	found = frappe.db.sql(
		f"select * from `tabService Activity` where `name` in %s order by `name`{_LOCK if lock else ''}",  # noqa: S608
		(names,),
		as_dict=True,
	)
	return {row.name: row for row in found}


def planned(sources: Mapping[str, frappe._dict], moves: Iterable[Move], lock: bool = False) -> list[Copy]:
	"""The copies in the order of their days, each with what speaks against it. Two queries.

	``lock``: they are about to be made; what another request made meanwhile is seen, too.
	"""
	copies = [Copy(sources[move.source], move.later) for move in moves]
	copies.sort(key=lambda copy: (copy.starts_on, copy.source.name))
	running = _projects(copies)
	taken = _taken(copies, lock)
	for copy in copies:
		copy.problem = _problem(running[copy.source.project], copy)
		copy.existing = taken.setdefault(copy.key, "")
		if copy.is_free:
			taken[copy.key] = copy.source.name
	return copies


def make(copies: list[Copy]) -> list[str]:
	"""Store the copies that nothing speaks against; returns their names. Raises OutOfScopeError."""
	free = [copy for copy in copies if copy.is_free]
	if not free:
		return []
	running = _projects(free)
	_check_scope(running.values())
	if any(others_listen(doctype) for doctype in (ACTIVITY, *(kept.doctype for kept in along.LISTS))):
		return [_make_document(copy, running) for copy in free]
	names = rows.names_of(ACTIVITY, len(free))
	columns = rows.columns(ACTIVITY)
	multi_insert(
		ACTIVITY,
		[
			rows.moved(columns, copy.source, copy.later, name) | _organisation(running, copy)
			for name, copy in zip(names, free, strict=True)
		],
	)
	for kept in along.LISTS:
		_copy_list(kept, free, names, running)
	return names


def _projects(copies: Iterable[Copy]) -> dict[str, frappe._dict]:
	columns = ", ".join(f"`{field}`" for field in (*projects.PROBLEM_FIELDS, *SNAPSHOT))
	found = frappe.db.sql(
		f"select {columns} from `tabVolunteer Project` where `name` in %s",  # noqa: S608 (our columns)
		(tuple({copy.source.project for copy in copies}) or ("",),),
		as_dict=True,
	)
	return {row.name: row for row in found}


def _problem(project: frappe._dict, copy: Copy) -> str:
	if project.workflow_state == "Rejected":
		return _("The project was rejected. Choose another for this activity.")
	return projects.dates_problem(project, getdate(copy.starts_on)) or ""


def _taken(copies: list[Copy], lock: bool) -> dict[tuple, str]:
	"""What stands on those days already."""
	if not copies:
		return {}
	found = frappe.db.sql(
		f"""select `name`, `project`, `activity_name`, `starts_on` from `tabService Activity`
		where `project` in %s and `activity_name` in %s and `starts_on` in %s
			and `workflow_state` <> 'Called Off'
		order by `name` desc{_SHARE if lock else ""}""",  # noqa: S608
		(
			tuple({copy.source.project for copy in copies}),
			tuple({copy.source.activity_name for copy in copies}),
			tuple({copy.starts_on for copy in copies}),
		),
	)
	return {(project, title, starts_on): name for name, project, title, starts_on in found}


def _check_scope(running: Iterable[frappe._dict]) -> None:
	"""A project that moved meanwhile may lie outside of what the user may enter."""
	for values in {tuple(sorted((key, row[key]) for key in shifts.PLACES)) for row in running}:
		scope.check(ACTIVITY, dict(values))


def _organisation(running: Mapping[str, frappe._dict], copy: Copy) -> dict:
	"""As the project stands today: a copy is planned today."""
	project = running[copy.source.project]
	first = copy.source.get("repeats") or copy.source.name
	return {field: project[field] for field in SNAPSHOT} | {"workflow_state": "Draft", "repeats": first}


def _copy_list(
	kept: along.List, copies: list[Copy], names: list[str], running: Mapping[str, frappe._dict]
) -> None:
	of_source = along.rows_of(kept, {copy.source.name for copy in copies})
	wanted = [
		(activity, copy, row)
		for activity, copy in zip(names, copies, strict=True)
		for row in of_source.get(copy.source.name, ())
	]
	if not wanted:
		return
	columns = rows.columns(kept.doctype)
	multi_insert(
		kept.doctype,
		[
			rows.moved(columns, row, copy.later, name)
			| {"activity": activity}
			| {field: running[copy.source.project][field] for field in shifts.PLACES}
			for name, (activity, copy, row) in zip(
				rows.names_of(kept.doctype, len(wanted)), wanted, strict=True
			)
		],
	)


def _make_document(copy: Copy, running: Mapping[str, frappe._dict]) -> str:
	"""Another app follows: it gets whole documents."""
	values = rows.moved(rows.columns(ACTIVITY), copy.source, copy.later, "") | _organisation(running, copy)
	activity = frappe.get_doc({**values, "doctype": ACTIVITY, "name": None})
	activity.flags.by_service = True
	activity.insert()
	for kept in along.LISTS:
		for line in along.rows_of(kept, [copy.source.name]).get(copy.source.name, ()):
			row = rows.moved(rows.columns(kept.doctype), line, copy.later, "")
			frappe.get_doc({**row, "doctype": kept.doctype, "name": None, "activity": activity.name}).insert()
	return activity.name
