import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.foundation import events
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.files import attachments
from volunteer_services.foundation.scope import staffing
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.service_records.services import certificates, entry, totals
from volunteer_services.volunteer_registry.services import locks

KEPT_LINKS = ("Service Certificate", "Service Activity", "Record Correction", "Service Log")


class ServiceLog(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""志愿服务记录: one service of one volunteer [L67 §7]. ``minutes`` is the truth."""

	entered_read_only = frozenset({"source"})

	reason_field = "return_reason"
	editable_states = frozenset({"Draft", "Returned"})
	review_fields = frozenset({"rating", "rated_by", "rater_kind", "rating_date", "remark", "attachment"})

	def autoname(self) -> None:
		self.name = random_name()

	def check_if_latest(self) -> None:
		"""Lock the volunteer before the log: everybody who counts minutes locks in this order."""
		if not self.flags.sources:  # a batch has locked all of its people
			locks.lock_volunteers([self.volunteer])
		super().check_if_latest()

	def get_invalid_links(self, is_submittable: bool = False):
		"""A successor names the record that it corrects, which is cancelled."""
		invalid, cancelled = super().get_invalid_links(is_submittable)
		return invalid, [link for link in cancelled if link[0] != "corrects"]

	def before_insert(self) -> None:
		entry.stamp_entry(self)

	def validate(self) -> None:
		attachments.check(self)
		before = self.get_doc_before_save()
		if before is None or before.workflow_state in self.editable_states:
			course = entry.fill(self, before)
		else:
			entry.check_rating(self)
			course = self.flags.pop("course", None) or entry.Course(self)
			course.follow(self)
		if self.is_new() and self.flags.send_to_review:
			self.take_first_step(self.next_review)
			course.follow(self)
		self.check_scope()

	def on_update(self) -> None:
		attachments.keep_private(self)

	def before_transition(self, action: str, source: str, target: str) -> str:
		"""The day total is computed again under the lock: what crosses a limit meanwhile goes further up."""
		if action not in ("Approve", "Submit for Review") or self.flags.system_transition:
			return target
		self.workflow_state = source
		self.flags.course = entry.Course(self)
		self.flags.course.follow(self)
		following = self.next_review
		if action == "Approve" and following != target:
			frappe.msgprint(
				_("The day's total is {0} minutes by now: the record goes on to {1}.").format(
					self.day_minutes, _(following, context=self.doctype)
				),
				alert=True,
			)
		if following == "Approved":
			entry.stamp_approval(self)
		return following

	def db_insert(self, *args, **kwargs):
		"""A batch stores its logs together, and what hangs on them (services/storing/batch.py)."""
		if self.flags.batch is None:
			return super().db_insert(*args, **kwargs)
		self._assert_guarded()
		self.flags.batch.take(self)
		return self.set("__islocal", False)

	def run_post_save_methods(self) -> None:
		if self.flags.batch is None:
			super().run_post_save_methods()

	def own_users(self) -> set[str]:
		return entry.own_users(self)

	def nobody_else_can_approve(self, source: str) -> bool:
		staff = staffing.staffing(self.team, self.site, self.region)
		return not staff.occupied(self.own_users()) - {"Team"}

	def on_submit(self) -> None:
		totals.refresh([self.volunteer])
		events.tell("minutes_approved", [self.name])

	def before_cancel(self) -> None:
		self.next_review = None
		# Certificates show the log; a correction supersedes them instead of being blocked by them. Frappe
		# looks for this on the instance, not on the class.
		self.ignore_linked_doctypes = KEPT_LINKS

	def on_cancel(self) -> None:
		totals.refresh([self.volunteer])
		if not self.flags.has_successor:
			events.tell("minutes_withdrawn", [self.name])
		certificates.supersede([self.name])

	def why_kept(self) -> str | None:
		if not self.docstatus and self.workflow_state in ("Draft", "Returned"):
			return None
		state = _(self.workflow_state, context=self.doctype)
		return _("The record {0} is {1} and must be kept. Ask for a correction instead.").format(
			self.name, state
		)


def on_doctype_update() -> None:
	"""Indexes for totals, day totals, scope and waiting lists."""
	for columns, name in (
		(["volunteer", "docstatus", "minutes", "service_date", "trust_class"], "volunteer_sums"),
		(["volunteer", "service_date"], "volunteer_day"),
		(["team", "service_date"], "team_date"),
		(["site", "service_date"], "site_date"),
		(["region", "service_date"], "region_date"),
		(["workflow_state", "region", "site", "team", "volunteer"], "state_scope"),
		(["workflow_state", "team"], "state_team"),
		(["workflow_state", "creation"], "state_newest"),
	):
		frappe.db.add_index("Service Log", columns, name)
	# The order of the list; later versions of Frappe make this index themselves.
	if frappe.db.db_type == "mariadb" and not frappe.db.get_column_index("tabService Log", "creation"):
		frappe.db.add_index("Service Log", ["creation"])
