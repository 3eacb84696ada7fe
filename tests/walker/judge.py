"""What a call has shown and changed that its caller may neither see nor change."""

# The statements are built of the names of DocTypes and fields.

from typing import NamedTuple

import frappe

from tests.walker.driver import Answer
from tests.walker.world import BESIDE, OUTSIDE, World

_COLUMNS = {"File": "attached_to_name", "Version": "docname"}
# Changed by reading alone, or by Frappe itself.
_PASSING = {"_seen", "modified", "modified_by", "_comments"}
# Beside the document, though in its row: whoever reads it may write there.
_ASIDE = {"_assign", "_liked_by", "_user_tags"}


class Finding(NamedTuple):
	method: str
	role: str
	doctype: str
	kind: str

	def __str__(self):
		return f"{self.method}  as {self.role}: {self.kind} of {self.doctype}"


class Judge:
	def __init__(self, world: World):
		self.world = world
		self.names = sorted(world.outside_names)
		self.queries = {f"tab{doctype}": self._query(doctype) for doctype in self._watched()}
		self.before = {table: self._rows(table) for table in self.queries}

	def _watched(self):
		watched = set(BESIDE)
		for doctype in self.world.doctypes:
			if World.is_ours(doctype):
				watched.add(doctype)
				watched.update(df.options for df in frappe.get_meta(doctype).get_table_fields())
		return sorted(watched)

	def _query(self, doctype: str) -> str:
		if doctype in BESIDE:
			columns = [BESIDE[doctype][1]]
		else:
			meta = frappe.get_meta(doctype)
			columns = [
				df.fieldname
				for df in meta.fields
				if (df.fieldtype == "Link" and df.options in self.world.doctypes)
				or df.fieldtype == "Dynamic Link"
			]
			columns += ["name", "parent"] if meta.istable else ["name"]
		wheres = " or ".join(f"`{column}` in %(names)s" for column in columns)
		return f"select * from `tab{doctype}` where {wheres}"

	def _rows(self, table: str) -> dict[str, dict]:
		rows = frappe.db.sql(self.queries[table], {"names": self.names}, as_dict=True)
		return {row.name: row for row in rows}

	def leaks(self, method: str, role: str, answer: Answer, asked: str, shows=()) -> set[Finding]:
		found = set()
		for text in self.world.marks.found(answer.text):
			mark = self.world.marks.known[text]
			if f"{mark.doctype}.{mark.field}" in shows:
				continue
			if text not in asked and not self.world.may_see(role, text):
				kind = "shows the name" if mark.field == "name" else f"shows {mark.field} ({mark.place})"
				found.add(Finding(method, role, mark.doctype, kind))
		return found

	def writes(self, method: str, role: str, answer: Answer) -> set[Finding]:
		found = set()
		for table in answer.written & self.queries.keys():
			before, after = self.before[table], self._rows(table)
			for name in before.keys() | after.keys():
				old, new = before.get(name), after.get(name)
				kind = self._change(old, new)
				if kind:
					owners = self._owners(table[3:], new or old)
					aside = kind.removeprefix("changes ") in _ASIDE
					found |= {
						Finding(method, role, doctype, f"{kind} ({table[3:]})")
						for doctype, owner, is_own in owners
						if not self._may_change(role, doctype, owner, is_own and not aside)
					}
		return found

	@staticmethod
	def _change(old, new) -> str | None:
		if old is None:
			return "adds a row to"
		if new is None:
			return "deletes a row of"
		changed = [key for key in new if new[key] != old.get(key) and key not in _PASSING]
		return f"changes {', '.join(changed[:3])}" if changed else None

	def _may_change(self, role: str, doctype: str, name: str, needs_write: bool) -> bool:
		rights = self.world.rights[role]
		return (doctype, name) in (rights.write if needs_write else rights.read)

	def _owners(self, doctype: str, row: dict):
		"""(DocType, name, whether the row is a part of it) of the outside documents that the row is about."""
		docs = self.world.docs[OUTSIDE]
		if doctype in BESIDE:
			of, name = (row.get(column) for column in BESIDE[doctype])
			return [(of, name, False)] if of in docs and docs[of].name == name else []
		if row.get("parent") in self.names:
			return [(row["parenttype"], row["parent"], True)]
		if doctype in docs and row["name"] == docs[doctype].name:
			return [(doctype, row["name"], True)]
		links = frappe.get_meta(doctype).get_link_fields()
		return [
			(df.options, row[df.fieldname], False)
			for df in links
			if df.options in docs and row.get(df.fieldname) == docs[df.options].name
		]
