"""Approved records, asking for their correction, and deciding it."""

import frappe

from tests import factories as make
from volunteer_services.api import corrections as api
from volunteer_services.service_records.services import totals


def approved(place, volunteer, **values):
	log = make.make_log(place, volunteer, state="Approved", **values)
	totals.refresh([volunteer])
	return log


def ask(user, log, reason="时间登记有误", is_withdrawal=False, **changes):
	frappe.set_user(user)
	name = api.ask(log.name, reason, changes, is_withdrawal)["name"]
	return frappe.get_doc("Record Correction", name)


def decide(user, doc, state="Approved"):
	frappe.set_user(user)
	doc = frappe.get_doc("Record Correction", doc.name)
	doc.workflow_state = state
	doc.save()
	return doc


def total(volunteer):
	return frappe.db.get_value("Volunteer Profile", volunteer, "total_minutes")
