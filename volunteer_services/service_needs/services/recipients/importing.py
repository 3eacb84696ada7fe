"""Recipients from a sheet: read, shown row by row before anything is kept, then made into files.

What was read comes back with the request that keeps it and is read again: nothing rests on the preview.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import RecipientSheetError
from volunteer_services.foundation import access
from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.domain import readings
from volunteer_services.foundation.domain.arguments import shown
from volunteer_services.foundation.domain.errors import NotOptionError, RuleError
from volunteer_services.foundation.domain.office import Row, What, folded, split
from volunteer_services.foundation.reporting.query import TREES, Where
from volunteer_services.foundation.roles import REVIEWERS
from volunteer_services.foundation.rules import explain
from volunteer_services.foundation.scope.staffing import require_role_here
from volunteer_services.foundation.sheets import office, words
from volunteer_services.service_needs.domain import sheet as rules
from volunteer_services.service_needs.domain.recipients import check_phone, masked
from volunteer_services.service_needs.services.recipients.files import DOCTYPE

MOST_BYTES = 4 * 2**20
MOST_AT_ONCE = 100
GROUP = "Service Recipient Group"


def read(file_name: str, content: bytes) -> dict:
	"""{rows: [{number, cells: {field: text}}], left_out: headings that are not taken over}.

	Raises RecipientSheetError for a file that cannot be read, has no heading, or too many rows.
	"""
	return office.read(file_name, content, rules.HEADINGS, DOCTYPE, _refuse)


def plan(sent: list[dict], region: str) -> list[dict]:
	"""What each row will do: [{number, what, name (masked), born, reasons, file}]. Three queries.

	``region``: for rows that name none. Files outside the user's scope are not told of.
	"""
	return [
		{
			"number": row.number,
			"what": what.value,
			"name": masked(cstr(row.values.get("recipient_name"))),
			"born": row.values.get("birth_year"),
			"reasons": reasons,
			"file": file,
		}
		for row, what, reasons, file in _planned(sent, region)
	]


def store(sent: list[dict], region: str, site: str | None, decided: set[int]) -> dict:
	"""Make files of the rows that are new, or of which somebody said so (``decided``: their numbers).

	{made: [names], left: [{number, what, reasons}]}; at most 100 rows at once. What one row refuses leaves
	the others. Sent twice, or by two people at once, the second one finds the files of the first. The caller
	asked for the right, and runs it again when it loses to another (``retry.whole``); the scope holds for
	each row.
	"""
	if len(sent) > MOST_AT_ONCE:
		_refuse(_("Send at most {0} rows at once.").format(MOST_AT_ONCE))
	_lock(region)
	made, left = [], []
	for row, what, reasons, _file in _planned(sent, region, lock=True):
		if what is What.NEW or (what is What.ASKED and row.number in decided):
			name, why = _make(row, region, site)
			if name:
				made.append(name)
				continue
			what, reasons = What.REFUSED, [why]
		left.append({"number": row.number, "what": what.value, "reasons": reasons})
	if made:
		access.record(
			"volunteer_services.api.recipient_sheets.store",
			DOCTYPE,
			details=f"{made[0]} … {made[-1]}: {len(made)}",
		)
	return {"made": made, "left": left}


def _make(row: Row, region: str, site: str | None) -> tuple[str | None, str]:
	values = dict(row.values)
	groups = [{"recipient_group": one} for one in values.pop("groups", [])]
	born = values.get("birth_year")
	doc = frappe.get_doc({"doctype": DOCTYPE, "region": region, "site": site, **values, "groups": groups})
	doc.birth_year = born
	doc.has_contact = int(bool(values.get("address") or values.get("phone")))
	with tried() as outcome:
		doc.check_scope()
		require_role_here(doc, REVIEWERS)
		# The address is on a level that no role writes; whoever may make a file enters it with the file.
		doc.flags.by_service = doc.flags.ignore_permissions = True
		doc.insert()
	return (None, outcome.problem) if outcome.problem else (doc.name, "")


def _lock(region: str) -> None:
	"""Two sheets for one region come one after the other."""
	frappe.db.sql("select `name` from `tabService Region` where `name` = %s for update", (region,))


def _planned(
	sent: list[dict], region: str, lock: bool = False
) -> list[tuple[Row, What, list[str], str | None]]:
	regions = _regions_below(region)
	rows = [_read_row(one, regions) for one in sent]
	on_file = _on_file({cstr(row.values.get("recipient_name")) for row in rows}, lock)
	twice = rules.twice_in(rows)
	planned = []
	for row in rows:
		if row.faults:
			planned.append((row, What.REFUSED, row.faults, None))
			continue
		files = on_file.get(row.values["recipient_name"], [])
		born, place = row.values.get("birth_year"), row.values.get("region") or region
		what, file = rules.what_of(born, place, files, row.number in twice)
		planned.append((row, what, _reasons(what, file), file.name if file else None))
	return planned


def _reasons(what: What, file: rules.OnFile | None) -> list[str]:
	if what is What.ON_FILE and file:
		return [_("{0} has this name and year of birth. It stays as it is.").format(file.name)]
	if what is What.ASKED and file:
		return [_("{0} has this name. Is it somebody else?").format(file.name)]
	if what is What.ASKED:
		return [_("The name and year stand in a row above, too. Is it somebody else?")]
	return []


def _on_file(names: set[str], lock: bool) -> dict[str, list[rules.OnFile]]:
	"""Name → files of that name. ``lock``: as they are now, not as they were when the request began; a file
	that another makes meanwhile is waited for, or makes this one run again."""
	where = Where(DOCTYPE, "r").add("{t}.`recipient_name` in %(names)s", names=tuple(names) or ("",))
	found: dict[str, list[rules.OnFile]] = {}
	for row in frappe.db.sql(
		f"""select `r`.`name`, `r`.`recipient_name`, `r`.`birth_year`, `r`.`region`
		from `tabService Recipient` as `r` where {where.sql} order by `r`.`creation`, `r`.`name`
		{"for update" if lock else ""}""",  # noqa: S608
		where.params,
		as_dict=True,
	):
		file = rules.OnFile(row.name, cint(row.birth_year) or None, row.region)
		found.setdefault(row.recipient_name, []).append(file)
	return found


def _regions_below(region: str) -> dict[str, list[str]]:
	"""Name → regions of that name at and below ``region``."""
	where = Where.everywhere(TREES["region"], "g").below("name", TREES["region"], region)
	found: dict[str, list[str]] = {}
	for row in frappe.db.sql(
		f"select `g`.`name`, `g`.`region_name` from `tabService Region` as `g` where {where.sql}",  # noqa: S608
		where.params,
		as_dict=True,
	):
		found.setdefault(folded(row.region_name), []).append(row.name)
	return found


def _read_row(sent: dict, regions: dict[str, list[str]]) -> Row:
	row = Row(cint(sent.get("number")))
	cells = sent.get("cells") if isinstance(sent.get("cells"), dict) else {}
	for field, value in cells.items():
		if field not in rules.HEADINGS.words or readings.is_empty(value):
			continue
		try:
			row.values[field] = _cell(field, office.held(DOCTYPE, field, value), regions)
		except RuleError as refusal:
			row.faults.append(explain(refusal))
	name = " ".join(cstr(row.values.get("recipient_name")).split())
	row.values["recipient_name"] = name
	if not name:
		row.faults.append(_("The row has no name."))
	if not row.values.get("groups"):
		row.faults.append(_("{0} is missing.").format(_label("groups")))
	if not (row.values.get("consent_on") and row.values.get("consent_way")):
		row.faults.append(
			_("No file is kept without a consent: {0} and {1} are missing.").format(
				_label("consent_on"), _label("consent_way")
			)
		)
	row.values.setdefault("consent", 1)
	return row


def _cell(field: str, value: str, regions: dict[str, list[str]]):
	name = _label(field)
	if field == "birth_year":
		return rules.read_year(name, value)
	if field == "consent_on":
		return readings.day(name, value)
	if field == "visit_every_days":
		return readings.whole(name, value)
	if field in rules.TICKS:
		return readings.tick(name, value)
	if field == "groups":
		return list(dict.fromkeys(_choice(field, name, part) for part in split(value)))
	if field in rules.CHOICES:
		return _choice(field, name, value)
	if field == "region":
		found = regions.get(folded(value), [])
		if len(found) != 1:
			raise NotOptionError(name, shown(value), _("a region below the chosen one"))
		return found[0]
	if field == "phone":
		check_phone(value)
	return readings.text(name, value)


def _choice(field: str, name: str, value: str) -> str:
	doctype, fieldname = (GROUP, "recipient_group") if field == "groups" else (DOCTYPE, field)
	df = frappe.get_meta(doctype).get_field(fieldname)
	if df.fieldtype != "Select":
		return readings.text(name, value)
	options = {folded(word): option for word, option in words.options(df, doctype).items() if option}
	return rules.read_choice(field, name, value, options, ", ".join(words.shown_options(df, doctype)))


def _label(field: str) -> str:
	return office.label(DOCTYPE, field)


def _refuse(message: str) -> None:
	frappe.throw(message, RecipientSheetError, title=_("Recipients from a Sheet"))
