import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, now

from volunteer_services.exceptions import CorrectionError
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.service_records.services import corrections
from volunteer_services.service_records.services.telling import correction_notices
from volunteer_services.volunteer_registry.services import locks, logins

_OPEN = frozenset({"Draft", "Returned"})


class RecordCorrection(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""更正申请 [L67 §13]: asks that an approved service record be corrected or struck out."""

	editable_states = _OPEN

	def check_if_latest(self) -> None:
		"""Lock the volunteer before the correction and its log, like everybody who counts minutes."""
		locks.lock_volunteers([frappe.db.get_value("Service Log", self.service_log, "volunteer")])
		super().check_if_latest()

	def get_invalid_links(self, is_submittable: bool = False):
		"""The record is cancelled by its correction, and may be cancelled while one is open."""
		invalid, cancelled = super().get_invalid_links(is_submittable)
		return invalid, [link for link in cancelled if link[0] != "service_log"]

	def before_insert(self) -> None:
		if not (self.flags.system_transition and self.requested_by):
			self.requested_by, self.requested_on = frappe.session.user, now()
		self.approved_by = self.approved_on = self.new_service_log = None

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before is None or before.workflow_state in _OPEN:
			self.validate_writer(before)
			self.validate_rating()
			self.assess()
		self.check_scope()

	def assess(self) -> None:
		"""Everything that the correction copies and computes from its record."""
		log = corrections.locked_log(self.service_log)
		corrections.check_open(self, log)
		corrections.take_snapshot(self, log)
		corrections.assess(self, log)

	def validate_writer(self, before) -> None:
		"""Volunteers write their own requests only, not one that the staff entered."""
		user = frappe.session.user
		if before and user != before.requested_by and user == self.volunteer_user():
			frappe.throw(
				_("{0} was entered by {1}. Enter a request of your own.").format(
					self.name, before.requested_by
				),
				frappe.PermissionError,
				title=_("Not Allowed"),
			)

	def validate_rating(self) -> None:
		if cint(self.new_rating) and not 1 <= cint(self.new_rating) <= 5:
			frappe.throw(
				_("The rating {0} is not between 1 and 5.").format(self.new_rating),
				CorrectionError,
				title=_("Evaluation"),
			)

	def volunteer_user(self) -> str | None:
		return frappe.db.get_value("Volunteer Profile", self.volunteer, "user")

	def own_users(self) -> set[str]:
		return {self.owner, self.requested_by, *logins.of_volunteer(self.volunteer)} - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		"""The day total may have grown since the request: then a higher level must approve."""
		self.flags.decided = target in correction_notices.DECISIONS
		if action != "Approve":
			return target
		self.assess()
		if not self.flags.system_transition and not corrections.may_approve(self):
			frappe.msgprint(
				_("The day's total is {0} minutes by now: {1} must approve the correction.").format(
					self.new_day_minutes, _(self.approval_level)
				),
				alert=True,
			)
			return source
		self.approved_by, self.approved_on = frappe.session.user, now()
		return target

	def on_update(self) -> None:
		if self.flags.pop("decided", None) and self.workflow_state in correction_notices.DECISIONS:
			correction_notices.tell(self)

	def on_submit(self) -> None:
		corrections.carry_out(self)

	def why_kept(self) -> str | None:
		if self.workflow_state == "Draft":
			return None
		state = _(self.workflow_state, context=self.doctype)
		return _("The correction {0} is {1} and must be kept.").format(self.name, state)
