"""What must be kept: records of service at least ten years [GBT §5.2.2]. Renaming and merging by renaming
would rewrite ledgers, deleting would lose them: both are refused."""

import frappe
from frappe import _
from frappe.utils import add_years, cint, nowdate

from volunteer_services.exceptions import RetentionError
from volunteer_services.foundation.house import house
from volunteer_services.foundation.settings import settings


class KeptDocument:
	"""Mixin, to stand before Document among the bases: it keeps its number, and it goes only while nothing
	wants it kept."""

	def why_kept(self) -> str | None:
		"""Why the document itself must be kept, as a sentence for the user; None: it may go."""
		return None

	def before_rename(self, *args, **kwargs) -> None:
		"""Raise RetentionError: numbers are printed on cards and certificates, and a merge rewrites
		records."""
		_refuse(
			_("{0} {1} keeps its number: it stands on printed papers and in records.").format(
				_(self.doctype), self.name
			),
			_("No Renaming"),
		)

	def on_trash(self, *args, **kwargs) -> None:
		"""Raise RetentionError for what must be kept, or is referred to by what must be."""
		if reason := self.why_kept():
			_refuse(reason)
		refuse_if_referenced(self)
		if further := getattr(super(), "on_trash", None):
			further(*args, **kwargs)


def was_decided(doc) -> str:
	"""The sentence for what was decided, or moved points."""
	return _("{0} {1} was decided or moved points and must be kept.").format(_(doc.doctype), doc.name)


def in_the_ledger(doc) -> str:
	"""The sentence for what the ledger of points rests on."""
	return _("{0} {1} belongs to the ledger of points and must be kept.").format(_(doc.doctype), doc.name)


def refuse_if_referenced(doc) -> None:
	"""Raise RetentionError, naming the record, when records point at the document; also when forced."""
	for doctype, column in house().references(doc.doctype):
		found = frappe.db.get_value(doctype, {column: doc.name}, "name")
		if found:
			_refuse(
				_("{0} {1} cannot be deleted: {2} {3} refers to it and must be kept.").format(
					_(doc.doctype), doc.name, _(doctype), found
				)
			)


def kept_records() -> dict[str, int]:
	"""How many records the law still wants kept, by DocType: approved and cancelled service records, issued
	certificates, granted stars, and what was decided on sites, younger than the years of the settings. Empty
	when there is none."""
	years = cint(settings().retention_years) or 10
	since = add_years(nowdate(), -years)
	found = {}
	for doctype, kept in house().kept():
		day = f"coalesce(`{kept.since}`, `creation`)"
		count = frappe.db.sql(
			f"select count(*) from `tab{doctype}` where {kept.where} and {day} >= %s",  # noqa: S608
			(since,),
		)[0][0]
		if count:
			found[doctype] = count
	return found


def _refuse(message: str, title: str | None = None) -> None:
	frappe.throw(message, RetentionError, title=title or _("Records Must Be Kept"))
