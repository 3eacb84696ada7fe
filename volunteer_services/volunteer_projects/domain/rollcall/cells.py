"""Numbers in the cells of a sheet: a spreadsheet's times, and amounts of hours or minutes."""

from __future__ import annotations

import re
from decimal import Decimal

from volunteer_services.foundation.domain.worktime import minutes_of
from volunteer_services.volunteer_projects.domain.rollcall.days import excel_day
from volunteer_services.volunteer_projects.domain.rollcall.headings import Column, Unit
from volunteer_services.volunteer_projects.domain.rollcall.model import DAY, HOUR, Moment, Occasion
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt

_NUMBER = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,15})?|\.[0-9]{1,15}")
_SUM = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{1,2})?\s*\+\s*)+[0-9]{1,3}(?:\.[0-9]{1,2})?")
_DOTTED = re.compile(r"([01]?[0-9]|2[0-3])\.([0-5][0-9])")
_PLAIN = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])")
_FIRST_EXCEL_DAY = 36526  # 1 January 2000


def read_moment(cell: str, occasion: Occasion | None) -> tuple[Moment | None, list[Doubt]]:
	"""A spreadsheet's number for a time (0.479166667 is 11:30), 9.30 or 0930."""
	written = _DOTTED.fullmatch(cell) or _PLAIN.fullmatch(cell)
	if written and not cell.startswith("0."):
		hour = int(written[1])
		is_open = not written[1].startswith("0") and 1 <= hour <= 12
		return Moment(hour * HOUR + int(written[2]), is_open), []
	number = Decimal(cell) if _NUMBER.fullmatch(cell) else Decimal(0)
	day, fraction = int(number), number % 1
	if not fraction or (day and day < _FIRST_EXCEL_DAY):
		return None, []
	other = bool(day and occasion and excel_day(day) != occasion.day)
	minute = int((fraction * DAY).to_integral_value()) % DAY
	return Moment(minute), [Doubt.OTHER_DAY] * other


def read_amount(
	column: Column, cell: str, occasion: Occasion | None
) -> tuple[int | None, list[Doubt]] | None:
	"""Minutes of a bare number, or of a sum of them; None where the cell holds words."""
	if _NUMBER.fullmatch(cell):
		return _amount(column, Decimal(cell), occasion)
	if _SUM.fullmatch(cell):
		parts = (Decimal(part.strip()) for part in cell.split("+"))
		return _amount(column, sum(parts, Decimal(0)), occasion)
	return None


def total_of(amounts: list[tuple[Column, int]]) -> tuple[int | None, list[Doubt]]:
	"""The one duration of several cells: the sum of hours and minutes side by side, else they must agree."""
	parts = [minutes for column, minutes in amounts if column.is_part]
	wholes = {minutes for column, minutes in amounts if not column.is_part}
	if parts:
		agrees = len(parts) == 2 and parts[0] == parts[1]
		wholes.add(parts[0] if agrees else sum(parts))
		small = all(m < HOUR for column, m in amounts if column.is_part and column.unit is Unit.MINUTES)
		if not agrees and not small:
			return sum(parts) or None, [Doubt.CONTRADICTION]
	wholes.discard(0)
	if not wholes:
		return None, [Doubt.TIME_UNCLEAR] * bool(parts)
	return min(wholes), [Doubt.CONTRADICTION] * (len(wholes) > 1)


def _amount(column: Column, amount: Decimal, occasion: Occasion | None) -> tuple[int | None, list[Doubt]]:
	"""Minutes of a bare number: as the heading says, else hours if they fit into the activity."""
	if column.is_part and not amount:
		return 0, []
	exact = amount if column.unit is Unit.MINUTES else amount * HOUR
	minutes = int(amount) if column.unit is Unit.MINUTES else minutes_of(amount)
	doubtful = column.unit is Unit.MINUTES and exact != minutes
	if column.unit is not Unit.MINUTES:
		if amount > 24:
			minutes, doubtful = int(amount), True
		elif not column.unit and occasion and minutes > occasion.minutes:
			doubtful = True
		elif amount < 1 and amount != round(amount, 2):
			doubtful = True  # a spreadsheet's fraction of a day, or hours?
	if not 0 < minutes <= DAY:
		return None, [Doubt.TIME_UNCLEAR]
	return minutes, [Doubt.TIME_UNCLEAR] * doubtful
