import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, getdate

from volunteer_services.exceptions import ChecklistStandardError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.rules import enforce
from volunteer_services.pilot_sites.domain import checklist as rules
from volunteer_services.pilot_sites.services import checklists

_HEADER = (
	"standard_name",
	"issued_by",
	"document_no",
	"effective_from",
	"valid_months",
	"pass_rule",
	"pass_percent",
)


class ChecklistStandard(GuardedDocument, Document):
	"""A version of a checklist (七个有 [S4], 六个有 [S1] or one's own); used versions are only succeeded."""

	def validate(self) -> None:
		self.standard_name = " ".join(cstr(self.standard_name).split())
		self.validate_items()
		self.validate_start()
		self.set_version()
		self.validate_unused()

	def on_update(self) -> None:
		frappe.clear_document_cache(self.doctype, self.name)

	def on_trash(self) -> None:
		if checklists.is_used(self.name):
			self._refuse(
				_("{0}, version {1}, is used by assessments and must be kept.").format(
					self.standard_name, self.version_no
				)
			)

	def validate_items(self) -> None:
		for row in self.items:
			row.item_code, row.item_title = cstr(row.item_code).strip(), cstr(row.item_title).strip()
			if row.evidence_required != rules.RECORDS:
				row.record_source = None
		with enforce(ChecklistStandardError, _("Checklist Standard")):
			rules.check_standard(checklists.to_items(self.items), checklists.pass_rule(self))

	def validate_start(self) -> None:
		"""Two versions of a standard cannot begin on the same day: which one would be in force?"""
		if self.is_disabled:
			return
		other = frappe.db.get_value(
			self.doctype,
			{
				"standard_name": self.standard_name,
				"effective_from": self.effective_from,
				"is_disabled": 0,
				"name": ["!=", self.name or ""],
			},
			"version_no",
		)
		if other:
			self._refuse(
				_(
					"Version {0} of {1} begins on {2}, too. Choose another day, or disable one of them."
				).format(other, self.standard_name, frappe.utils.formatdate(self.effective_from))
			)

	def set_version(self) -> None:
		before = self.get_doc_before_save()
		if before is not None and before.standard_name == self.standard_name:
			self.version_no = before.version_no
			return
		last = frappe.get_all(
			self.doctype,
			filters={"standard_name": self.standard_name, "name": ["!=", self.name or ""]},
			order_by="version_no desc",
			pluck="version_no",
			limit=1,
		)
		self.version_no = cint(last[0]) + 1 if last else 1

	def validate_unused(self) -> None:
		before = self.get_doc_before_save()
		if before is None or _basis(self) == _basis(before) or not checklists.is_used(self.name):
			return
		self._refuse(
			_(
				"Sites were assessed by {0}, version {1}. Make a new version with the button of that name."
			).format(self.standard_name, before.version_no)
		)

	def _refuse(self, message: str) -> None:
		frappe.throw(message, ChecklistStandardError, title=_("Checklist Standard"))


def _basis(doc) -> tuple:
	header = tuple(
		str(getdate(doc.get(field))) if field == "effective_from" else cstr(doc.get(field) or "")
		for field in _HEADER
	)
	rows = tuple(tuple(cstr(row.get(field) or "") for field in checklists.ITEM_FIELDS) for row in doc.items)
	return header, rows
