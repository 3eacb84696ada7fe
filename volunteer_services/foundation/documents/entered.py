"""Numbers as they were sent: Frappe makes 2 of ``2.5小时``, 15 of ``1,5`` and 2 of 2.5 in a whole number, and
tells nobody. Texts are read as a sheet's cells are; what cannot be read is refused by name."""

import math
from decimal import Decimal

from frappe import _

from volunteer_services.exceptions import EntryError
from volunteer_services.foundation.domain import readings
from volunteer_services.foundation.rules import enforce

WHOLE = ("Int", "Long Int")
NUMBERS = ("Float", "Currency", "Percent")
_READ = frozenset({*WHOLE, *NUMBERS, "Check"})


def read_numbers(doc) -> None:
	"""Read the numbers and ticks of a document and its rows. Raises EntryError."""
	for part in (doc, *doc.get_all_children()):
		for df in _fields(part.meta):
			value = part.get(df.fieldname)
			if not _is_plain(df, value):
				with enforce(EntryError, _("Entry")):
					part.set(df.fieldname, read(df, _(df.label or df.fieldname, context=part.doctype), value))


def read(df, name: str, value) -> int | float:
	"""What a number or a tick says. Raises CellError."""
	if df.fieldtype == "Check":
		return readings.tick(name, value)
	if df.fieldtype in WHOLE:
		return (readings.minutes if counts_minutes(df) else readings.whole)(name, value)
	return float((readings.hours if df.fieldname == "hours" else readings.number)(name, value))


def counts_minutes(df) -> bool:
	"""Whether the field counts minutes, by the rule that a quantity's name carries its unit."""
	return df.fieldname == "minutes" or df.fieldname.endswith("_minutes")


def _is_plain(df, value) -> bool:
	"""Whether Frappe takes the value as it is."""
	if value is None or value == "" or isinstance(value, int):
		return True
	if isinstance(value, float | Decimal):
		if not math.isfinite(value):
			return False
		return df.fieldtype in NUMBERS or value == int(value)
	return False


def _fields(meta) -> list:
	fields = meta.__dict__.get("_numbers_and_ticks")
	if fields is None:
		fields = meta.__dict__["_numbers_and_ticks"] = [df for df in meta.fields if df.fieldtype in _READ]
	return fields
