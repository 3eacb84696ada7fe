"""The conditions of the filters that all reports on service records share."""

from volunteer_services.foundation.reporting import period
from volunteer_services.foundation.reporting.query import TREES, Where

LOG_EQUALS = (
	"site",
	"recording_unit",
	"category",
	"theme",
	"source",
	"project",
	"activity",
	"volunteer",
	"recipient_group",
	"age_band",
)


def log_where(filters: dict, alias: str = "log", approved_only: bool = True) -> Where:
	"""The conditions of the filters on Service Log. Raises ReportFilterError."""
	where = Where("Service Log", alias).within("service_date", period.of_filters(filters))
	for column, doctype in TREES.items():
		where.below(column, doctype, filters.get(column))
	where.equals(filters, *LOG_EQUALS)
	if approved_only:
		where.add("{t}.`docstatus` = 1")
	return where
