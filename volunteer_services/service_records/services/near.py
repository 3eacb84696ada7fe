"""A person's other records around a day: read once, for one log or for all people of a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import frappe
from frappe.utils import add_days, cstr, get_datetime, getdate

# States whose minutes do not count for the day.
NOT_COUNTED = ("Draft", "Returned", "Rejected", "Cancelled")
_FIELDS = (
	"name", "volunteer", "service_date", "starts_on", "ends_on", "minutes", "docstatus", "creation",
	"corrects", "workflow_state", "external_id",
)  # fmt: skip


class Near:
	"""The records of these people from the first day to the last, under lock and as they are now; what a
	batch is about to store is added. Rejected and cancelled ones are none."""

	def __init__(self, volunteers: Iterable[str], first: date, last: date) -> None:
		self._rows: dict[str, list[frappe._dict]] = defaultdict(list)
		columns = ", ".join(f"`{field}`" for field in _FIELDS)
		for row in frappe.db.sql(
			f"""select {columns} from `tabService Log`
			where `volunteer` in %s and `service_date` between %s and %s and `docstatus` < 2
				and `workflow_state` not in ('Rejected', 'Cancelled')
			order by `creation`, `name` for update""",  # noqa: S608 (our columns)
			(tuple(volunteers) or ("",), first, last),
			as_dict=True,
		):
			self._rows[row.volunteer].append(row)

	@classmethod
	def around(cls, log) -> Near:
		"""What may overlap with the log, or belongs to its day."""
		return cls([log.volunteer], *_span(log))

	@classmethod
	def of_rows(cls, rows: Iterable[dict]) -> Near:
		"""The same for the rows of a batch, in one query."""
		known = [row for row in rows if row.get("starts_on") or row.get("service_date")]
		spans = [_span(frappe._dict(row)) for row in known]
		volunteers = {row["volunteer"] for row in known if row.get("volunteer")}
		if not spans:
			return cls((), getdate(), getdate())
		return cls(volunteers, min(first for first, _last in spans), max(last for _first, last in spans))

	def others(self, log) -> list[frappe._dict]:
		"""The person's records but this one, the oldest first."""
		return [row for row in self._rows.get(log.volunteer, ()) if row.name != log.name]

	def of_day(self, log) -> list[frappe._dict]:
		"""Those of them that were given on the day of the log."""
		day = getdate(log.service_date)
		return [row for row in self.others(log) if row.service_date == day]

	def add(self, log) -> None:
		"""What will be stored with the batch stands before what follows it."""
		row = frappe._dict({field: log.get(field) for field in _FIELDS})
		row.service_date, row.creation = getdate(row.service_date), get_datetime(row.creation)
		row.external_id = cstr(row.external_id)
		self._rows[row.volunteer].append(row)


def _span(log) -> tuple[date, date]:
	first = getdate(log.starts_on or log.service_date)
	return getdate(add_days(first, -1)), max(first, getdate(log.ends_on or first))
