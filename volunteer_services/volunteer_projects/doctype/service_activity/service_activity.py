"""A service activity 志愿服务活动: the natural place to record, its participants become logs in one step."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, getdate

from volunteer_services.domain.overlap import Interval, first_overlap
from volunteer_services.exceptions import (
	ActivityError,
	ActivityStateError,
	InsuranceError,
	ProjectDatesError,
	ProjectStateError,
	RatingError,
	ServiceTimeError,
)
from volunteer_services.services import activities, projects
from volunteer_services.services.scope import ScopedDocument
from volunteer_services.services.workflow_guard import WorkflowDocument

SNAPSHOT = ("team", "recording_unit", "site", "region", "category")
FROZEN_ROW = ("volunteer", "starts_on", "ends_on", "break_minutes", "rating", "service_log")


class ServiceActivity(WorkflowDocument, ScopedDocument, Document):
	editable_states = frozenset({"Draft", "Published", "Completed"})
	review_fields = frozenset({"participants", "sign_in_sheet"})

	def validate(self) -> None:
		self.validate_project()
		self.validate_times()
		self.validate_ratings()
		self.validate_recorded_rows()
		self.validate_participants()
		self.check_scope()

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Publish":
			self.check_publishable()
		elif action == "Record" and not self.flags.making_records:
			self.record_now()
		return target

	def on_trash(self) -> None:
		if any(row.service_log for row in self.participants):
			frappe.throw(
				_("The activity {0} has service records and is kept.").format(self.activity_name),
				frappe.exceptions.LinkExistsError,
			)

	def record_now(self) -> None:
		"""The workflow's action Record makes the records; the form's button does the same through the API."""
		activities.check_recordable(self.get_doc_before_save())
		self.flags.making_records = True
		activities.record_rows(self, activities.pending_rows(self))
		self.logs_created = sum(1 for row in self.participants if row.service_log)
		if not self.logs_created:
			reasons = {row.problem for row in self.participants if row.problem}
			frappe.throw(
				_("No record could be made. {0}").format(" ".join(sorted(reasons)) or _("Nobody attended.")),
				ActivityError,
				title=_("Nothing Recorded"),
			)

	def check_publishable(self) -> None:
		project = frappe.get_doc("Volunteer Project", self.project)
		if project.workflow_state not in projects.RUNNING_STATES:
			frappe.throw(
				_("The project {0} is {1}: volunteers can be called for approved, running projects only.").format(
					project.project_name, _(project.workflow_state)
				),
				ProjectStateError,
				title=_("Project"),
			)
		if project.is_risky and not (project.insurance_policy or "").strip():
			frappe.throw(
				_("The project {0} involves risk: enter its accident insurance before you publish.").format(
					project.project_name
				),
				InsuranceError,
				title=_("Insurance"),
			)

	def validate_project(self) -> None:
		"""Organisation as it stood when the activity was planned; a later move of the team changes nothing."""
		if not (self.is_new() or self.has_value_changed("project")) or not self.project:
			return
		if any(row.service_log for row in self.participants):
			frappe.throw(_("The activity has records: its project stays."), ActivityError)
		project = frappe.db.get_value("Volunteer Project", self.project, [*SNAPSHOT, "workflow_state"], as_dict=True)
		if project.workflow_state == "Rejected":
			frappe.throw(_("The project was rejected: choose another."), ProjectStateError, title=_("Project"))
		self.update({field: project[field] for field in SNAPSHOT})

	def validate_times(self) -> None:
		for row in [self, *self.participants]:
			self._check_span(row)
		if not self.project:
			return
		project = frappe.db.get_value(
			"Volunteer Project", self.project, projects.PROBLEM_FIELDS, as_dict=True
		)
		problem = projects.dates_problem(project, getdate(self.starts_on))
		if problem and (self.is_new() or self.has_value_changed("starts_on")):
			frappe.throw(problem, ProjectDatesError, title=_("Dates"))

	def _check_span(self, row) -> None:
		if row is not self and not (row.starts_on or row.ends_on or row.break_minutes):
			return
		starts_on, ends_on = get_datetime(row.starts_on or self.starts_on), get_datetime(row.ends_on or self.ends_on)
		pause = cint(row.break_minutes)
		if not (starts_on and ends_on):
			return
		minutes = (ends_on - starts_on).total_seconds() / 60
		if minutes <= 0 or pause < 0 or pause >= minutes:
			where = "" if row is self else _("Row {0}: ").format(row.idx)
			frappe.throw(
				where + _("the end must be after the start, and the break shorter than the time between."),
				ServiceTimeError,
				title=_("Service Time"),
			)

	def validate_ratings(self) -> None:
		for row in [self, *self.participants]:
			if not 0 <= cint(row.rating) <= 5:
				frappe.throw(_("{0} is no rating: 1 to 5, or 0 for none.").format(row.rating), RatingError)

	def validate_recorded_rows(self) -> None:
		"""Rows that became records stay as they are; nobody enters a record by hand."""
		if self.flags.making_records:
			return
		before = self.get_doc_before_save()
		recorded = {row.name: row for row in before.participants if row.service_log} if before else {}
		now = {row.name: row for row in self.participants}
		for name, old in recorded.items():
			row = now.get(name)
			if not row or any(str(row.get(f) or "") != str(old.get(f) or "") for f in FROZEN_ROW):
				frappe.throw(
					_("{0} has a service record from this activity. Ask for a correction of the record.").format(
						old.volunteer_name or old.volunteer
					),
					ActivityError,
					title=_("Recorded"),
				)
		for row in self.participants:
			if row.name not in recorded:
				row.service_log = None

	def validate_participants(self) -> None:
		"""Nobody stands twice in the grid at the same time."""
		if self.workflow_state == "Called Off" and any(row.service_log for row in self.participants):
			frappe.throw(_("The activity has records and took place."), ActivityStateError)
		seen: dict[str, list[Interval]] = {}
		for row in self.participants:
			if not row.volunteer:
				continue
			starts_on, ends_on, _pause = activities.row_times(self, row)
			span = Interval(row.idx, starts_on, ends_on)
			earlier = seen.setdefault(row.volunteer, [])
			twice = first_overlap(span, earlier)
			if twice:
				frappe.throw(
					_("Rows {0} and {1} are the same volunteer, {2}, at the same time. Remove one.").format(
						twice.key, row.idx, row.volunteer_name or row.volunteer
					),
					ActivityError,
					title=_("Twice the Same"),
				)
			earlier.append(span)
