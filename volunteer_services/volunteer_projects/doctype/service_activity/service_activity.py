"""A service activity 志愿服务活动: the natural place to record, its participants become logs in one step."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import ActivityError
from volunteer_services.foundation import events
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.volunteer_projects.services import (
	activities,
	activity_checks,
	answering,
	make_up,
	posts,
	shifts,
)
from volunteer_services.volunteer_projects.services.materials import lists as materials
from volunteer_services.volunteer_projects.services.notice import checks as notice_checks
from volunteer_services.volunteer_projects.services.presence import place
from volunteer_services.volunteer_projects.services.signing import grid, outcome


class ServiceActivity(WorkflowDocument, ScopedDocument, Document):
	editable_states = frozenset({"Draft", "Published", "Completed"})
	review_fields = frozenset({"participants", "sign_in_sheet"})

	def validate(self) -> None:
		activity_checks.take_over_project(self)
		activity_checks.check_dates(self)
		activity_checks.check_times(self)
		activity_checks.check_ratings(self)
		place.check_activity(self)
		make_up.follow(self, self.get_doc_before_save())
		notice_checks.follow(self)
		self.validate_participants()
		self.check_scope()

	def validate_participants(self) -> None:
		if not self.flags.making_records:
			activity_checks.check_recorded_rows(self)
			activity_checks.check_visitors(self, self.get_doc_before_save())
		activity_checks.check_no_doubles(self)
		posts.check(self)
		self.flags.planned = grid.take_out(self)
		self.head_count = activity_checks.places_taken(self) or (
			0 if self.is_new() else shifts.taken(self.name)
		)

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Publish":
			activity_checks.check_publishable(self)
			notice_checks.check_publishable(self)
		elif action == "Record" and not self.flags.making_records:
			self.record_now()
		return target

	def record_now(self) -> None:
		"""The workflow's action Record makes the records; the form's button does the same through the API."""
		activity_checks.check_recorded_rows(self)
		self.flags.making_records = True
		activities.check_recordable(self.get_doc_before_save())
		events.tell("activity_recorded", self, activities.pending_rows(self))
		self.logs_created = activities.count_recorded(self)
		if not self.logs_created:
			reasons = sorted({row.problem for row in self.participants if row.problem})
			frappe.throw(
				_("No record could be made: {0}").format(" ".join(reasons) or _("nobody attended.")),
				ActivityError,
				title=_("Nothing Recorded"),
			)

	def on_update(self) -> None:
		shifts.follow(self)
		grid.sign_up(self, self.flags.pop("planned", None) or [])
		outcome.follow(self)
		answering.follow(self)
		materials.follow_places(self)

	def on_trash(self) -> None:
		if activities.count_recorded(self):
			frappe.throw(
				_("The activity {0} has service records and is kept.").format(self.activity_name),
				frappe.LinkExistsError,
			)
		materials.delete_all(self.name)
		shifts.delete_all(self.name)


def on_doctype_update() -> None:
	"""Indexes for the activities of a day, and for those that nobody recorded yet."""
	frappe.db.add_index("Service Activity", ["starts_on"])
	frappe.db.add_index("Service Activity", ["workflow_state", "ends_on"], "state_ends")
