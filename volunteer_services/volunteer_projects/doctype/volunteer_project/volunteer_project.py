"""A volunteer project 志愿服务项目: drafted by a team, approved by an officer, evaluated before it closes."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, now_datetime, strip_html

from volunteer_services.exceptions import (
	InsuranceError,
	ProjectDatesError,
	ProjectNoticeError,
	ProjectTeamError,
)
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.volunteer_projects.services import evaluation, library, projects, proposals

# What a recruitment notice must say [GBT]; the dates and the posts are tested apart.
NOTICE_FIELDS = ("location", "description", "conditions", "sign_up_note", "risks", "safeguards")

REQUIREMENT_FIELDS = {
	"Qualification": "qualification_type",
	"Course": "course",
	"Insurance": "insurance_scope",
}


class VolunteerProject(WorkflowDocument, ScopedDocument, Document):
	editable_states = frozenset({"Draft", "Returned"})
	review_fields = frozenset(
		{"evaluation", "social_worker", "insurance_policy", "sign_up_note", *evaluation.ENTERED}
	)
	guarded_tables = frozenset({"posts", "requirements"})

	def validate(self) -> None:
		self.set_organisation()
		self.validate_dates()
		self.validate_team()
		self.validate_posts()
		self.validate_requirements()
		library.check_template(self)
		evaluation.check_entries(self)
		self.check_scope()

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Submit for Approval":
			library.refuse_template(self)
			proposals.take_up_with(self)
			self.set_organisation()
			self.check_notice()
			self.check_insurance()
		elif action == "Approve":
			self.check_insurance()
			self.approved_by, self.approved_on = frappe.session.user, now_datetime()
		elif action == "Close":
			evaluation.close(self)
		return target

	def on_update(self) -> None:
		proposals.tell_taken_up(self)

	def own_users(self) -> set[str]:
		return super().own_users() | ({self.social_worker} if self.social_worker else set())

	def on_trash(self) -> None:
		"""Activities and logs hold the project by their links; a project that was approved stays too."""
		if self.workflow_state in projects.APPROVED_STATES:
			frappe.throw(
				_("The project {0} was approved and is kept. Close it instead.").format(self.project_name),
				frappe.exceptions.LinkExistsError,
			)

	def set_organisation(self) -> None:
		"""Region, site and recording unit come from the team and the operator of the site where empty."""
		if not self.team or not self.start_date:
			return
		if not (self.region and self.site and self.recording_unit):
			found = projects.defaults(self.team, self.start_date, self.site)
			self.region = self.region or found["region"]
			self.site = self.site or found["site"]
			self.recording_unit = self.recording_unit or found["recording_unit"]
		self.sign_up_note = self.sign_up_note or projects.sign_up_at_site(self.site)

	def validate_dates(self) -> None:
		if self.start_date and self.end_date and getdate(self.end_date) < getdate(self.start_date):
			frappe.throw(
				_("The project ends on {0}, before it starts on {1}. Correct the dates.").format(
					self.get_formatted("end_date"), self.get_formatted("start_date")
				),
				ProjectDatesError,
				title=_("Dates"),
			)

	def validate_team(self) -> None:
		if not (self.is_new() or self.has_value_changed("team")) or not self.team:
			return
		state = frappe.db.get_value("Volunteer Team", self.team, "workflow_state")
		if state != "Active":
			frappe.throw(
				_("The team {0} is {1}. Only an active team can carry a project.").format(
					frappe.bold(self.team), _(state or "")
				),
				ProjectTeamError,
				title=_("Team Not Active"),
			)

	def validate_posts(self) -> None:
		for row in self.posts:
			if cint(row.headcount) < 1 or cint(row.min_star) < 0:
				frappe.throw(
					_("Post {0}: at least one person is needed, and no star below zero.").format(
						row.post_title
					),
					ProjectNoticeError,
					title=_("Posts to Fill"),
				)

	def validate_requirements(self) -> None:
		"""A row asks for one thing, of a post that the project has."""
		titles = {row.post_title for row in self.posts}
		for row in self.requirements:
			wanted = REQUIREMENT_FIELDS[row.kind]
			for field in REQUIREMENT_FIELDS.values():
				if field != wanted:
					row.set(field, None)
			if not row.get(wanted):
				frappe.throw(
					_("Row {0} of {1}: choose {2}.").format(
						row.idx,
						_(self.meta.get_label("requirements")),
						frappe.bold(_(row.meta.get_label(wanted))),
					),
					ProjectNoticeError,
					title=_("Posts to Fill"),
				)
			if row.post and row.post not in titles:
				frappe.throw(
					_("The project has no post {0}. Its posts are: {1}.").format(
						row.post, ", ".join(sorted(titles)) or _("none")
					),
					ProjectNoticeError,
					title=_("Posts to Fill"),
				)

	def check_notice(self) -> None:
		missing = [
			_(self.meta.get_label(field))
			for field in NOTICE_FIELDS
			if not strip_html(self.get(field) or "").strip()
		]
		if not self.posts:
			missing.append(_(self.meta.get_label("posts")))
		if missing:
			frappe.throw(
				_("The recruitment notice does not say everything that it must: fill in {0}.").format(
					frappe.bold(", ".join(missing))
				),
				ProjectNoticeError,
				title=_("Recruitment Notice"),
			)

	def check_insurance(self) -> None:
		"""[REG §17] accident insurance before a risky activity."""
		if self.is_risky and not (self.insurance_policy or "").strip():
			frappe.throw(
				_("The project involves risk: enter the accident insurance in {0} before it goes on.").format(
					frappe.bold(_(self.meta.get_label("insurance_policy")))
				),
				InsuranceError,
				title=_("Insurance"),
			)
