import frappe
from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_readiness.services import sessions


class CourseSession(KeptDocument, GuardedDocument, ScopedDocument, Document):
	"""One session of a course: place, times, trainers; who attended stands in Course Attendance."""

	def validate(self) -> None:
		before = self.get_doc_before_save()
		sessions.refuse_change(self, before)
		sessions.fill(self)
		self.check_scope()


def on_doctype_update() -> None:
	frappe.db.add_index("Course Session", ["status", "starts_on"])
