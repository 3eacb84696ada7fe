"""What must be kept: records of service at least ten years [GBT §5.2.2]. Renaming and merging by renaming
would rewrite ledgers, deleting would lose them: both are refused."""

import frappe
from frappe import _
from frappe.utils import add_years, cint, nowdate

from volunteer_services.exceptions import RetentionError
from volunteer_services.foundation.house import house
from volunteer_services.foundation.settings import settings


def refuse_rename(doc) -> None:
	"""Raise RetentionError: numbers are printed on cards and certificates, and a merge rewrites records."""
	frappe.throw(
		_("{0} {1} keeps its number: it stands on printed papers and in records.").format(
			_(doc.doctype), doc.name
		),
		RetentionError,
		title=_("No Renaming"),
	)


def refuse_trash(doc) -> None:
	"""Raise RetentionError: what moved points, or was decided, is kept."""
	frappe.throw(
		_("{0} {1} was decided or moved points and must be kept.").format(_(doc.doctype), doc.name),
		RetentionError,
		title=_("Records Must Be Kept"),
	)


def refuse_if_referenced(doc) -> None:
	"""Raise RetentionError, naming the record, when records point at the document; also when forced."""
	for doctype, column in house().references(doc.doctype):
		found = frappe.db.get_value(doctype, {column: doc.name}, "name")
		if found:
			frappe.throw(
				_("{0} {1} cannot be deleted: {2} {3} refers to it and must be kept.").format(
					_(doc.doctype), doc.name, _(doctype), found
				),
				RetentionError,
				title=_("Records Must Be Kept"),
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
