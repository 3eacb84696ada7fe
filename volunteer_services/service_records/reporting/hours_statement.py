"""The statement of service hours over all recording units (服务时长汇总单): no certificate."""

import frappe
from frappe.utils import cint


def hours_statement(volunteer: str) -> frappe._dict:
	"""Approved records of a volunteer by recording unit and by year: units, years (rows with label, records,
	minutes, first, last), records, minutes, first, last. Raises PermissionError without read access."""
	frappe.get_doc("Volunteer Profile", volunteer).check_permission("read")
	units = frappe.db.sql(
		"""select u.`unit_name` as label, count(*) as records, sum(l.`minutes`) as minutes,
			min(l.`service_date`) as first, max(l.`service_date`) as last
		from `tabService Log` l left join `tabRecording Unit` u on u.`name` = l.`recording_unit`
		where l.`volunteer` = %s and l.`docstatus` = 1
		group by l.`recording_unit`, u.`unit_name` order by minutes desc""",
		(volunteer,),
		as_dict=True,
	)
	years = frappe.db.sql(
		"""select extract(year from `service_date`) as label, count(*) as records, sum(`minutes`) as minutes
		from `tabService Log` where `volunteer` = %s and `docstatus` = 1
		group by extract(year from `service_date`) order by label""",
		(volunteer,),
		as_dict=True,
	)
	return frappe._dict(
		units=units,
		years=years,
		records=sum(cint(row.records) for row in units),
		minutes=sum(cint(row.minutes) for row in units),
		first=min((row["first"] for row in units), default=None),
		last=max((row["last"] for row in units), default=None),
	)
