"""Hours from a sheet: read, shown row by row, asked where it is doubtful, then made into records for review.

What was read comes back with the request that keeps it and is read again: nothing rests on the preview.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, getdate

from volunteer_services.exceptions import HoursSheetError
from volunteer_services.foundation.domain import errors, readings
from volunteer_services.foundation.domain.office import Row, What
from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.rules import explain
from volunteer_services.foundation.sheets import office
from volunteer_services.service_records.domain import hours_sheet as rules
from volunteer_services.service_records.domain.hours_sheet import Doubt, Meant, Somebody
from volunteer_services.service_records.services import entry
from volunteer_services.volunteer_registry.domain import contact
from volunteer_services.volunteer_registry.services import identity, locks

DOCTYPE, PROFILE = "Service Log", "Volunteer Profile"
MOST_BYTES = 4 * 2**20
MOST_AT_ONCE = 100
PAPER = "Resident ID"
_MOMENTS = ("starts_on", "ends_on")
_WHOLE = ("break_minutes",)
_STORED = (
	"service_date", "starts_on", "ends_on", "break_minutes", "minutes", "service_content", "location",
	"activity_leader", "external_id", "remark",
)  # fmt: skip


@dataclass
class Planned:
	"""A row with what it will do. ``volunteer``: whose hours they are, where that is known."""

	row: Row
	what: What
	volunteer: str | None = None
	reasons: list[str] = field(default_factory=list)
	people: tuple[Somebody, ...] = ()


def read(file_name: str, content: bytes) -> dict:
	"""{rows, left_out} of a file. Raises HoursSheetError."""
	return office.read(file_name, content, rules.HEADINGS, DOCTYPE, _refuse)


def plan(sent: list[dict], given: dict) -> list[dict]:
	"""What each row will do: [{number, what, volunteer, minutes, date, reasons, people}].

	``given``: project, and content, place and leader for rows that name none. Four queries. Only people whom
	the user sees are found.
	"""
	return [
		{
			"number": one.row.number,
			"what": one.what.value,
			"volunteer": one.volunteer,
			"minutes": one.row.values.get("minutes"),
			"date": cstr(one.row.values.get("service_date") or ""),
			"reasons": one.reasons,
			"people": [{"name": who.name, "full_name": who.full_name} for who in one.people],
		}
		for one in _planned(sent, given, {})
	]


def store(sent: list[dict], given: dict, decided: dict[int, str]) -> dict:
	"""Make records of the rows that are new, sent to review: {made, left: [{number, what, reasons}]}.

	``decided``: row number → the volunteer whom somebody chose among those that were asked about. At most 100
	rows at once; what one row refuses leaves the others; sent again, the second time finds the records of
	the first, also where both came at once. The rules, the scope and the review are those of a record
	entered by hand.
	"""
	if len(sent) > MOST_AT_ONCE:
		_refuse(_("Send at most {0} rows at once.").format(MOST_AT_ONCE))
	planned = _planned(sent, given, decided, lock=True)
	new = [one for one in planned if one.what is What.NEW and one.volunteer]
	results = entry.create_many([_log(one, given) for one in new], "Import")
	problems = {id(new[result.index]): result.problem for result in results if result.problem}
	left = []
	for one in planned:
		if problem := problems.get(id(one)):
			left.append({"number": one.row.number, "what": What.REFUSED.value, "reasons": [problem]})
		elif one.what is not What.NEW:
			left.append({"number": one.row.number, "what": one.what.value, "reasons": one.reasons})
	return {"made": [result.name for result in results if result.name], "left": left}


def _log(one: Planned, given: dict) -> dict:
	values = {key: one.row.values[key] for key in _STORED if one.row.values.get(key) not in (None, "")}
	return {
		"volunteer": one.volunteer,
		"project": given["project"],
		**{key: given.get(key) for key in ("activity", "service_content", "location", "activity_leader")},
		**values,
	}


def _planned(sent: list[dict], given: dict, decided: dict[int, str], lock: bool = False) -> list[Planned]:
	rows = [_read_row(one, given) for one in sent]
	people = _People(rows)
	planned = [_one(row, people, decided.get(row.number)) for row in rows]
	if lock:
		locks.lock_volunteers(one.volunteer for one in planned if one.volunteer)
	_find_recorded(planned, given["project"], lock)
	return planned


def _one(row: Row, people: _People, chosen: str | None) -> Planned:
	if row.faults:
		return Planned(row, What.REFUSED, reasons=row.faults)
	meant = people.whom(row)
	if meant.what is What.NEW:
		return Planned(row, What.NEW, meant.people[0].name)
	if meant.what is What.ASKED and chosen in {somebody.name for somebody in meant.people}:
		return Planned(row, What.NEW, chosen)
	return Planned(row, meant.what, reasons=[_doubt(row, meant)], people=meant.people)


def _doubt(row: Row, meant: Meant) -> str:
	name = frappe.utils.escape_html(cstr(row.values["volunteer_name"]))
	found = ", ".join(f"{one.full_name} ({one.name})" for one in meant.people)
	if meant.doubt is Doubt.UNKNOWN_NUMBER:
		return _("The number in this row is on no file that you see.")
	if meant.doubt is Doubt.NOBODY:
		return _("Nobody whom you see is called {0}. Register the person first, or correct the name.").format(
			name
		)
	if meant.doubt is Doubt.SEVERAL:
		return _("Several people are called {0}: {1}. Choose one.").format(name, found)
	return _("The number or mobile belongs to {0}, the row says {1}. Is it the same person?").format(
		found, name
	)


def _read_row(sent: dict, given: dict) -> Row:
	row = Row(cint(sent.get("number")))
	cells = sent.get("cells") if isinstance(sent.get("cells"), dict) else {}
	# The day first: a time alone is a time of that day.
	for name in sorted(cells, key=lambda one: one != "service_date"):
		value = cells[name]
		if name not in rules.HEADINGS.words or readings.is_empty(value):
			continue
		try:
			row.values[name] = _cell(name, office.held(DOCTYPE, name, value), row)
		except errors.RuleError as refusal:
			row.faults.append(explain(refusal))
	_settle(row, given)
	return row


def _cell(name: str, value: str, row: Row):
	label = office.label(DOCTYPE, name)
	if name == "service_date":
		return readings.day(label, value)
	if name in _MOMENTS:
		return readings.moment(label, value, row.values.get("service_date"), needs_clock=True)
	if name == "minutes":
		return readings.minutes(label, value)
	if name == "hours":
		return readings.hours(label, value)
	if name in _WHOLE:
		return readings.whole(label, value)
	if name == "mobile":
		return contact.normalise_mobile(value)
	return readings.text(label, value)


def _settle(row: Row, given: dict) -> None:
	"""Minutes from hours or from the times, the day from the beginning; what is missing is said."""
	values = row.values
	values["volunteer_name"] = " ".join(cstr(values.get("volunteer_name")).split())
	begins, ends = values.get("starts_on"), values.get("ends_on")
	if begins and "service_date" not in values:
		values["service_date"] = begins.date()
	if "hours" in values and "minutes" not in values:
		values["minutes"] = round(values.pop("hours") * 60)
	if begins and ends and "minutes" not in values:
		spent = int((get_datetime(ends) - get_datetime(begins)).total_seconds() // 60)
		values["minutes"] = spent - cint(values.get("break_minutes"))
	missing = [name for name in ("service_date", "minutes") if not values.get(name)]
	told = ("service_content", "location", "activity_leader")
	missing += [name for name in told if not (values.get(name) or given.get(name))]
	if not row.faults:
		row.faults += [_("{0} is missing.").format(office.label(DOCTYPE, name)) for name in missing]


class _People:
	"""Whom the rows could mean, among those whom the user sees. Two queries."""

	def __init__(self, rows: list[Row]) -> None:
		self._hashes = {row.number: _digest(row) for row in rows}
		numbers = {cstr(row.values["volunteer_no"]) for row in rows if row.values.get("volunteer_no")}
		names = {cstr(row.values.get("volunteer_name")) for row in rows}
		self._by_number: dict[str, Somebody] = {}
		self._by_paper: dict[str, Somebody] = {}
		self._by_name: dict[str, list[Somebody]] = {}
		where = Where(PROFILE, "v").add(
			"""coalesce({t}.`merged_into`, '') = '' and ({t}.`name` in %(numbers)s
				or {t}.`id_number_hash` in %(papers)s or {t}.`full_name` in %(names)s)""",
			numbers=tuple(numbers) or ("",),
			papers=tuple(filter(None, self._hashes.values())) or ("",),
			names=tuple({*names, *(name.replace(" ", "") for name in names)}) or ("",),
		)
		for name, full_name, mobile, paper in frappe.db.sql(
			f"""select v.`name`, v.`full_name`, v.`mobile`, v.`id_number_hash` from `tabVolunteer Profile` v
			where {where.sql} order by v.`name`""",  # noqa: S608
			where.params,
		):
			somebody = Somebody(name, full_name, mobile)
			self._by_number[name] = somebody
			if paper:
				self._by_paper[paper] = somebody
			self._by_name.setdefault(full_name.replace(" ", ""), []).append(somebody)

	def whom(self, row: Row) -> Meant:
		name = cstr(row.values["volunteer_name"])
		return rules.whom(
			name, row.values.get("mobile"), self._numbered(row), self._by_name.get(name.replace(" ", ""), [])
		)

	def _numbered(self, row: Row) -> list[Somebody] | None:
		number, paper = row.values.get("volunteer_no"), self._hashes[row.number]
		if not number and not row.values.get("id_number"):
			return None
		found = [self._by_number.get(cstr(number)), self._by_paper.get(paper or "")]
		return list({one.name: one for one in found if one}.values())


def _digest(row: Row) -> str | None:
	"""The hash of a resident's number that the row names; what is no number adds a fault."""
	number = row.values.get("id_number")
	if not number:
		return None
	try:
		return identity.seal(PAPER, cstr(number), None, None).digest
	except frappe.ValidationError as refusal:
		frappe.clear_messages()
		row.faults.append(cstr(refusal))
		return None


def _find_recorded(planned: list[Planned], project: str, lock: bool) -> None:
	"""Rows whose hours are recorded already stay as they are. One query. ``lock``: as they are now, not as
	they were when the request began."""
	new = [one for one in planned if one.what is What.NEW]
	if not new:
		return
	recorded = frappe.db.sql(
		f"""select `name`, `volunteer`, `service_date`, `minutes`, `external_id`, `project`
		from `tabService Log`
		where `volunteer` in %(people)s and `service_date` in %(days)s and `docstatus` < 2
			and `workflow_state` <> 'Rejected' {"for update" if lock else ""}""",  # noqa: S608
		{
			"people": tuple({one.volunteer for one in new}),
			"days": tuple({one.row.values["service_date"] for one in new}),
		},
		as_dict=True,
	)
	seen: set[tuple] = set()
	for one in new:
		values = one.row.values
		for log in recorded:
			if log.volunteer != one.volunteer or getdate(log.service_date) != values["service_date"]:
				continue
			same_number = values.get("external_id") and log.external_id == values["external_id"]
			if same_number or (log.project == project and cint(log.minutes) == values["minutes"]):
				one.what, one.reasons = What.ON_FILE, [_("{0} has these hours.").format(log.name)]
		told = [values.get(name) for name in ("service_date", "minutes", "external_id", "starts_on")]
		key = (one.volunteer, *told)
		if key in seen:
			one.what, one.reasons = What.REFUSED, [_("A row above has the same person, day and hours.")]
		seen.add(key)


def _refuse(message: str) -> None:
	frappe.throw(message, HoursSheetError, title=_("Hours from a Sheet"))
