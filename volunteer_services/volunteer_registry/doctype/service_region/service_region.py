import frappe
from frappe import _
from frappe.utils.nestedset import NestedSet

from volunteer_services.exceptions import TreeLevelError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.volunteer_registry.services import trees


class ServiceRegion(KeptDocument, GuardedDocument, NestedSet):
	"""A node of the administrative tree 省—市—区—街(镇)—村(居) [S3][S4]; its name is its region code."""

	nsm_parent_field = "parent_service_region"

	def before_naming(self) -> None:
		self.region_code = trees.normalise_code(self.region_code)

	def validate(self) -> None:
		self.validate_level()
		self.validate_group()
		self.validate_statistics()

	def validate_level(self) -> None:
		parent_level = trees.level_of("Service Region", self.parent_service_region)
		trees.check_region_level(self.region_level, parent_level)
		if not self.is_new():
			for child in trees.children_levels("Service Region", self.name):
				trees.check_region_level(child, self.region_level)

	def validate_group(self) -> None:
		trees.keep_group_flag(self)

	def validate_statistics(self) -> None:
		years = [row.year for row in self.statistics]
		twice = sorted({year for year in years if years.count(year) > 1})
		if twice:
			frappe.throw(
				_("The statistics name the year {0} twice. Keep one row for each year.").format(twice[0]),
				TreeLevelError,
				title=_("Year Twice"),
			)

	def on_update(self) -> None:
		trees.mark_parent_as_group(self)
		super().on_update()

	def on_trash(self) -> None:
		super().on_trash(allow_root_deletion=True)
