import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from volunteer_services.exceptions import AppointmentError, MembershipError, OutOfScopeError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.roles import REVIEWERS
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_registry.services import memberships


class TeamMembership(ScopedDocument, GuardedDocument, Document):
	"""A person's term in a team; leaving closes it, so that the history stays."""

	def validate(self) -> None:
		self.validate_unmoved()
		self.validate_file()
		self.validate_dates()
		self.validate_team()
		self.validate_term()
		self.validate_leading()
		self.check_scope()

	def validate_unmoved(self) -> None:
		if not self.is_new() and (self.has_value_changed("volunteer") or self.has_value_changed("team")):
			frappe.throw(
				_("A membership stays with its person and team. End it, and make another."),
				MembershipError,
				title=_("Team Membership"),
			)

	def validate_dates(self) -> None:
		if self.left_on and getdate(self.left_on) < getdate(self.joined_on):
			frappe.throw(
				_("The membership ends before it begins. Correct Joined On or Left On."),
				MembershipError,
				title=_("Team Membership"),
			)
		self.open_key = None if self.left_on else memberships.open_key(self.volunteer, self.team)

	def validate_file(self) -> None:
		"""A membership opens the file: who makes it must see that file already, or it would open itself."""
		if not self.is_new() or self.flags.ignore_permissions:
			return
		if not frappe.has_permission("Volunteer Profile", "read", self.volunteer):
			message = _(
				"The file of {0} lies outside your appointments. Its site or officer makes the membership."
			).format(self.volunteer)
			frappe.throw(message, OutOfScopeError, title=_("Outside Your Scope"))

	def validate_team(self) -> None:
		memberships.check_can_join(self)

	def validate_term(self) -> None:
		memberships.refuse_overlapping_terms(self)

	def validate_leading(self) -> None:
		"""Leaders get a role and a scope: whoever makes them must stand above them."""
		before = self.get_doc_before_save()
		was = bool(before) and before.role in memberships.LEADING
		leads = self.role in memberships.LEADING
		if not self.flags.ignore_permissions and (leads or was) and not self._may_make_leaders(before):
			frappe.throw(
				_("Leaders and deputies are made by the site manager or an officer."),
				AppointmentError,
				title=_("Team Membership"),
			)
		if self.role == "Leader":
			memberships.refuse_second_leader(self)

	def _may_make_leaders(self, before) -> bool:
		if before and all(not self.has_value_changed(field) for field in ("role", "joined_on", "left_on")):
			return True
		return bool({*REVIEWERS, "Administrator"}.intersection(frappe.get_roles()))

	def on_update(self) -> None:
		memberships.follow(self)

	def on_trash(self) -> None:
		memberships.forget(self)

	def after_delete(self) -> None:
		memberships.sync_leader(self.team)
