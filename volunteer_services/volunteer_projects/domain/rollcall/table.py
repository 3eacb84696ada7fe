"""Columns pasted from a spreadsheet: tabs between the cells and a line of headings above them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time
from decimal import Decimal

from volunteer_services.foundation.domain.worktime import DAY_MINUTES, minutes_of
from volunteer_services.volunteer_projects.domain.rollcall.text import (
	DATE,
	Facts,
	merge_facts,
	read_facts,
	span_minutes,
	time_doubts,
)
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt

_HEADINGS = {
	"name": r"(?:志愿者|人员)?(?:姓名|名字|名称)|志愿者|name",
	"mobile": r"手机号?码?|(?:联系)?电话(?:号码)?|联系方式|手机尾号|尾号|电话尾号|mobile|phone",
	"starts": r"(?:服务|活动)?开始(?:时间)?|(?:签到|到达|上岗)(?:时间)?|start(?:s|ed)?(?: ?time)?",
	"ends": r"(?:服务|活动)?结束(?:时间)?|(?:签退|离开|离岗)(?:时间)?|ends?(?: ?time)?",
	"span": r"(?:服务|活动|起止)?时间段?|time",
	"minutes": r"(?:服务)?(?:时长|时数|工时)?\(?(?:分钟?数?|minutes?)\)?",
	"hours": r"(?:服务)?(?:时长|时数|小时数?|工时)(?:\(?(?:小时|h|hours?)\)?)?|hours?",
	"serial": r"序号?|编号|no\.?|#",
}
_CELL_BREAK = re.compile(r"\t")
_NUMBER = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,6})?|\.[0-9]{1,6}")


@dataclass(frozen=True)
class Table:
	"""What each column holds; None for columns that become remarks."""

	kinds: tuple[str | None, ...]


def read_headings(line: str) -> Table | None:
	"""The table that a cleaned line heads, or None: it has a column of names and at least one other."""
	cells = split_cells(line)
	kinds = tuple(_kind(cell) for cell in cells)
	return Table(kinds) if len(cells) > 1 and kinds.count("name") == 1 else None


def split_cells(line: str) -> list[str]:
	"""The cells of a line, without blanks around them."""
	return [cell.strip() for cell in _CELL_BREAK.split(line)]


def read_row(table: Table, line: str) -> tuple[str, Facts]:
	"""(the cell of the name, the facts with the remark as their rest) of one row."""
	name, remarks = "", list[str]()
	facts = Facts("")
	for kind, cell in zip((*table.kinds, *[None] * 50), split_cells(line), strict=False):
		if not cell or kind == "serial":
			continue
		if kind == "name":
			name = cell
			continue
		if kind is None:
			remarks.append(cell)
			continue
		found = _read_cell(kind, DATE.sub(" ", cell) if kind in ("starts", "ends", "span") else cell)
		remarks.append(found.rest)
		facts = merge_facts(facts, replace(found, rest=""))
	doubts = [*facts.doubts, *time_doubts(facts.starts, facts.ends)]
	if facts.minutes and facts.starts and facts.ends:
		doubts += [Doubt.CONTRADICTION] * (span_minutes(facts.starts, facts.ends) != facts.minutes)
	remark = " ".join(part for part in remarks if part)
	return name, replace(facts, rest=remark, doubts=tuple(dict.fromkeys(doubts)))


def _kind(heading: str) -> str | None:
	text = re.sub(r"\s+", " ", heading.strip().lower())
	return next((kind for kind, pattern in _HEADINGS.items() if re.fullmatch(pattern, text)), None)


def _read_cell(kind: str, cell: str) -> Facts:
	number = _NUMBER.fullmatch(cell)
	if number and kind in ("hours", "minutes"):
		return _read_amount(kind, Decimal(number[0]))
	if number and kind in ("starts", "ends") and 0 < Decimal(number[0]) < 1:
		minute = int((Decimal(number[0]) * DAY_MINUTES).to_integral_value()) % DAY_MINUTES
		return _timed(kind, time(minute // 60, minute % 60))
	facts = read_facts(cell)
	if kind in ("starts", "ends"):
		if facts.starts and facts.ends:
			return facts
		doubts = tuple(doubt for doubt in facts.doubts if doubt is not Doubt.ONE_TIME)
		unclear = () if facts.starts else (Doubt.TIME_UNCLEAR,)
		return replace(_timed(kind, facts.starts), rest=facts.rest, doubts=doubts + unclear)
	if kind in ("hours", "minutes", "span") and not (facts.minutes or facts.starts):
		return replace(facts, doubts=(*facts.doubts, Doubt.TIME_UNCLEAR))
	return facts


def _timed(kind: str, moment: time | None) -> Facts:
	return Facts("", starts=moment) if kind == "starts" else Facts("", ends=moment)


def _read_amount(kind: str, amount: Decimal) -> Facts:
	"""A bare number under 时长: hours, unless it is so large that it must be minutes."""
	minutes = minutes_of(amount) if kind == "hours" else int(amount)
	doubts: tuple[Doubt, ...] = ()
	if kind == "hours" and amount > 24:
		minutes, doubts = int(amount), (Doubt.TIME_UNCLEAR,)
	if not 0 < minutes <= DAY_MINUTES:
		return Facts("", doubts=(Doubt.TIME_UNCLEAR,))
	return Facts("", minutes=minutes, doubts=doubts)
