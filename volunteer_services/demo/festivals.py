"""The days on which communities serve most: fixed ones, and the moving feasts by the calendar library."""

import datetime

import chinese_calendar  # type: ignore[import-untyped]

_MOVING = {
	"Tomb-sweeping Day": ("清明文明祭扫服务", (4, 4)),
	"Dragon Boat Festival": ("端午送粽暖心行动", (6, 15)),
	"Mid-autumn Festival": ("中秋邻里团圆宴", (9, 22)),
	"Spring Festival": ("春运暖冬志愿服务", (2, 6)),
}
_FIXED = {
	(3, 5): "3月学雷锋志愿服务日",
	(6, 1): "六一护苗游园会",
	(12, 5): "国际志愿者日服务集市",
	(12, 20): "公益志愿文化节",
}


def festivals(first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, str]]:
	"""Day and name of the seasonal activities between two days, in order.

	Years that the calendar does not know have the moving feasts on about their usual days.
	"""
	years = range(first.year, last.year + 1)
	return sorted((day, title) for year in years for day, title in _of_year(year) if first <= day <= last)


def _of_year(year: int) -> list[tuple[datetime.date, str]]:
	days = [(datetime.date(year, *month_day), title) for month_day, title in _FIXED.items()]
	for holiday, (title, usual) in _MOVING.items():
		day = _first_day(year, holiday) or datetime.date(year, *usual)
		days.append((day - datetime.timedelta(days=3) if "春运" in title else day, title))
	return days


def _first_day(year: int, holiday: str) -> datetime.date | None:
	day = datetime.date(year, 1, 1)
	try:
		while day.year == year:
			is_holiday, name = chinese_calendar.get_holiday_detail(day)
			if is_holiday and name == holiday:
				return day
			day += datetime.timedelta(days=1)
	except NotImplementedError:
		return None
	return None
