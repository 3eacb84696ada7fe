"""The conditions of the filters that all reports on service records share."""

from volunteer_services.foundation.reporting import period
from volunteer_services.foundation.reporting.query import TREES, Where, is_checked

LOG_EQUALS = (
	"site",
	"recording_unit",
	"category",
	"theme",
	"source",
	"trust_class",
	"project",
	"activity",
	"volunteer",
	"recipient_group",
	"age_band",
	"recorder",
)


def log_where(
	filters: dict, alias: str = "log", approved_only: bool = True, days: period.Period | None = None
) -> Where:
	"""The conditions of the filters on Service Log; ``days`` stand in the place of the filters' period.

	Raises ReportFilterError.
	"""
	where = Where("Service Log", alias).within("service_date", days or period.of_filters(filters))
	for column, doctype in TREES.items():
		where.below(column, doctype, filters.get(column))
	where.equals(filters, *LOG_EQUALS)
	if filters.get("political_status"):
		where.add(
			"{t}.`volunteer` in (select `name` from `tabVolunteer Profile`"
			" where `political_status` = %(political_status)s)",
			political_status=filters["political_status"],
		)
	if is_checked(filters, "is_make_up"):
		where.add("{t}.`is_make_up` = 1")
	if approved_only:
		where.add("{t}.`docstatus` = 1")
	return where
