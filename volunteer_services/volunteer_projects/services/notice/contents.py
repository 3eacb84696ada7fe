"""The recruitment notice of an activity: what it says itself, else what its project says, else its site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint, cstr, format_datetime

from volunteer_services.volunteer_projects.domain import notice, notice_words
from volunteer_services.volunteer_projects.domain.notice import Line, Part

FIELDS = (
	"activity_name",
	"project",
	"starts_on",
	"ends_on",
	"location",
	"service_content",
	"conditions",
	"capacity",
	"any_number",
	"sign_up_note",
	"risks",
	"safeguards",
	"contact_name",
	"contact_phone",
	"min_age",
	"max_age",
)
ACTIVITY, PROJECT, SITE = "Service Activity", "Volunteer Project", "Service Site"


@dataclass(frozen=True)
class Notice:
	"""``lines``: the parts in order. ``words``: what in it speaks of something else than volunteering."""

	lines: tuple[Line, ...]
	words: tuple[notice_words.Found, ...]

	@property
	def missing(self) -> tuple[Part, ...]:
		return notice.missing(self.lines)

	def text(self, part: Part) -> str:
		"""What the notice says of a part."""
		return next(line.text for line in self.lines if line.part is part)


def of(activity: Mapping) -> Notice:
	"""The notice of an activity, stored or not, with three queries. ``activity`` has ``name`` and FIELDS."""
	project = _project(activity.get("project"))
	numbers = _numbers(activity, project)
	lines = notice.lines(
		{
			Part.TIME: [(ACTIVITY, _time(activity))],
			Part.PLACE: [(ACTIVITY, cstr(activity.get("location")))],
			Part.CONTENT: [(ACTIVITY, cstr(activity.get("service_content")))],
			Part.CONDITIONS: _own_or_project(activity, project, "conditions"),
			Part.NUMBER: numbers,
			Part.SIGN_UP: _own_or_project(activity, project, "sign_up_note"),
			Part.RISKS: _own_or_project(activity, project, "risks"),
			Part.SAFEGUARDS: _own_or_project(activity, project, "safeguards"),
			Part.CONTACT: [
				(ACTIVITY, _contact(activity.get("contact_name"), activity.get("contact_phone"))),
				(SITE, _contact(project.contact_person, project.contact_phone)),
			],
		}
	)
	read = Notice(lines, ())
	texts = (activity.get("activity_name"), read.text(Part.CONTENT), read.text(Part.CONDITIONS))
	return Notice(lines, notice_words.find(texts))


def warnings(activity: Mapping) -> list[str]:
	"""What the publisher should look at again, though nothing stands against publishing."""
	found = []
	if notice.is_short(activity.get("service_content")):
		found.append(
			_("The content has fewer than {0} characters: say what volunteers will do.").format(
				notice.SHORT_CONTENT
			)
		)
	if notice.is_make_up(activity.get("activity_name")):
		found.append(
			_(
				"The name says {0}: service of the past is entered as a record, nobody is called for it."
			).format(notice.MAKE_UP)
		)
	return found


def shown(activity: Mapping) -> dict:
	"""For the form: lines (label, text, source), the words that ask a question, what to look at again."""
	found = of(activity)
	return {
		"lines": [
			{
				"part": str(line.part),
				"label": _(str(line.part)),
				"text": line.text,
				"source": _(line.source) if line.source not in ("", ACTIVITY) else "",
			}
			for line in found.lines
		],
		"missing": [_(str(part)) for part in found.missing],
		"words": [{"word": one.word, "why": doubt(one.kind)} for one in found.words],
		"warnings": warnings(activity),
	}


def doubt(kind: str) -> str:
	"""Why a word asks a question."""
	return {
		notice_words.OWN_DUTY: _("one's own duty in working time"),
		notice_words.REQUIRED: _("work that a school or employer requires"),
		notice_words.OWN_BENEFIT: _("something for one's own benefit"),
		notice_words.UNCLEAR: _("no public purpose is seen"),
		notice_words.PAY: _("pay above an allowance"),
		notice_words.BOUGHT_HOURS: _("hours for a donation, a post or a purchase"),
		notice_words.MEETING: _("a meeting"),
		notice_words.COMMERCE: _("commerce"),
	}[kind]


def _project(name: str | None) -> frappe._dict:
	rows = frappe.db.sql(
		"""select p.`conditions`, p.`sign_up_note`, p.`risks`, p.`safeguards`, s.`contact_person`,
			s.`contact_phone`, (select sum(t.`headcount`) from `tabVolunteer Project Post` t
				where t.`parent` = p.`name` and t.`parenttype` = 'Volunteer Project') as headcount
		from `tabVolunteer Project` p left join `tabService Site` s on s.`name` = p.`site`
		where p.`name` = %s""",
		(name or "",),
		as_dict=True,
	)
	return rows[0] if rows else frappe._dict()


def _own_or_project(activity: Mapping, project: Mapping, field: str) -> list[tuple[str, str]]:
	return [(ACTIVITY, cstr(activity.get(field))), (PROJECT, cstr(project.get(field)))]


def _numbers(activity: Mapping, project: Mapping) -> list[tuple[str, str]]:
	"""Places of the activity, those of its shifts together, else what the project's posts ask for."""
	found = [(ACTIVITY, _people(activity.get("capacity")))]
	if cint(activity.get("any_number")):
		found.append((ACTIVITY, _("Any number of people")))
	if activity.get("name") and not found[0][1]:
		found.append((ACTIVITY, _people(_places_of_shifts(activity.get("name")))))
	return [*found, (PROJECT, _people(project.get("headcount")))]


def _places_of_shifts(activity: str | None) -> int:
	"""Places of all shifts; 0 where one of them takes any number."""
	fewest, places = frappe.db.sql(
		"""select min(`capacity`), sum(`capacity`) from `tabActivity Shift`
		where `activity` = %s and coalesce(`is_whole`, 0) = 0""",
		(activity,),
	)[0]
	return cint(places) if cint(fewest) else 0


def _people(count) -> str:
	return _("{0} people").format(cint(count)) if cint(count) else ""


def _time(activity: Mapping) -> str:
	starts_on, ends_on = activity.get("starts_on"), activity.get("ends_on")
	if not (starts_on and ends_on):
		return ""
	return _("{0} to {1}").format(format_datetime(starts_on), format_datetime(ends_on))


def _contact(name: str | None, phone: str | None) -> str:
	"""Somebody is asked by phone: a name alone is no contact."""
	return " ".join(filter(None, (name, phone))) if notice.says_something(phone) else ""
