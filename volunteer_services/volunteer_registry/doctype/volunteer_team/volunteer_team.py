import frappe
from frappe.utils.nestedset import NestedSet

from volunteer_services.foundation.documents.derived import DerivedColumns
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.volunteer_registry.services import trees


class VolunteerTeam(KeptDocument, WorkflowDocument, ScopedDocument, DerivedColumns, NestedSet):
	"""A team of the tree 总队—分队—大队—小队 [S4]; which levels there are, and their order, is a setting."""

	nsm_parent_field = "parent_volunteer_team"
	editable_states = None
	derived_columns = frozenset({"last_activity_on"})  # service_records/services/team_activity.py

	def validate(self) -> None:
		self.validate_level()
		self.validate_group()
		self.validate_parent_state()
		self.check_scope()

	def validate_level(self) -> None:
		parent_level = trees.level_of("Volunteer Team", self.parent_volunteer_team)
		trees.check_team_level(self.team_level, parent_level)
		if not self.is_new():
			for child in trees.children_levels("Volunteer Team", self.name):
				trees.check_team_level(child, self.team_level)

	def validate_group(self) -> None:
		trees.keep_group_flag(self)

	def validate_parent_state(self) -> None:
		if self.has_value_changed("parent_volunteer_team"):
			trees.check_parent_team(self.parent_volunteer_team)

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Approve":
			self.reviewed_by = frappe.session.user
		if action == "Dissolve":
			trees.check_dissolvable(self.name)
		return target

	def on_update(self) -> None:
		trees.mark_parent_as_group(self)
		super().on_update()

	def on_trash(self) -> None:
		super().on_trash(allow_root_deletion=True)
