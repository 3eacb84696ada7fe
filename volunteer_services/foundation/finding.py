"""Finding documents by name, by the sound of the name or by the last four digits of a phone.

Always within the user's scope, and within what the user's roles may read.
"""

import re

import frappe

from volunteer_services.foundation.documents.spoken import COLUMN
from volunteer_services.foundation.documents.titles import titles
from volunteer_services.foundation.domain.pinyin import typed
from volunteer_services.foundation.house import house
from volunteer_services.foundation.scope.conditions import condition

FEWEST = 2
EACH = 6


def by_sound(doctype: str, text: str, limit: int, with_name: bool = False) -> list[str]:
	"""Names of documents that sound like ``text``, those that begin so first; none for what is no sound.

	``with_name``: also those whose name holds the text as it was written.
	"""
	letters = typed(text)
	field = house().spoken().get(doctype)
	if not letters or not field:
		return []
	also = f" or `{field}` like %(text)s" if with_name else ""
	return frappe.db.sql_list(
		f"""select `name` from `tab{doctype}`
		where (`{COLUMN}` like %(inside)s{also}) and ({condition(doctype) or "1=1"})
		order by `{COLUMN}` like %(start)s desc, `name` limit %(limit)s""",  # noqa: S608 (our columns)
		{
			"inside": f"%{letters}%",
			"start": f"% {letters}%",
			"text": f"%{_plain(text.strip())}%",
			"limit": limit,
		},
	)


def at_the_top(text: str) -> list[dict]:
	"""What the desk's search offers for ``text``: doctype, name, title and a line that tells namesakes apart.

	People, teams, sites and rewards by name, number, pinyin or (people) the last four digits of the phone.
	"""
	text = " ".join(text.split())
	if len(text) < FEWEST:
		return []
	found = []
	for doctype, field in house().spoken().items():
		if frappe.has_permission(doctype, "read"):
			found += _described(doctype, field, _matching(doctype, field, text))
	return found


def _matching(doctype: str, field: str, text: str) -> list[str]:
	ways = [f"`{field}` like %(inside)s", "`name` = %(text)s"]
	letters = typed(text)
	if letters:
		ways.append(f"`{COLUMN}` like %(sound)s")
	last_four = house().documents[doctype].last_four
	if last_four and re.fullmatch(r"[0-9]{4}", text) and _may_read(doctype, last_four):
		ways.append(f"`{last_four}` = %(text)s")
	return frappe.db.sql_list(
		f"""select `name` from `tab{doctype}` where ({" or ".join(ways)})
			and ({condition(doctype) or "1=1"})
		order by `{field}` = %(text)s desc, `{field}` like %(start)s desc,
			`{COLUMN}` like %(first)s desc, `name`
		limit %(limit)s""",  # noqa: S608 (our columns)
		{
			"text": text,
			"inside": f"%{_plain(text)}%",
			"start": f"{_plain(text)}%",
			"sound": f"%{letters}%",
			"first": f"% {letters or ' '}%",
			"limit": EACH,
		},
	)


def _described(doctype: str, field: str, names: list[str]) -> list[dict]:
	"""The rows as a list of Frappe's would show them, in the order of ``names``."""
	if not names:
		return []
	meta = frappe.get_meta(doctype)
	columns = [one for one in meta.get_search_fields() if one not in ("name", field) and meta.has_field(one)]
	rows = frappe.get_list(
		doctype,
		filters={"name": ["in", names]},
		fields=["name", field, *columns],
		order_by="creation",
		limit_page_length=len(names),
	)
	for column in columns:
		df = meta.get_field(column)
		if df.fieldtype == "Link":
			named = titles(df.options, [row.get(column) for row in rows])
			for row in rows:
				row[column] = named.get(row.get(column))
	seen = {row.name: row for row in rows}
	return [
		{
			"doctype": doctype,
			"name": name,
			"title": seen[name].get(field) or name,
			"detail": " · ".join(
				dict.fromkeys(map(str, filter(None, map(seen[name].get, ["name", *columns]))))
			),
		}
		for name in names
		if name in seen
	]


def _may_read(doctype: str, field: str) -> bool:
	meta = frappe.get_meta(doctype)
	level = meta.get_field(field).permlevel
	return not level or level in meta.get_permlevel_access()


def _plain(text: str) -> str:
	"""The text without the signs that stand for any other in a comparison."""
	return re.sub(r"([\\%_])", r"\\\1", text)
