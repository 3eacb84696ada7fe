import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, formatdate, getdate

from volunteer_services.exceptions import PointsRuleError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.rules import enforce
from volunteer_services.time_bank.services.earning import rules


class PointsRule(GuardedDocument, Document):
	"""How service time becomes points and what they are good for [S4]; a version begins on a day."""

	def validate(self) -> None:
		with enforce(PointsRuleError, _("Points Rule")):
			rules.to_rule(self, self.rating_factors)
		self.validate_start()
		self.validate_unused()
		self.validate_not_behind()

	def validate_start(self) -> None:
		"""Two versions cannot begin on the same day: nobody could tell which one is in force."""
		if self.is_disabled:
			return
		other = frappe.db.get_value(
			"Points Rule",
			{"effective_from": self.effective_from, "is_disabled": 0, "name": ["!=", self.name or ""]},
			"rule_name",
		)
		if other:
			self._refuse(
				_("The rule {0} begins on {1}, too. Choose another day, or disable one of the two.").format(
					other, formatdate(self.effective_from)
				)
			)

	def validate_unused(self) -> None:
		"""A rule by which points were credited is succeeded by a new one, never changed."""
		before = self.get_doc_before_save()
		if before is not None and self.is_used() and _basis(self) != _basis(before):
			self._refuse(
				_(
					"Points were credited by {0}. Duplicate it and let the new rule begin on a later day."
				).format(self.rule_name)
			)

	def validate_not_behind(self) -> None:
		"""Service that was credited keeps its rule: a new version begins after it."""
		before = self.get_doc_before_save()
		begins = (
			before is None
			or before.is_disabled
			or getdate(before.effective_from) != getdate(self.effective_from)
		)
		if self.is_disabled or not begins:
			return
		last = frappe.db.sql(
			"""select max(l.`service_date`) from `tabPoints Earning` e
			inner join `tabService Log` l on l.`name` = e.`name` where e.`rule` <> %s""",
			(self.name or "",),
		)[0][0]
		if last and getdate(last) >= getdate(self.effective_from):
			self._refuse(
				_(
					"Service of {0} was credited by another rule already. Let this rule begin on a later day."
				).format(formatdate(last))
			)

	def on_trash(self) -> None:
		if self.is_used():
			self._refuse(_("Points were credited by {0}; it must be kept.").format(self.rule_name))

	def is_used(self) -> bool:
		"""Whether points were credited by this rule."""
		return bool(self.name and frappe.db.get_value("Points Earning", {"rule": self.name}, "name"))

	def _refuse(self, message: str) -> None:
		frappe.throw(message, PointsRuleError, title=_("Points Rule"))


def _basis(rule) -> tuple:
	factors = tuple((cint(row.rating), cint(row.factor_percent)) for row in rule.rating_factors)
	numbers = ("minutes_per_point", "balance_cap", "redeem_from_hours", "expiry_months", "goods_allowed")
	numbers += ("redeem_for_others", "is_disabled")
	return (
		getdate(rule.effective_from),
		rule.rounding,
		rule.surplus_to,
		factors,
		tuple(cint(rule.get(field)) for field in numbers),
	)
