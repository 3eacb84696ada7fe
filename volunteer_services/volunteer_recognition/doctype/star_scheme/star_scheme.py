import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from volunteer_services.exceptions import SchemeError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_recognition.services import schemes


class StarScheme(GuardedDocument, Document):
	"""星级认定标准: the hours that each star needs [S1], a policy of the city; a version begins on a day."""

	def validate(self) -> None:
		self.validate_levels()
		self.validate_titles()
		self.validate_start()
		self.validate_unused()
		self.forget_run()

	def on_trash(self) -> None:
		if self.is_used():
			frappe.throw(
				_("Star Scheme {0} is used by awards and must be kept.").format(self.name),
				SchemeError,
				title=_("Records Must Be Kept"),
			)

	def validate_levels(self) -> None:
		"""Stars 1, 2, 3 … with rising hours; rows are put in order first."""
		self.levels.sort(key=lambda row: cint(row.star))
		for idx, row in enumerate(self.levels, 1):
			row.idx = idx
		with enforce(SchemeError, _("Levels")):
			schemes.to_rules(self.levels)

	def validate_titles(self) -> None:
		for row in self.levels:
			if not (row.title or "").strip():
				frappe.throw(
					_("Give star {0} a title: it is printed on the certificate.").format(row.star),
					SchemeError,
					title=_("Levels"),
				)

	def validate_start(self) -> None:
		"""Two versions cannot begin on the same day: nobody could tell which one is in force."""
		if self.is_disabled:
			return
		other = frappe.db.get_value(
			"Star Scheme",
			{"effective_from": self.effective_from, "is_disabled": 0, "name": ["!=", self.name or ""]},
			"scheme_name",
		)
		if other:
			frappe.throw(
				_(
					"The star scheme {0} begins on {1}, too. Choose another day, or disable one of the two."
				).format(other, frappe.utils.formatdate(self.effective_from)),
				SchemeError,
				title=_("Effective From"),
			)

	def validate_unused(self) -> None:
		"""A scheme under which awards were made is succeeded by a new one, never changed."""
		before = self.get_doc_before_save()
		if before is None or not self.is_used() or _basis(self) == _basis(before):
			return
		frappe.throw(
			_("Awards were made under {0}. Duplicate it and let the new scheme begin on a later day.").format(
				self.scheme_name
			),
			SchemeError,
			title=_("Scheme in Use"),
		)

	def forget_run(self) -> None:
		"""After a change the next daily run looks at everybody."""
		before = self.get_doc_before_save()
		if before and (_basis(self) != _basis(before) or self.is_disabled != before.is_disabled):
			self.last_recalculated_on = None

	def is_used(self) -> bool:
		"""Whether awards refer to this scheme."""
		return bool(self.name and frappe.db.get_value("Star Award", {"scheme": self.name}, "name"))


def _basis(scheme) -> tuple:
	levels = tuple(
		(cint(row.star), row.title, cint(row.min_hours), cint(row.require_previous_star))
		for row in scheme.levels
	)
	return (getdate(scheme.effective_from), scheme.grant_mode, levels)
