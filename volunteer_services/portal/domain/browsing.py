"""What somebody who looks for an activity asks for: filters as they stand in the address of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

PARTS_OF_THE_DAY = {
	"morning": (time(0), time(12)),
	"afternoon": (time(12), time(18)),
	"evening": (time(18), time.max),
}
_MOST_PAGES = 500
_LONGEST = 140


@dataclass(frozen=True)
class Filters:
	"""``near``: (latitude, longitude) of the phone in degrees, as it was sent with this one question."""

	region: str = ""
	day: date | None = None
	part_of_day: str = ""
	category: str = ""
	has_places: bool = False
	near: tuple[float, float] | None = None
	page: int = 1

	@property
	def is_any(self) -> bool:
		"""Whether nothing at all is asked for."""
		return replace(self, page=1) == Filters()

	def hours(self) -> tuple[time, time] | None:
		"""When on a day an activity begins."""
		return PARTS_OF_THE_DAY.get(self.part_of_day)

	def days(self) -> tuple[datetime, datetime] | None:
		"""The day that is asked for, from its beginning to the next."""
		if not self.day:
			return None
		first = datetime.combine(self.day, time())
		return first, first + timedelta(days=1)

	def query(self, page: int = 1) -> str:
		"""The filters as they stand in an address; empty for none. The place of a phone stands in none."""
		asked = {
			"region": self.region,
			"day": self.day.isoformat() if self.day else "",
			"time": self.part_of_day,
			"kind": self.category,
			"places": "1" if self.has_places else "",
			"page": str(page) if page > 1 else "",
		}
		return urlencode({key: value for key, value in asked.items() if value})


def read(asked: Mapping[str, object], categories: frozenset[str]) -> Filters:
	"""The filters of an address. What is no value of a filter asks for nothing: addresses are typed and
	shared by people."""
	return Filters(
		region=_text(asked.get("region")),
		day=_day(asked.get("day")),
		part_of_day=_one_of(asked.get("time"), frozenset(PARTS_OF_THE_DAY)),
		category=_one_of(asked.get("kind"), categories),
		has_places=_text(asked.get("places")) == "1",
		near=_place(asked.get("lat"), asked.get("lon")),
		page=_page(asked.get("page")),
	)


def _text(value: object) -> str:
	return str(value or "").strip()[:_LONGEST]


def _one_of(value: object, known: frozenset[str]) -> str:
	text = _text(value)
	return text if text in known else ""


def _day(value: object) -> date | None:
	try:
		return date.fromisoformat(_text(value))
	except ValueError:
		return None


def _page(value: object) -> int:
	text = _text(value)
	return min(max(1, int(text)), _MOST_PAGES) if text.isascii() and text.isdigit() else 1


def _place(latitude: object, longitude: object) -> tuple[float, float] | None:
	try:
		place = float(_text(latitude)), float(_text(longitude))
	except ValueError:
		return None
	return place if abs(place[0]) <= 90 and abs(place[1]) <= 180 else None


@dataclass(frozen=True)
class Centre:
	"""A node of the tree of regions, with the place of its centre where it has one, in degrees."""

	name: str
	left: int
	right: int
	place: tuple[float, float] | None


def by_distance(near: tuple[float, float], nodes: list[Centre]) -> list[str]:
	"""The names of the regions, the nearest first. A region without a centre of its own takes that of the
	nearest one above it; those without any are left out."""
	from geopy.distance import great_circle

	found: list[tuple[float, int, str]] = []
	above: list[Centre] = []
	for node in sorted(nodes, key=lambda node: node.left):
		while above and above[-1].right < node.left:
			above.pop()
		above.append(node)
		place = next((one.place for one in reversed(above) if one.place), None)
		if place:
			found.append((great_circle(near, place).km, node.left, node.name))
	return [name for _km, _left, name in sorted(found)]
