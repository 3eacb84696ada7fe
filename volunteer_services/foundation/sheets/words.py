"""The words of a sheet: headings and choices as the form shows them, in English and in Chinese.

Frappe looks a heading up in the user's language and without the context of the DocType, and keeps what it
found for the next user; the words of a choice it takes in English only.
"""

import re
import unicodedata
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model import no_value_fields

LANGUAGES = ("en", "zh")
_REMARKS = re.compile(r"[(\[【](?:必填|选填|必須|required|optional)[)\]】]|[*＊:：]", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
	"""A column of the sheet: the field, and the key by which Frappe knows it."""

	key: str
	df: object


def columns(doctype: str) -> dict[str, Column]:
	"""Heading → field of the DocType and its tables, in every way in which the form writes it."""
	found: dict[str, Column] = {}
	meta = frappe.get_meta(doctype)
	for df in _fields(meta):
		for label in labels(df.label, doctype):
			found.setdefault(heading(label), Column(df.fieldname, df))
		found.setdefault(heading(df.fieldname), Column(df.fieldname, df))
	for table in meta.get_table_fields():
		names = labels(table.label or table.fieldname, doctype)
		for df in _fields(frappe.get_meta(table.options)):
			column = Column(f"{table.fieldname}.{df.fieldname}", df)
			for label in labels(df.label, table.options):
				for name in names:
					found.setdefault(heading(f"{label} ({name})"), column)
	return found


def options(df, doctype: str) -> dict[str, str]:
	"""Word, in small letters, as somebody may write it → stored choice of the Select field."""
	found: dict[str, str] = {}
	for option in (df.options or "").split("\n"):
		for word in (option, *labels(option, doctype)):
			found.setdefault(folded(word), option)
	return found


def shown_options(df, doctype: str) -> list[str]:
	"""The choices in the user's language."""
	return [_in_context(option, doctype) for option in (df.options or "").split("\n") if option]


def shown_label(df, doctype: str) -> str:
	"""The label of the field in the user's language."""
	return _in_context(df.label or df.fieldname, doctype)


def labels(text: str | None, doctype: str) -> list[str]:
	"""A word of a DocType in each language, with its context and without."""
	if not text:
		return []
	words = [text]
	for lang in LANGUAGES:
		words += [_(text, lang, doctype), _(text, lang)]
	return list(dict.fromkeys(words))


def heading(written: object) -> str:
	"""A heading as it is compared: without blanks, marks of what must be filled, and widths of letters."""
	return re.sub(r"\s+", "", _REMARKS.sub("", _plain(written))).lower()


def folded(word: object) -> str:
	"""A choice as it is compared: widths and sizes of letters do not matter."""
	return _plain(word).lower()


def _plain(written: object) -> str:
	return unicodedata.normalize("NFKC", str(written if written is not None else "")).strip()


def _in_context(text: str, doctype: str) -> str:
	return _(text, context=doctype)


def _fields(meta) -> list:
	return [df for df in meta.fields if df.fieldtype not in no_value_fields]
