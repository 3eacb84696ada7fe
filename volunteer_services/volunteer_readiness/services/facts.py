"""What is known about many volunteers for one day of service: a bounded number of queries, whatever their
number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import frappe
from frappe.utils import cint, getdate

from volunteer_services.foundation import settings
from volunteer_services.volunteer_readiness.domain import gates
from volunteer_services.volunteer_readiness.services import covered
from volunteer_services.volunteer_registry.domain.age import ADULT_AGE
from volunteer_services.volunteer_registry.services.standing import LEFT_STATES, serving_problem

_GONE = frozenset({*LEFT_STATES.values(), "rejected"})


def policy(skills: Sequence[str]) -> gates.Policy:
	"""The guardian's age of the settings, and which of the skills need a certificate."""
	guardian_age = cint(settings.settings().guardian_age) or ADULT_AGE
	if not skills:
		return gates.Policy(guardian_age)
	certified = frappe.db.sql_list(
		"select `name` from `tabService Skill` where `requires_certificate` = 1 and `name` in %s",
		(tuple(skills),),
	)
	return gates.Policy(guardian_age, frozenset(certified))


def people(names: Sequence[str], conditions: gates.Conditions, day: date) -> dict[str, gates.Person]:
	"""volunteer → what is known; those that have no file are missing. Only what the conditions ask is
	read."""
	if not names:
		return {}
	files = _files(names)
	skills = _skills(names, conditions.skills)
	held = _held(names, conditions)
	passed = _passed(names, conditions.courses)
	covers = covered.scopes(files, conditions, day) if conditions.insured_for else {}
	agreed = _agreed(names, conditions, day) if conditions.needs_agreement else frozenset()
	nothing: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
	found = {}
	for name, row in files.items():
		problem = serving_problem(row, day)
		insured, planned = covers.get(name, nothing)
		found[name] = gates.Person(
			state=row.workflow_state if problem else gates.REGISTERED,
			left=problem in _GONE,
			is_restricted=problem == "restricted",
			born=row.born,
			star=cint(row.star_level),
			has_guardian_consent=bool(cint(row.guardian_consent)),
			skills=tuple(skills[name]),
			held=tuple(held[name]),
			passed=tuple(passed[name]),
			insured=insured,
			planned=planned,
			has_agreement=name in agreed,
		)
	return found


def _files(names: Iterable[str]) -> dict[str, frappe._dict]:
	rows = frappe.db.sql(
		"""select `name`, `workflow_state`, `is_restricted`, `date_of_birth` as born, `star_level`,
			`guardian_consent`, `state_changed_on`, `registered_on`, `region`
		from `tabVolunteer Profile` where `name` in %s""",
		(tuple(names),),
		as_dict=True,
	)
	return {row.name: row for row in rows}


def _skills(names: Iterable[str], wanted: Sequence[str]) -> dict[str, list[gates.Skill]]:
	found: dict[str, list[gates.Skill]] = defaultdict(list)
	if not wanted:
		return found
	for volunteer, skill, until, number, copy in frappe.db.sql(
		"""select `parent`, `skill`, `valid_until`, `certificate_number`, `certificate`
		from `tabVolunteer Profile Skill`
		where `parenttype` = 'Volunteer Profile' and `parent` in %s and `skill` in %s""",
		(tuple(names), tuple(wanted)),
	):
		found[volunteer].append(gates.Skill(skill, until, bool(number or copy)))
	return found


def _held(names: Iterable[str], conditions: gates.Conditions) -> dict[str, list[gates.Held]]:
	found: dict[str, list[gates.Held]] = defaultdict(list)
	if not (conditions.skills or conditions.qualifications or conditions.courses):
		return found
	for volunteer, *values in frappe.db.sql(
		"""select q.`volunteer`, q.`qualification_type`, q.`status`, q.`issued_on`, q.`lapses_on`,
			t.`skill`, t.`course`
		from `tabVolunteer Qualification` as q
		inner join `tabQualification Type` as t on t.`name` = q.`qualification_type`
		where q.`volunteer` in %(names)s and (t.`name` in %(kinds)s or t.`skill` in %(skills)s
			or t.`course` in %(courses)s)""",
		{
			"names": tuple(names),
			"kinds": conditions.qualifications or ("",),
			"skills": conditions.skills or ("",),
			"courses": conditions.courses or ("",),
		},
	):
		found[volunteer].append(gates.Held(*values))
	return found


def _passed(names: Iterable[str], courses: Sequence[str]) -> dict[str, list[gates.Passed]]:
	found: dict[str, list[gates.Passed]] = defaultdict(list)
	if not courses:
		return found
	for volunteer, *values in frappe.db.sql(
		"""select `volunteer`, `course`, `attended_on`, `valid_until` from `tabCourse Attendance`
		where `volunteer` in %s and `course` in %s and `result` = 'Passed'""",
		(tuple(names), tuple(courses)),
	):
		found[volunteer].append(gates.Passed(*values))
	return found


def _agreed(names: Iterable[str], conditions: gates.Conditions, day: date) -> frozenset[str]:
	"""An agreement that was ended counts for the days before."""
	return frozenset(
		frappe.db.sql_list(
			"""select distinct `volunteer` from `tabVolunteer Agreement`
			where `volunteer` in %(names)s and `workflow_state` <> 'Draft' and `from_date` <= %(day)s
				and (`to_date` is null or `to_date` >= %(day)s)
				and coalesce(`project`, '') in ('', %(project)s)""",
			{"names": tuple(names), "day": getdate(day), "project": conditions.project or ""},
		)
	)
