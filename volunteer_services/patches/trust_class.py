"""Records from before the check-ins: how they came about is told by their source; nothing attests them."""

import frappe

from volunteer_services.service_records.domain import trust
from volunteer_services.service_records.domain.codes import LogSource


def execute() -> None:
	log = frappe.qb.DocType("Service Log")
	for source in LogSource:
		method, trust_class = trust.of_source(source.value)
		frappe.qb.update(log).set(log.entry_method, method).set(log.trust_class, trust_class).where(
			(log.source == source.value) & (log.trust_class.isnull() | (log.trust_class == ""))
		).run()
