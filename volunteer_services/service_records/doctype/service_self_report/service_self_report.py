import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import SelfReportError
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.service_records.services.self_reports import accepting, witnesses
from volunteer_services.volunteer_registry.services import locks, logins


class ServiceSelfReport(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""自助申报: service that a volunteer reports, for which somebody bears witness.

	It counts for nothing before the record that is made of it is approved.
	"""

	editable_states = frozenset()
	review_fields = frozenset(accepting.OWN_WORDS)

	def before_insert(self) -> None:
		if not self.is_by_service():
			frappe.throw(
				_("Volunteers report their service on their own page. The staff enter records."),
				SelfReportError,
				title=_("Own Report of Service"),
			)

	def check_if_latest(self) -> None:
		"""Lock the volunteer before the report: everybody who counts minutes locks in this order."""
		locks.lock_volunteers([self.volunteer])
		super().check_if_latest()

	def validate(self) -> None:
		if before := self.get_doc_before_save():
			accepting.follow(self, before)
		self.check_scope()

	def own_users(self) -> set[str]:
		return {*logins.of_volunteer(self.volunteer), self.confirmed_by} - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		if self.flags.system_transition:
			return target
		if action == "Confirm Presence":
			witnesses.confirm(self)
		elif action == "Accept Report":
			accepting.record(self)
		return target

	def on_update(self) -> None:
		if self.has_value_changed("workflow_state"):
			witnesses.settled(self)

	def why_kept(self) -> str | None:
		"""What became a record is kept with it."""
		return _("{0} became a service record and is kept.").format(self.name) if self.service_log else None


def on_doctype_update() -> None:
	"""A person's open reports, and those of a witness, by an index."""
	frappe.db.add_index("Service Self Report", ["volunteer", "workflow_state", "starts_on"], "volunteer_open")
	frappe.db.add_index("Service Self Report", ["witness_user", "workflow_state"], "witness_state")
