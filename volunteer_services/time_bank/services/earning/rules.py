"""Points Rules as the rules of ``domain`` want them: the version in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.utils import cint, getdate, nowdate

from volunteer_services.time_bank.domain.points import PointsRule, factors_of

DOCTYPE = "Points Rule"


@dataclass(frozen=True)
class RuleVersion:
	"""One Points Rule with its name and its first day."""

	name: str
	effective_from: date
	rule: PointsRule


def to_rule(doc, factors: Iterable) -> PointsRule:
	"""A Points Rule and its rating factors as ``domain`` wants them. Raises domain.errors.PointsRuleError."""
	return PointsRule(
		minutes_per_point=cint(doc.minutes_per_point),
		is_cumulative=doc.rounding == "Cumulative",
		factors=factors_of((cint(row.rating), cint(row.factor_percent)) for row in factors),
		balance_cap=cint(doc.balance_cap),
		surplus_to_pool=doc.surplus_to == "Pool",
		redeem_from_minutes=cint(doc.redeem_from_hours) * 60,
		expiry_months=cint(doc.expiry_months),
		goods_allowed=bool(cint(doc.goods_allowed)),
		redeem_for_others=bool(cint(doc.redeem_for_others)),
	)


class RuleBook:
	"""The enabled versions, read once: ask it for many days."""

	def __init__(self) -> None:
		rows = frappe.get_all(
			DOCTYPE,
			filters={"is_disabled": 0},
			fields=[
				"name", "effective_from", "minutes_per_point", "rounding", "balance_cap", "surplus_to",
				"redeem_from_hours", "expiry_months", "goods_allowed", "redeem_for_others",
			],
			order_by="effective_from desc, creation desc",
			limit_page_length=0,
		)  # fmt: skip
		factors: dict[str, list] = {}
		for row in frappe.get_all(
			"Points Rule Factor",
			filters={"parenttype": DOCTYPE, "parent": ["in", [row.name for row in rows] or [""]]},
			fields=["parent", "rating", "factor_percent"],
			order_by="parent, idx",
			limit_page_length=0,
		):
			factors.setdefault(row.parent, []).append(row)
		self.versions = [
			RuleVersion(row.name, getdate(row.effective_from), to_rule(row, factors.get(row.name, ())))
			for row in rows
		]
		self._by_name = {version.name: version for version in self.versions}
		self._by_day: dict[date, RuleVersion | None] = {}

	def on(self, day: date | str | None = None) -> RuleVersion | None:
		"""The version in force on ``day`` (default: today); None before the first: nothing is earned then."""
		day = getdate(day or nowdate())
		if day not in self._by_day:
			begun = (version for version in self.versions if version.effective_from <= day)
			self._by_day[day] = next(begun, None)
		return self._by_day[day]

	def named(self, name: str | None) -> RuleVersion | None:
		"""A version by name, also one that was disabled since."""
		if name and name not in self._by_name and frappe.db.exists(DOCTYPE, name):
			doc = frappe.get_doc(DOCTYPE, name)
			self._by_name[name] = RuleVersion(
				name, getdate(doc.effective_from), to_rule(doc, doc.rating_factors)
			)
		return self._by_name.get(name or "")


def rule_in_force(day: date | str | None = None) -> RuleVersion | None:
	"""The enabled version in force on ``day`` (default: today)."""
	return RuleBook().on(day)
