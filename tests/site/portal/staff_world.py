"""The pages of leaders, site managers and officers, opened as the website renders them."""

import frappe
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.site.portal.pages_world import open_address

PATH = "volunteer-team-service"
LOG = "Service Log"


def open_part(user: str, part: str = "", **parameters):
	return open_address(user, f"{PATH}/{part}".rstrip("/"), **parameters)


def waiting(place, volunteer: str | None = None, **values):
	"""A record that waits for the leader."""
	values.setdefault("service_date", frappe.utils.add_days(frappe.utils.nowdate(), -2))
	log = make.make_log(place, volunteer or place.volunteer().name, **values)
	return apply_workflow(log, "Submit for Review")
