"""Files that may be one person's, over all that the user sees: found at once, decided by people."""

import frappe
from frappe import _
from frappe.utils import cint, getdate

from volunteer_services.foundation import roles
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	column,
	hours,
	scope_note,
	summary,
	word,
)
from volunteer_services.volunteer_registry.domain import duplicates
from volunteer_services.volunteer_registry.domain.duplicates import Filed, Pair, Shares

PROFILE = "Volunteer Profile"
SHOWN = 500


def likeness_words() -> dict[int, str]:
	"""How likely it is, in words, by the strength of the pair."""
	return {3: _("Very Likely"), 2: _("Likely"), 1: _("Possible")}


def possible_duplicates(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): pairs of files in scope, the likeliest first; 500 are
	shown, all are counted. Two queries."""
	pairs, left_out = duplicates.pairs_among(_files(filters))
	wanted = cint(filters.get("strength"))
	found = [pair for pair in pairs if not wanted or pair.strength == wanted]
	if not found:
		return columns(), [], _message(0, left_out), None, None
	shown = found[:SHOWN]
	known = _known({key for pair in shown for key in (pair.one, pair.other)})
	counts = {strength: sum(pair.strength == strength for pair in found) for strength in (3, 2, 1)}
	cards = summary(*((label, counts[strength]) for strength, label in likeness_words().items()))
	return columns(), [_row(pair, known) for pair in shown], _message(len(found), left_out), None, cards


def _files(filters: dict) -> list[Filed]:
	where = Where(PROFILE, "v").add("coalesce({t}.`merged_into`, '') = '' and {t}.`is_restricted` = 0")
	where.below("region", TREES["region"], filters.get("region"))
	rows = frappe.db.sql(
		f"""select v.`name`, v.`full_name`, v.`name_pinyin`, v.`date_of_birth`, v.`mobile`
		from `tabVolunteer Profile` v where {where.sql}""",  # noqa: S608
		where.params,
	)
	return [Filed(key, name or "", sound or "", born, mobile) for key, name, sound, born, mobile in rows]


def _known(names: set[str]) -> dict[str, frappe._dict]:
	rows = frappe.db.sql(
		"""select v.`name`, v.`full_name`, v.`date_of_birth`, v.`mobile`, v.`workflow_state`,
			v.`total_minutes`, g.`region_name`, t.`team_name`
		from `tabVolunteer Profile` v left join `tabService Region` g on g.`name` = v.`region`
		left join `tabVolunteer Team` t on t.`name` = v.`primary_team` where v.`name` in %s""",
		(tuple(names),),
		as_dict=True,
	)
	may_see = frappe.session.user == "Administrator" or set(roles.REVIEWERS).intersection(frappe.get_roles())
	for row in rows:
		row.mobile = row.mobile if may_see else f"*******{row.mobile[-4:]}" if row.mobile else ""
	return {row.name: row for row in rows}


def _row(pair: Pair, known: dict[str, frappe._dict]) -> frappe._dict:
	one, other = known[pair.one], known[pair.other]
	words = {
		Shares.NAME: _("Name of Person"),
		Shares.SOUND: _("Sound of the Name"),
		Shares.SPELLING: _("Spelling of the Name"),
		Shares.BIRTH_DATE: _("Date of Birth"),
		Shares.MOBILE: _("Mobile"),
	}
	return frappe._dict(
		likely=likeness_words()[pair.strength],
		strength=pair.strength,
		shares=", ".join(words[share] for share in Shares if share in pair.shares),
		one=pair.one,
		one_name=one.full_name,
		one_about=_about(one),
		one_hours=hours(one.total_minutes),
		other=pair.other,
		other_name=other.full_name,
		other_about=_about(other),
		other_hours=hours(other.total_minutes),
	)


def _about(row) -> str:
	born = str(getdate(row.date_of_birth)) if row.date_of_birth else ""
	parts = (born, row.mobile, word(row.workflow_state, PROFILE), row.region_name, row.team_name)
	return " · ".join(part for part in parts if part)


def _message(found: int, left_out: int) -> str | None:
	lines = [scope_note()]
	if found > SHOWN:
		lines.append(_("The first {0} of {1} pairs are shown.").format(SHOWN, found))
	if left_out:
		lines.append(
			_(
				"{0} files share a birth date and a name with more than {1} others, and were not paired."
			).format(left_out, duplicates.MOST_ALIKE)
		)
	return "<br>".join(line for line in lines if line) or None


def columns() -> list[dict]:
	"""The columns of the report; the button of a row compares the two files."""
	return [
		column("likely", _("How Likely"), width=100),
		column("shares", _("What They Share"), width=190),
		column("one_name", _("First File"), width=100, link_doctype=PROFILE, link_field="one"),
		column("one_about", _("About the First"), width=330),
		column("one_hours", _("Hours of the First"), "Float", 110, precision=2),
		column("other_name", _("Second File"), width=100, link_doctype=PROFILE, link_field="other"),
		column("other_about", _("About the Second"), width=330),
		column("other_hours", _("Hours of the Second"), "Float", 110, precision=2),
	]
