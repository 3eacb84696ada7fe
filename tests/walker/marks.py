"""Marks: texts that occur nowhere else, written into every text field of the world's documents.

An answer that holds a mark has shown that field of that document. Written below the controllers, so that a
new DocType or field needs no line here; what the rules of a form check keeps a value that they accept.
"""

# The statements are built of the names of DocTypes and fields.

import itertools
import re
from typing import NamedTuple

import frappe

TEXTS = ("Data", "Small Text", "Text", "Long Text", "Text Editor")
PHONES = ("mobile", "phone", "contact_phone", "emergency_phone", "guardian_phone")
# Left as they are: keys, and what the rules read.
KEPT = {
	"account_key",
	"assignment",
	"credit_code",
	"edited_by",
	"filled_by",
	"id_number",
	"id_number_encrypted",
	"id_number_hash",
	"id_number_masked",
	"item_code",
	"mobile_last_four",
	"next_review",
	"open_key",
	"region_code",
	"transfer_key",
	"volunteer_no",
}
# Kept, and telling all the same.
TELLING = ("id_number_encrypted", "id_number_hash", "credit_code")
_serial = itertools.count(1)


class Mark(NamedTuple):
	"""Where a text stands: in a field of a document, or of a row of its, or beside it."""

	place: str
	doctype: str
	name: str
	field: str
	permlevel: int = 0
	is_title: bool = False


class Marks:
	"""text → Mark, and the search for all of them in an answer."""

	def __init__(self):
		self.known: dict[str, Mark] = {}
		self._other = None

	def new(self, mark: Mark, phone: bool = False) -> str:
		number = next(_serial)
		text = f"1399{number:07d}" if phone else f"Zq{number:05d}k"
		self.known[text] = mark
		return text

	def keep(self, text: str, mark: Mark) -> None:
		"""A text that is there already and stands for its document."""
		self.known[text] = mark
		self._other = None

	def found(self, text: str) -> set[str]:
		if self._other is None:
			self._other = [known for known in self.known if not _MADE.fullmatch(known)]
		hits = {hit for hit in _MADE.findall(text) if hit in self.known}
		for known in self._other:
			# One search for all of them would take longer than the calls.
			if known in text and re.search(rf"(?<![\w-]){re.escape(known)}(?![\w-])", text):
				hits.add(known)
		return hits

	def write(self, place: str, doc) -> None:
		"""Fill the text fields of a document and of its rows."""
		meta = frappe.get_meta(doc.doctype)
		if meta.issingle:
			return
		for row in (doc, *doc.get_all_children()):
			columns = self._columns(place, doc, row)
			if columns:
				sets = ", ".join(f"`{field}` = %s" for field in columns)
				frappe.db.sql(
					f"update `tab{row.doctype}` set {sets} where `name` = %s", (*columns.values(), row.name)
				)

	def _columns(self, place, doc, row) -> dict[str, str]:
		meta = frappe.get_meta(row.doctype)
		own_key = (meta.autoname or "").removeprefix("field:")
		columns = {}
		for df in meta.fields:
			is_title = row is doc and df.fieldname == meta.title_field
			mark = Mark(place, doc.doctype, doc.name, df.fieldname, df.permlevel or 0, is_title)
			if df.fieldname in KEPT or df.fieldname == own_key or df.get("is_virtual"):
				if df.fieldname in TELLING and row.get(df.fieldname):
					self.keep(row.get(df.fieldname), mark)
			elif df.fieldtype in TEXTS and df.options != "Email":
				columns[df.fieldname] = self.new(mark, phone=df.fieldname in PHONES)
			elif df.options == "Email" and df.fieldtype == "Data":
				columns[df.fieldname] = f"{self.new(mark).lower()}@volunteers.example"
				self.keep(columns[df.fieldname].split("@")[0], mark)
		return columns


_MADE = re.compile(r"Zq\d{5}k|1399\d{7}")
