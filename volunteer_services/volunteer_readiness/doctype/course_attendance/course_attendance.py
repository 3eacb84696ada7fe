import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import TrainingError
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_readiness.domain.training import PASSED
from volunteer_services.volunteer_readiness.services import sessions
from volunteer_services.volunteer_registry.services import visitors


class CourseAttendance(KeptDocument, GuardedDocument, ScopedDocument, Document):
	"""培训记录 [L67 §8]: one person in one session. Its minutes are study time and enter no total of
	service."""

	stamped = frozenset({"volunteer", "session"})

	def validate(self) -> None:
		if not self.flags.ignore_permissions:
			require_permission(sessions.SESSION, "write", self.session)
			if self.is_new():
				visitors.refuse_unknown([self.volunteer])
		self.validate_once()
		sessions.fill_attendance(self)
		self.check_scope()

	def validate_once(self) -> None:
		if self.is_new() and frappe.db.exists(
			self.doctype, {"session": self.session, "volunteer": self.volunteer}
		):
			frappe.throw(
				_("The attendance of {0} in {1} is recorded already. Change that record.").format(
					self.volunteer_name or self.volunteer, self.session
				),
				TrainingError,
				title=_("Course Attendance"),
			)

	def on_update(self) -> None:
		sessions.count([self.session])

	def after_delete(self) -> None:
		sessions.count([self.session])

	def why_kept(self) -> str | None:
		"""A pass was certified."""
		if self.result != PASSED:
			return None
		return _("{0} is a training that was passed and must be kept.").format(self.name)


def on_doctype_update() -> None:
	frappe.db.add_unique("Course Attendance", ["session", "volunteer"], "once_a_session")
	frappe.db.add_index("Course Attendance", ["volunteer", "course", "result"])
