"""New logs of a batch: each was checked as a form's would be, all are stored in few statements."""

from __future__ import annotations

import frappe
from frappe.utils import now

from volunteer_services.foundation.database.bulk import multi_insert
from volunteer_services.foundation.database.savepoint import undone_on_error
from volunteer_services.service_records.services.storing import write
from volunteer_services.service_records.services.storing.steps import OpenSteps

DOCTYPE = "Service Log"


class Batch:
	"""Takes the logs that ``insert`` would store one by one (``flags.batch`` of the document)."""

	def __init__(self) -> None:
		self.logs: list = []

	def take(self, log) -> None:
		self.logs.append(log)

	def is_stored(self) -> bool:
		"""Store the logs and open what their reviewers have to do; False, with nothing stored, where one of
		them has a number that another record has: one by one it can be said which."""
		try:
			with undone_on_error():
				self._store()
		except Exception as error:
			if not frappe.db.is_duplicate_entry(error):
				raise
			return False
		return True

	def _store(self) -> None:
		if not self.logs:
			return
		multi_insert(DOCTYPE, [log.get_valid_dict(convert_dates_to_str=True) for log in self.logs])
		write.open_to_dos(self.logs, OpenSteps().roles_of(self.logs), now())
