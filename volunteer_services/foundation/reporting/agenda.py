"""What a home page lists: work that waits, with its age, and days that come near."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from frappe.utils import cstr, getdate

OVERDUE, SOON, CALM = "overdue", "soon", "calm"
SOON_DAYS = 3


@dataclass(frozen=True)
class Wait:
	"""``count`` documents wait, the oldest since ``since``; ``options`` are the filters of their list."""

	label: str
	count: int
	since: datetime | date | None
	doctype: str
	options: dict = field(default_factory=dict)

	def told(self, today: date) -> dict:
		"""As the page gets it, with the age in days."""
		days = (today - getdate(self.since)).days if self.since else 0
		return {**asdict(self), "since": cstr(self.since or "")[:10], "days": max(days, 0)}


@dataclass(frozen=True)
class Deadline:
	"""``title`` must be done by ``day``. ``working_days``: those left, where working days count."""

	label: str
	title: str
	day: date
	doctype: str
	name: str
	working_days: int | None = None

	def told(self, today: date) -> dict:
		"""As the page gets it: the days left and how near they are."""
		days = (self.day - today).days if self.working_days is None else self.working_days
		tone = OVERDUE if self.day < today else SOON if days <= SOON_DAYS else CALM
		return {**asdict(self), "day": cstr(self.day), "days": days, "tone": tone}
