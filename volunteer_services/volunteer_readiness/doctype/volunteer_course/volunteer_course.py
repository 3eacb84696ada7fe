import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt

from volunteer_services.exceptions import TrainingError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_readiness.domain import errors, training


class VolunteerCourse(KeptDocument, GuardedDocument, Document):
	"""A course for volunteers [S1][S2]: general, for a post, or professional."""

	def validate(self) -> None:
		with enforce(TrainingError, _("Course")):
			training.check_percent(cint(self.min_attendance_percent))
			if flt(self.hours) <= 0:
				raise errors.CourseHoursError(flt(self.hours))
		if self.prerequisite and self.prerequisite == self.name:
			frappe.throw(_("A course does not come before itself."), TrainingError, title=_("Course"))
