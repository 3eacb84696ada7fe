"""The menu of services as anybody reads it."""

from __future__ import annotations

import frappe
from frappe.utils import cint, cstr

from volunteer_services.service_needs.services.menu import offers

_KEY, _KEPT_SECONDS = "volunteer_services:need_kinds", 600
MOST_PAGES = 500


def read(asked) -> frappe._dict:
	"""What an address asks for: ``region``, ``kind``, ``page``; what is none counts as not asked."""
	return frappe._dict(
		region=cstr(asked.get("region"))[:140],
		kind=cstr(asked.get("kind"))[:140],
		page=min(max(1, cint(cstr(asked.get("page"))[:6])), MOST_PAGES),
	)


def listed(asked) -> frappe._dict:
	"""One page: ``rows`` with their facts in a line, and ``has_more``. Two queries."""
	found = offers.published(asked.region, asked.kind, asked.page)
	for row in found["rows"]:
		facts = (row.when_offered, row.team_name or row.site_name, row.region_name, row.conditions)
		row.facts = " · ".join(fact for fact in facts if fact)
	return frappe._dict(rows=found["rows"], has_more=found["page"] < found["pages"])


def kinds() -> list[str]:
	"""The kinds of needs that may be asked for; kept for ten minutes."""
	found = frappe.cache.get_value(_KEY, expires=True)
	if found is None:
		found = frappe.get_all(
			"Service Need Kind", {"is_enabled": 1}, pluck="name", order_by="creation, name", limit=60
		)
		frappe.cache.set_value(_KEY, found, expires_in_sec=_KEPT_SECONDS)
	return found
