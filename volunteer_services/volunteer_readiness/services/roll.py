"""Who attended a session, many at once: read from a pasted list, then recorded with few statements.

Names are looked for among the volunteers whom the session's user sees; a name that two of them have asks for
the number of the file.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import getdate, now

from volunteer_services.exceptions import TrainingError
from volunteer_services.foundation import access
from volunteer_services.foundation.database import series
from volunteer_services.foundation.database.bulk import insert_rows
from volunteer_services.foundation.domain import arguments
from volunteer_services.foundation.domain.errors import RuleError
from volunteer_services.foundation.rules import explain
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.volunteer_readiness.domain import roll, training
from volunteer_services.volunteer_readiness.services import certificates, sessions
from volunteer_services.volunteer_registry.services import visitors

MOST = 1000
PROFILE = "Volunteer Profile"


@dataclass(frozen=True)
class Attended:
	"""One row to record."""

	volunteer: str
	minutes: int
	score: int = 0


def attended(rows: Iterable[dict]) -> list[Attended]:
	"""Rows of a request: volunteer, minutes, score. Raises the rule's ArgumentError."""
	return [
		Attended(
			arguments.text("volunteer", row.get("volunteer")),
			arguments.whole("minutes", row.get("minutes")),
			arguments.whole("score", row.get("score") or 0),
		)
		for row in rows
	]


def preview(session: str, text: str) -> list[dict]:
	"""What a pasted list says: line, volunteer, volunteer_name, minutes, score, and the problem, if any.

	Raises PermissionError without the right to write the session, TrainingError for too many lines.
	"""
	access.require_permission(sessions.SESSION, "write", session)
	planned = sessions.open_session(session).session_minutes
	lines = roll.read(text)
	_refuse_too_many(len(lines))
	people = _people({line.who for line in lines})
	recorded = _recorded(session, {row.name for rows in people.values() for row in rows})
	found, seen = [], set()
	for line in lines:
		matches = people[line.who]
		person = matches[0] if len(matches) == 1 else None
		problem = _problem(line.who, matches, recorded, seen)
		if person:
			seen.add(person.name)
		found.append(
			{
				"line": line.text,
				"volunteer": person.name if person else None,
				"volunteer_name": person.full_name if person else line.who,
				"minutes": planned if line.minutes is None else line.minutes,
				"score": line.score or 0,
				"problem": problem,
			}
		)
	return found


def record(session: str, rows: Iterable[Attended]) -> dict:
	"""Record these attendances; each row that cannot be stays out, with its problem.

	Returns {"recorded", "passed", "problems": [{"volunteer", "problem"}]}. Raises PermissionError,
	TrainingError, UnknownVisitorError.
	"""
	access.require_permission(sessions.SESSION, "write", session)
	wanted = {row.volunteer: row for row in rows}
	_refuse_too_many(len(wanted))
	visitors.refuse_unknown(wanted)
	frappe.db.sql("select `name` from `tabCourse Session` where `name` = %s for update", (session,))
	held = sessions.open_session(session)
	rule = sessions.policy(held.course)
	names = dict(
		frappe.db.sql(
			"select `name`, `full_name` from `tabVolunteer Profile` where `name` in %s",
			(tuple(wanted) or ("",),),
		)
	)
	recorded, lacking = _recorded(session, wanted), _without_prerequisite(held, wanted)
	good, problems = [], []
	for volunteer, row in wanted.items():
		problem, result = _judge(row, held, rule)
		if volunteer not in names:
			problem = _("There is no file with this number.")
		elif volunteer in recorded:
			problem = _("The attendance is recorded already.")
		elif result == training.PASSED and volunteer in lacking:
			problem = _("The course that comes first is not passed.")
		if problem:
			problems.append({"volunteer": volunteer, "problem": problem})
		else:
			good.append((row, result))
	_insert(held, rule, good, names)
	sessions.count([session])
	passed = sum(result == training.PASSED for _row, result in good)
	return {"recorded": len(good), "passed": passed, "problems": problems}


def _judge(row: Attended, held, rule: training.CoursePolicy) -> tuple[str | None, str | None]:
	try:
		return None, rule.result(row.minutes, held.session_minutes, row.score)
	except RuleError as broken:
		return explain(broken), None


def _insert(held, rule, good: list[tuple[Attended, str]], names: dict[str, str]) -> None:
	if not good:
		return
	shared = sessions.copied(held)
	day, stamp, user = getdate(shared["attended_on"]), now(), frappe.session.user
	key = f"TA-{getdate(stamp).year}-"
	first = series.reserve(key, len(good))
	rows = []
	for number, (row, result) in enumerate(good, start=first):
		name, passed = f"{key}{number:07d}", result == training.PASSED
		rows.append(
			(
				name,
				row.volunteer,
				names[row.volunteer],
				row.minutes,
				row.score,
				result,
				certificates.number_of(name, day) if passed else None,
				certificates.new_code() if passed else None,
				rule.valid_until(day) if passed else None,
			)
		)
	fields = (
		"name",
		"volunteer",
		"volunteer_name",
		"minutes",
		"score",
		"result",
		"certificate_no",
		"verification_code",
		"valid_until",
	)
	everywhere = {
		"creation": stamp,
		"modified": stamp,
		"owner": user,
		"modified_by": user,
		"recorded_by": user,
	}
	everywhere |= {"docstatus": 0, "idx": 0, "session": held.name}
	insert_rows(sessions.ATTENDANCE, fields, rows, {**everywhere, **shared})


def _people(wanted: set[str]) -> dict[str, list[frappe._dict]]:
	"""What stands in the list → the files of that name or number within the scope."""
	found: dict[str, list[frappe._dict]] = defaultdict(list)
	if not wanted:
		return found
	where = scope.condition(PROFILE) or "1=1"
	rows = frappe.db.sql(
		f"""select `name`, `full_name` from `tabVolunteer Profile`
		where (`full_name` in %(wanted)s or `name` in %(wanted)s) and coalesce(`merged_into`, '') = ''
			and {where.replace("%", "%%")} order by `name`""",  # noqa: S608
		{"wanted": tuple(wanted)},
		as_dict=True,
	)
	for row in rows:
		for key in {row.name, row.full_name} & wanted:
			found[key].append(row)
	return found


def _problem(who: str, matches: list, recorded: set[str], seen: set[str]) -> str | None:
	if not matches:
		return _("Nobody of this name or number is within your appointments.")
	if len(matches) > 1:
		numbers = "、".join(row.name for row in matches)
		return _("Several people are called {0}: {1}. Write the number.").format(who, numbers)
	if matches[0].name in seen:
		return _("This person stands in the list twice.")
	return _("The attendance is recorded already.") if matches[0].name in recorded else None


def _recorded(session: str, volunteers: Iterable[str]) -> set[str]:
	return set(
		frappe.db.sql_list(
			"select `volunteer` from `tabCourse Attendance` where `session` = %s and `volunteer` in %s",
			(session, tuple(volunteers) or ("",)),
		)
	)


def _without_prerequisite(held, volunteers: Iterable[str]) -> set[str]:
	"""Those who have not passed the course that comes first; nobody where none does."""
	before = frappe.db.get_value(sessions.COURSE, held.course, "prerequisite")
	if not before:
		return set()
	passed = frappe.db.sql_list(
		"""select `volunteer` from `tabCourse Attendance`
		where `course` = %s and `result` = 'Passed' and `attended_on` <= %s and `volunteer` in %s""",
		(before, getdate(held.starts_on), tuple(volunteers) or ("",)),
	)
	return set(volunteers) - set(passed)


def _refuse_too_many(count: int) -> None:
	if count > MOST:
		frappe.throw(
			_("{0} people are too many at once. Record at most {1} together.").format(count, MOST),
			TrainingError,
			title=_("Course Attendance"),
		)
