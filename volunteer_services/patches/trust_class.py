"""Records from before the check-ins: how they came about is told by their source; nothing attests them."""

import frappe

from volunteer_services.service_records.domain import trust
from volunteer_services.service_records.domain.codes import LogSource

_OLD_INDEX = "volunteer_totals"


def execute() -> None:
	log = frappe.qb.DocType("Service Log")
	for source in LogSource:
		method, trust_class = trust.of_source(source.value)
		frappe.qb.update(log).set(log.entry_method, method).set(log.trust_class, trust_class).where(
			(log.source == source.value) & (log.trust_class.isnull() | (log.trust_class == ""))
		).run()
	# Its place was taken by one that holds the class, too.
	if frappe.db.db_type == "mariadb" and frappe.db.has_index("tabService Log", _OLD_INDEX):
		frappe.db.sql_ddl(f"alter table `tabService Log` drop index `{_OLD_INDEX}`")
