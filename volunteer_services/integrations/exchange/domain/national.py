"""The layout "nvsi-2022": maps to the national system's element ids and codes (`field.md` Appendix A).

The tables are facts read from the national system, kept as data with their version. What has no code there is
held with its value: a code that merely looks close would say of somebody what nobody said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

VERSION = "nvsi-2022"
AREA_DIGITS = 18
_HUNDREDTH = Decimal("0.01")

ID_TYPES = {"Resident ID": "01", "Passport": "05"}
"""HK Macao Taiwan residence permits and foreigners' residence cards have no code of their own: held (A.2)."""
SEXES = {"Male": "1", "Female": "2"}
POLITICAL = {
	"CPC Member": "01", "CPC Probationary Member": "02", "Youth League Member": "03", "RCCK Member": "04",
	"CDL Member": "05", "CNDCA Member": "06", "CAPD Member": "07", "CPWDP Member": "08", "CZGP Member": "09",
	"Jiusan Society Member": "10", "TDSL Member": "11", "Without Party Affiliation": "12",
	"Ordinary Citizen": "13",
}  # fmt: skip
CATEGORIES = {
	"Assistance": "0017", "Convenience": "0001", "Civility": "0010", "Safety": "0009", "Youth Care": "0017",
	"Culture": "0008",
}  # fmt: skip
"""The six actions to 服务类别, as suggested in A.4; a *policy* of the organisation."""
PROJECT_STATES = {
	"Draft": "0", "Pending Approval": "1", "Returned": "0", "Recruiting": "3", "In Progress": "4",
	"Completed": "5", "Closed": "6",
}  # fmt: skip
LOG_STATES = {"Approved": "2", "Rejected": "4", "Cancelled": "3", "Returned": "0"}
"""Pending states are 0 (A.7)."""
CLASSES = {"Credited": "1", "Honorary": "2"}
ENTRY = {
	"Leader Scan": "4",
	"Activity Code": "4",
	"Place": "4",
	"Kiosk": "4",
	"Roll Call": "1",
	"Import": "1",
}
"""Attested by → 0173: 4 打卡, 1 团体录入; a make-up report of one's own would be 2."""
RECIPIENTS = {
	"Elderly Living Alone": "03", "Left-behind Children": "01", "Migrant Children": "01",
	"People with Disabilities": "04", "Workers in Need": "07", "Migrant Workers": "07",
	"Low-income Households": "06", "People in Community Correction": "07",
}  # fmt: skip


@dataclass(frozen=True)
class Hold:
	"""A value without a code in the layout: the element, what stands here, and why it is held."""

	element: str
	value: str


@dataclass(frozen=True)
class Coded:
	"""A row of the layout by element id, and what is held. A row with holds is not sent."""

	row: dict[str, str]
	holds: tuple[Hold, ...] = ()


class Columns:
	"""Gathers the elements of one row, and what has no code."""

	def __init__(self) -> None:
		self.row: dict[str, str] = {}
		self.holds: list[Hold] = []

	def text(self, element: str, value: object) -> Columns:
		if value not in (None, ""):
			self.row[element] = str(value)
		return self

	def code(self, element: str, table: Mapping[str, str], value: str | None) -> Columns:
		"""The code of a value; an empty one stays empty, an unknown one is held."""
		if not value:
			return self
		if value in table:
			self.row[element] = table[value]
		else:
			self.holds.append(Hold(element, value))
		return self

	def coded(self) -> Coded:
		return Coded(self.row, tuple(self.holds))


def area(code: str) -> str:
	"""A region's code with the national 18 digits. Raises ValueError for what is no such code."""
	if not code.isdigit() or len(code) > AREA_DIGITS:
		raise ValueError(code)
	return code.ljust(AREA_DIGITS, "0")


def hours(minutes: int) -> str:
	"""Minutes as hours with two decimals, half up: 100 minutes are 1.67."""
	return str((Decimal(minutes) / 60).quantize(_HUNDREDTH, ROUND_HALF_UP))


@dataclass(frozen=True)
class Piece:
	"""A part of a service within one day. ``minutes``: net of breaks; ``lost``: minutes that the two decimals
	of its hours do not say (positive: the receiver counts less)."""

	begins: datetime
	ends: datetime
	minutes: int

	@property
	def lost(self) -> Decimal:
		return Decimal(self.minutes) - Decimal(hours(self.minutes)) * 60


def pieces(begins: datetime, ends: datetime, minutes: int, most: int = 24 * 60) -> list[Piece]:
	"""A service as the receiver takes it: no row over midnight, none longer than ``most`` minutes net.

	The net minutes are shared out along the time, and their sum is the service's. Raises ValueError for a
	time that does not hold the minutes, or a limit that holds none.
	"""
	span = int((ends - begins).total_seconds() // 60)
	if not 0 < minutes <= span or most < 1:
		raise ValueError(minutes)
	found: list[Piece] = []
	given, gone = 0, 0
	for start, stop in _days(begins, ends):
		gone += int((stop - start).total_seconds() // 60)
		# What is due by now of the whole, so that no rounding is lost on the way.
		due = minutes * gone // span if stop < ends else minutes
		found += _limited(start, stop, due - given, most)
		given = due
	return found


def _days(begins: datetime, ends: datetime) -> list[tuple[datetime, datetime]]:
	days = []
	while begins < ends:
		midnight = datetime.combine(begins.date() + timedelta(1), time())
		stop = min(ends, midnight)
		days.append((begins, stop))
		begins = stop
	return days


def _limited(begins: datetime, ends: datetime, minutes: int, most: int) -> list[Piece]:
	if minutes < 1:
		return []
	count = -(-minutes // most)
	step = (ends - begins) / count
	found = []
	given = 0
	for number in range(count):
		due = minutes * (number + 1) // count
		start = (begins + step * number).replace(microsecond=0)
		stop = ends if number == count - 1 else (begins + step * (number + 1)).replace(microsecond=0)
		found.append(Piece(start, stop, due - given))
		given = due
	return found


def person(values: Mapping[str, object]) -> Coded:
	"""A volunteer's row by element ids (A.1). ``values``: the profile's fields, region as its area code.

	No sex and no paper of a kind without code is guessed: the row is held.
	"""
	found = Columns()
	found.text("albp0029", values.get("national_no"))
	found.text("albp0003", values.get("full_name"))
	found.code("albp0004", ID_TYPES, _text(values.get("id_type")))
	found.text("albp0005", values.get("id_number"))
	found.code("albp0006", SEXES, _text(values.get("sex")))
	found.text("albp0014", _day(values.get("date_of_birth")))
	found.code("albp0007", POLITICAL, _text(values.get("political_status")))
	found.text("albp0010", values.get("mobile")).text("albp0081", values.get("email"))
	if region := _text(values.get("region")):
		found.text("albp0020", area(region))
	found.text("albp0034", _day(values.get("registered_on")))
	star, minutes = values.get("star_level"), values.get("total_minutes")
	if isinstance(star, int) and star:
		found.text("albp0026", star)
	found.text("albp0089", hours(minutes if isinstance(minutes, int) else 0))
	return found.coded()


def service(values: Mapping[str, object], piece: Piece) -> Coded:
	"""A piece of a service record by element ids (A.7). A break shows in the remark: the hours are net."""
	found = Columns()
	found.text("0175", values.get("volunteer_no")).text("0176", values.get("project"))
	found.text("0177", values.get("team"))
	found.text("0181", _moment(piece.begins)).text("0182", _moment(piece.ends))
	found.text("0172", hours(piece.minutes))
	found.code("0173", ENTRY, _text(values.get("entry_method")))
	state = _text(values.get("workflow_state"))
	found.code("0174", LOG_STATES, None if state.startswith("Pending") else state)
	if state.startswith("Pending"):
		found.text("0174", "0")
	found.text("0178", _day(values.get("recorded_on")))
	found.code("0187", CLASSES, _text(values.get("trust_class")))
	return found.coded()


def _text(value: object) -> str:
	return value if isinstance(value, str) else ""


def _day(value: object) -> str:
	if isinstance(value, datetime):
		return value.date().isoformat()
	return value.isoformat() if isinstance(value, date) else ""


def _moment(value: datetime) -> str:
	return value.isoformat(" ", "seconds")
