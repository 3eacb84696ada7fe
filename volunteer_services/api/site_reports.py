"""Downloads of the reports on sites."""

import frappe
from frappe import _

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation import access
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.pilot_sites.reporting import workbook


@endpoint(methods=["GET"])
def compliance_workbook(filters: str | dict | None = None) -> None:
	"""The compliance of the sites in the user's scope as an xlsx file; the export is logged.

	``filters``: those of the report Site Compliance by Region. Raises ReportFilterError.
	"""
	for right in ("report", "export"):
		access.require_permission("Site Assessment", right)
	values = frappe.parse_json(filters or {})
	if not isinstance(values, dict):
		frappe.throw(_("The filters of the report cannot be read. Open the report again."), ReportFilterError)
	content = workbook.compliance_workbook(frappe._dict(values))
	access.record(
		"volunteer_services.api.site_reports.compliance_workbook",
		"Site Assessment",
		details=frappe.as_json({key: value for key, value in values.items() if value}, indent=None),
	)
	# The log is kept, although a download changes nothing else.
	frappe.local.flags.commit = True
	frappe.response["filename"] = f"site-compliance-{frappe.utils.nowdate()}.xlsx"
	frappe.response["filecontent"] = content
	frappe.response["type"] = "binary"
