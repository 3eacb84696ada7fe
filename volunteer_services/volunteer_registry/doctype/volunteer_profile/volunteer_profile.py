import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.naming import make_autoname
from frappe.utils import nowdate

from volunteer_services.exceptions import IdentityNumberError, VolunteerStateError
from volunteer_services.foundation.documents.derived import DerivedColumns
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.scope.staffing import roles_here
from volunteer_services.foundation.settings import last_four_roles
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.volunteer_registry.services import (
	applicants,
	identity,
	logins,
	memberships,
	photo,
	registration,
)
from volunteer_services.volunteer_registry.services.sealed import SealedColumns

SERIES = "V.########"
PERSON_FIELDS = ("full_name", "date_of_birth", "mobile")


class VolunteerProfile(
	SealedColumns, KeptDocument, WorkflowDocument, ScopedDocument, DerivedColumns, Document
):
	"""志愿者档案: one person registers once [L67 §5]; the person's number is the name of the file."""

	stamped = frozenset({"applied_on"})
	# Written by the services of records, of recognition and the ledger of points.
	derived_columns = frozenset({
		"total_minutes", "credited_minutes", "total_hours", "last_service_date", "totals_changed_on",
		"location_consent", "location_consent_on",
		"eligible_star", "star_level", "star_since", "points_balance",
	})  # fmt: skip

	def onload(self) -> None:
		self.set_onload("shows_last_four", bool(roles_here(self).intersection(last_four_roles())))

	# --- storing ---

	def autoname(self) -> None:
		self.name = self.volunteer_no = make_autoname(SERIES, doc=self)

	def before_validate(self) -> None:
		before = self.get_doc_before_save()
		self.volunteer_no = self.name
		self.health_status = before.health_status if before else None
		self.id_number_masked = before.id_number_masked if before else None
		self.full_name = " ".join((self.full_name or "").split())
		if not before:
			self.applied_on = self.applied_on or nowdate()

	def validate(self) -> None:
		self.validate_restriction()
		self.validate_identity()
		self.validate_login()
		self.validate_consent()
		self.validate_age()
		self.validate_contact()
		self.validate_proxies()
		self.validate_availability()
		photo.check(self)
		self.warn_of_duplicates()
		self.check_scope()

	def validate_restriction(self) -> None:
		before = self.get_doc_before_save()
		if self.flags.consent_change or not before:
			return
		self.is_restricted, self.consent_withdrawn_on = before.is_restricted, before.consent_withdrawn_on
		if before.is_restricted or before.merged_into:
			registration.refuse_locked(before)

	def validate_identity(self) -> None:
		"""The number is taken out of the document before anything is stored."""
		raw, self.id_number = self.id_number, None
		if raw:
			identity.check_may_replace(self, self.get_doc_before_save())
			self.flags.sealed = sealed = identity.seal(self.id_type, raw, self.sex, self.date_of_birth)
			identity.refuse_duplicate(sealed, self.name)
			identity.say_if_cut(sealed)
			self.id_number_masked = sealed.masked
			self.sex, self.date_of_birth = sealed.sex or self.sex, sealed.date_of_birth or self.date_of_birth
		elif not self.id_number_masked:
			self._ask_for_number(
				_("Enter the ID number of {0}: one person registers once.").format(self.full_name)
			)
		elif self.has_value_changed("id_type"):
			self._ask_for_number(_("Another ID type needs its number: enter it too."))
		elif self.has_value_changed("sex") or self.has_value_changed("date_of_birth"):
			identity.check_stored(self)

	def _ask_for_number(self, message: str) -> None:
		frappe.throw(message, IdentityNumberError, title=_("ID Number"))

	def validate_login(self) -> None:
		logins.check_change(self, self.get_doc_before_save())

	def validate_consent(self) -> None:
		if not self.flags.consent_change:
			applicants.check_consent(self)

	def validate_age(self) -> None:
		fields = (
			"date_of_birth",
			"guardian_consent",
			"child_data_consent",
			"guardian_name",
			"guardian_phone",
		)
		if self.is_new() or any(self.has_value_changed(field) for field in fields):
			applicants.check_age(self)

	def validate_contact(self) -> None:
		applicants.normalise_contact(self)

	def validate_proxies(self) -> None:
		applicants.check_proxies(self)

	def validate_availability(self) -> None:
		applicants.check_availability(self)

	def warn_of_duplicates(self) -> None:
		if self.is_new() or any(self.has_value_changed(field) for field in PERSON_FIELDS):
			applicants.warn_of_duplicates(self)

	# --- workflow ---

	def takes_no_step(self) -> bool:
		return bool(self.is_restricted or self.merged_into)

	def own_users(self) -> set[str]:
		return {self.owner, *logins.of(self)} - {None, ""}

	def nobody_else_can_approve(self, source: str) -> bool:
		return not registration.other_reviewers(self)

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Deregister" and not self.exit_reason:
			frappe.throw(_("Choose an exit reason."), VolunteerStateError, title=_("Exit Reason Missing"))
		if action == "Register":
			self.reviewed_by = frappe.session.user
			self.registered_on = nowdate()
		if action in ("Return", "Reject"):
			self.reviewed_by = frappe.session.user
		if action == "Apply Again":
			self.applied_on = nowdate() if source == "Rejected" else self.applied_on
			self.exit_reason = None
		if action == "Deregister":
			photo.take_out(self)
		self.state_changed_on = nowdate()
		self.flags.done_action = action
		return target

	def on_update(self) -> None:
		if self.flags.sealed:
			identity.store(self.name, self.flags.pop("sealed"))
		if action := self.flags.pop("done_action", None):
			registration.after_transition(self, action)
		before = self.get_doc_before_save()
		photo.delete_replaced(self, before)
		if before and (before.user or None) != (self.user or None):
			memberships.sync_user(self.name)


def on_doctype_update() -> None:
	frappe.db.add_index("Volunteer Profile", ["date_of_birth"])
