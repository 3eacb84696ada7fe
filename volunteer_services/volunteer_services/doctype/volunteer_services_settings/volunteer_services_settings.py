import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from volunteer_services.exceptions import SettingsError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.domain.messages import QuietHours
from volunteer_services.foundation.rules import enforce
from volunteer_services.service_records.services import limits
from volunteer_services.volunteer_readiness.domain.training import check_percent

LEAST_RETENTION_YEARS = 10


class VolunteerServicesSettings(GuardedDocument, Document):
	"""The policies that differ from city to city; the national rules are the defaults."""

	def validate(self) -> None:
		self.validate_limits()
		self.validate_ages()
		self.validate_team_levels()
		self.validate_special_days()
		self.validate_retention()
		self.validate_training()
		self.validate_quiet_hours()

	def validate_limits(self) -> None:
		with enforce(SettingsError, _("Daily Limits")):
			limits.limits_of(self)
		if not 0 < cint(self.max_log_minutes) <= 24 * 60:
			self._refuse(_("The longest single service lies between 1 and 1440 minutes."))

	def validate_ages(self) -> None:
		if not 0 <= cint(self.minimum_age) <= cint(self.guardian_age):
			self._refuse(_("The minimum age cannot be above the age below which a guardian consents."))

	def validate_team_levels(self) -> None:
		ranks = [cint(row.rank) for row in self.team_levels]
		names = [row.level_name for row in self.team_levels]
		if len(set(ranks)) < len(ranks) or len(set(names)) < len(names):
			self._refuse(_("Each team level needs a rank and a name of its own."))
		used = frappe.get_all("Volunteer Team", distinct=True, pluck="team_level", order_by="team_level")
		missing = [level for level in used if level not in names]
		if missing:
			self._refuse(
				_("There are teams of the level {0}; it cannot be removed.").format(", ".join(missing))
			)

	def validate_special_days(self) -> None:
		days = [getdate(row.special_date) for row in self.special_days]
		for day in days:
			if days.count(day) > 1:
				self._refuse(_("{0} is entered twice among the special days.").format(day))

	def validate_retention(self) -> None:
		"""[GBT §5.2.2]"""
		if cint(self.retention_years) < LEAST_RETENTION_YEARS:
			self._refuse(_("Records are kept at least {0} years.").format(LEAST_RETENTION_YEARS))

	def validate_quiet_hours(self) -> None:
		with enforce(SettingsError, _("Quiet Hours")):
			QuietHours(cint(self.quiet_from), cint(self.quiet_until))

	def validate_training(self) -> None:
		with enforce(SettingsError, _("Courses and Insurance")):
			check_percent(cint(self.min_attendance_percent))

	def _refuse(self, message: str) -> None:
		frappe.throw(message, SettingsError, title=_("Settings"))
