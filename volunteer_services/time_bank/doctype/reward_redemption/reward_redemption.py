import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import RedemptionError
from volunteer_services.foundation.database.savepoint import undone_on_error
from volunteer_services.foundation.documents.retention import KeptDocument, in_the_ledger
from volunteer_services.foundation.roles import is_staff
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.time_bank.services.rewards import redemptions, stock, telling
from volunteer_services.volunteer_registry.services import logins

HANDOVER_FIELDS = frozenset({"collected_by", "receipt_signed", "signature", "guardian_agrees", "remark"})
_GIVEN = ("approved_by", "approved_on", "fulfilled_by", "fulfilled_on")
_RELEASING = frozenset({"Return", "Reject", "Cancel"})


class RewardRedemption(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""兑换 [S4]: points of one volunteer for one reward. Holds points and stock together or neither."""

	editable_states = frozenset({"Returned"})

	@property
	def review_fields(self) -> frozenset[str]:
		"""The staff fills in the hand-over until it is done; afterwards only a remark is added."""
		before = self.get_doc_before_save()
		if not is_staff():
			return frozenset()
		is_open = before is None or before.workflow_state in ("Requested", "Approved")
		return HANDOVER_FIELDS if is_open else frozenset({"remark"})

	# --- storing: all of it or nothing ---

	def insert(self, *args, **kwargs):
		with undone_on_error():
			return super().insert(*args, **kwargs)

	def _save(self, *args, **kwargs):
		with undone_on_error():
			return super()._save(*args, **kwargs)

	def check_if_latest(self) -> None:
		"""Lock volunteer, accounts and item before the redemption, in the order of everybody."""
		self.flags.done_action = self.flags.done_from = None
		if not self.flags.pop("is_locked", False):
			with_sink = not self.is_new() and self.workflow_state in ("Fulfilled", "Cancelled")
			sponsor = frappe.db.get_value(self.doctype, self.name, "sponsor") if with_sink else None
			self.flags.locked_item = redemptions.lock(
				self.volunteer, self.reward_item, sponsor, with_sink=with_sink
			)
		super().check_if_latest()

	def before_insert(self) -> None:
		for field in (
			*_GIVEN,
			*stock.ERP_ENTRIES,
			self.reason_field,
			"collected_by",
			"receipt_signed",
			"signature",
		):
			self.set(field, None)
		redemptions.stamp(self, "requested_by", "requested_on")

	def validate(self) -> None:
		before = self.get_doc_before_save()
		is_request = before is None or self.flags.done_action == "Request Again"
		self.validate_beginning(before)
		if is_request or self.workflow_state == "Returned":
			person = redemptions.person_of(self.volunteer)
			item = redemptions.item_of(self)
			redemptions.check_writer(self, person, before)
			redemptions.fill(self, person, item)
			if is_request:
				redemptions.check(self, person, item)
		self.check_scope()

	def validate_beginning(self, before) -> None:
		"""Every redemption begins with a request, which holds points and stock, and stays the volunteer's."""
		if before is None and self.workflow_state != "Requested":
			frappe.throw(
				_("A redemption begins as a request, not as {0}. Enter it, then hand over.").format(
					_(self.workflow_state, context=self.doctype)
				),
				RedemptionError,
				title=_("Redeeming Points"),
			)
		if before and before.volunteer != self.volunteer:
			frappe.throw(
				_("{0} is a redemption of {1}. Cancel it and enter another for {2}.").format(
					self.name, before.volunteer, self.volunteer
				),
				RedemptionError,
				title=_("Redeeming Points"),
			)

	# --- workflow ---

	def own_users(self) -> set[str]:
		return {self.owner, self.requested_by, *logins.of_volunteer(self.volunteer)} - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Approve":
			redemptions.stamp(self, "approved_by", "approved_on")
		elif action == "Hand Over":
			redemptions.check_handover(self)
			redemptions.stamp(self, "fulfilled_by", "fulfilled_on")
		elif action == "Take Back":
			redemptions.check_take_back(self)
		elif action == "Request Again":
			for field in _GIVEN:
				self.set(field, None)
			redemptions.stamp(self, "requested_by", "requested_on")
		self.flags.done_action = action
		self.flags.done_from = source
		return target

	def after_insert(self) -> None:
		redemptions.hold(self)

	def on_update(self) -> None:
		action, source = self.flags.pop("done_action", None), self.flags.pop("done_from", None)
		if action == "Request Again":
			redemptions.hold(self)
		elif action == "Hand Over":
			redemptions.hand_over(self)
		elif action == "Take Back":
			redemptions.take_back(self)
		elif action in _RELEASING and source != "Returned":
			redemptions.release(self)
		telling.tell(self, action)

	def why_kept(self) -> str | None:
		return in_the_ledger(self)


def on_doctype_update() -> None:
	"""The limit of a volunteer and the sums of a reward are read by this index alone."""
	frappe.db.add_index("Reward Redemption", ["reward_item", "volunteer", "workflow_state"], "item_volunteer")
