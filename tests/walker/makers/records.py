"""Projects, activities, service records and what follows from them."""

import frappe
from frappe.model.base_document import BaseDocument

from tests import factories as make
from tests.walker.makers.registry import later_day, makes
from volunteer_services.api import certificates, corrections
from volunteer_services.foundation.database.names import random_name
from volunteer_services.service_records.services import totals
from volunteer_services.service_records.services.certifying import certificate_requests
from volunteer_services.service_records.services.complaints import receiving


@makes("Volunteer Project")
def project(place, made):
	return make.make_project(
		place.team,
		place.unit.name,
		posts=[{"post_title": "引导员", "headcount": 2}],
		requirements=[{"kind": "Insurance", "insurance_scope": "Drill"}],
		state="In Progress",
	)


@makes("Service Activity")
def activity(place, made):
	return make._insert(
		{
			"doctype": "Service Activity",
			"activity_name": make.unique("活动"),
			"project": place.project.name,
			"starts_on": "2026-03-08 09:00:00",
			"ends_on": "2026-03-08 11:00:00",
			"location": "社区广场",
			"activity_leader": "张队长",
			"service_content": "义务维修",
			"participants": [{"volunteer": made["Volunteer Profile"].name, "status": "Signed Up"}],
		},
		"Recruiting" if _has_state("Service Activity", "Recruiting") else None,
	)


def _has_state(doctype, state):
	workflow = frappe.db.get_value("Workflow", {"document_type": doctype, "is_active": 1})
	return frappe.db.exists("Workflow Document State", {"parent": workflow, "state": state})


@makes("Service Log")
def log(place, made):
	return make.make_log(place, made["Volunteer Profile"].name)


def approved_log(place, made, day):
	doc = make.make_log(place, made["Volunteer Profile"].name, service_date=day, state="Approved")
	totals.refresh([made["Volunteer Profile"].name])
	return doc


@makes("Record Correction")
def correction(place, made):
	log = approved_log(place, made, "2026-03-06")
	frappe.set_user(place.manager)
	name = corrections.ask(log.name, "时间登记有误", {"new_minutes": 90}, submit=False)["name"]
	return frappe.get_doc("Record Correction", name)


@makes("Service Certificate")
def certificate(place, made):
	"""Issued: its entries and its code are what somebody would read."""
	approved_log(place, made, "2026-03-07")
	frappe.set_user(place.manager)
	name = certificates.prepare(
		made["Volunteer Profile"].name, place.unit.name, "2026-01-01", "2026-06-30", "求职"
	)
	doc = frappe.get_doc("Service Certificate", name)
	doc.submit()
	return doc


@makes("Star Scheme")
def scheme(place, made):
	return make._insert(
		{
			"doctype": "Star Scheme",
			"scheme_name": make.unique("认定标准"),
			"effective_from": later_day(),
			"grant_mode": "Review",
			"levels": [{"star": 1, "title": "一星", "min_hours": 100}],
		}
	)


@makes("Star Award")
def award(place, made):
	"""A proposal, put there below the guard: awards are written by the recalculation only."""
	volunteer = made["Volunteer Profile"]
	doc = frappe.get_doc(
		{
			"doctype": "Star Award",
			"volunteer": volunteer.name,
			"volunteer_name": volunteer.full_name,
			"star": 1,
			"scheme": made["Star Scheme"].name,
			"status": "Proposed",
			"team": place.team.name,
			"site": place.site.name,
			"region": place.region.name,
		}
	)
	doc.name = f"{volunteer.name}-1"
	BaseDocument.db_insert(doc)
	return doc


@makes("Activity Shift")
def shift(place, made):
	return make._insert(
		{
			"doctype": "Activity Shift",
			"activity": made["Service Activity"].name,
			"shift_title": make.unique("上午班"),
			"starts_on": "2026-03-08 09:00:00",
			"ends_on": "2026-03-08 10:00:00",
			"capacity": 5,
		}
	)


@makes("Activity Sign Up")
def sign_up(place, made):
	"""As the service stores it: the activity of this world lies in the past, where nobody signs up."""
	activity, shift = made["Service Activity"], made["Activity Shift"]
	doc = frappe.get_doc(
		{
			"doctype": "Activity Sign Up",
			"activity": activity.name,
			"activity_name": activity.activity_name,
			"shift": shift.name,
			"volunteer": made["Volunteer Profile"].name,
			"volunteer_name": made["Volunteer Profile"].full_name,
			"status": "Signed Up",
			"starts_on": shift.starts_on,
			"ends_on": shift.ends_on,
			**{field: activity.get(field) for field in ("team", "site", "region")},
		}
	)
	doc.flags.by_service = doc.flags.is_placed = doc.flags.ignore_permissions = True
	return doc.insert()


@makes("Cover Request")
def cover_request(place, made):
	"""As the service stores it, with somebody who was asked."""
	from volunteer_services.volunteer_projects.domain.cover import Candidate
	from volunteer_services.volunteer_projects.services.covering import store

	sign_up, shift = made["Activity Sign Up"], made["Activity Shift"]
	held = frappe._dict(activity=made["Service Activity"], shift=shift)
	request = store.insert(held, sign_up, make.unique("家里有事"))
	volunteer = made["Volunteer Profile"]
	store.ask(request, [Candidate(volunteer.name, volunteer.full_name)], [], None)
	return frappe.get_doc("Cover Request", request.name)


@makes("Group Sign Up")
def group(place, made):
	"""As the service stores it: the activity of this world lies in the past, where nobody signs up."""
	shift, person = made["Activity Shift"], made["Volunteer Profile"]
	doc = frappe.get_doc(
		{
			"doctype": "Group Sign Up",
			"activity": shift.activity,
			"activity_name": made["Service Activity"].activity_name,
			"shift": shift.name,
			"starts_on": shift.starts_on,
			"ends_on": shift.ends_on,
			"group_name": make.unique("社区小组"),
			"volunteer": person.name,
			"volunteer_name": person.full_name,
			"status": "Booked",
			"head_count": 2,
			"open_places": 2,
			**{field: made["Service Activity"].get(field) for field in ("team", "site", "region")},
		}
	)
	doc.flags.by_service = doc.flags.ignore_permissions = True
	return doc.insert()


@makes("Shift Availability")
def availability(place, made):
	"""Put there below the guard: it is written by the own page's service only."""
	shift, person = made["Activity Shift"], made["Volunteer Profile"]
	doc = frappe.get_doc(
		{
			"doctype": "Shift Availability",
			"activity": shift.activity,
			"activity_name": made["Service Activity"].activity_name,
			"shift": shift.name,
			"starts_on": shift.starts_on,
			"ends_on": shift.ends_on,
			"volunteer": person.name,
			"volunteer_name": person.full_name,
			"answer": "Can Serve",
			"answered_on": shift.starts_on,
			**{field: made["Service Activity"].get(field) for field in ("team", "site", "region")},
		}
	)
	doc.name = random_name()
	BaseDocument.db_insert(doc)
	return doc


@makes("Check In")
def check_in(place, made):
	"""As the service stores it."""
	from volunteer_services.volunteer_projects.services.presence import log

	found = made["Activity Sign Up"]
	values = {field: found.get(field) for field in log.COPIED if field != "sign_up"}
	return frappe.get_doc(
		"Check In",
		log.insert(
			{
				**values,
				"sign_up": found.name,
				"kind": "In",
				"method": "Leader Scan",
				"happened_at": found.starts_on,
				"received_at": found.starts_on,
			}
		).name,
	)


@makes("Service Certificate Request")
def certificate_request(place, made):
	"""Of the person and the unit of the records; nothing is issued for it."""
	doc = frappe.get_doc(
		{
			"doctype": certificate_requests.DOCTYPE,
			"volunteer": made["Volunteer Profile"].name,
			"volunteer_name": made["Volunteer Profile"].full_name,
			"recording_unit": place.unit.name,
			"from_date": "2026-03-01",
			"to_date": "2026-03-31",
			"purpose": make.unique("school"),
			"status": "Requested",
			"team": place.team.name,
			"site": place.team.site,
			"region": place.team.region,
		}
	)
	doc.flags.by_service = doc.flags.ignore_permissions = True
	return doc.insert()


@makes("Service Complaint")
def complaint(place, made):
	"""As the public page sends it."""
	doc = frappe.get_doc(
		{
			"doctype": receiving.DOCTYPE,
			"kind": "Service Hours",
			"activity": made["Service Activity"].name,
			"about": make.unique("hours"),
			"source": "Website",
			"text": make.unique("Nobody was there on that day. "),
			"complainant_name": make.unique("Complainant"),
			"request_id": make.unique("request"),
			"status": "Received",
		}
	)
	doc.flags.by_service = doc.flags.ignore_permissions = True
	return doc.insert()


@makes("Site Kiosk")
def kiosk(place, made):
	"""As the service stores it."""
	from volunteer_services.volunteer_projects.services.kiosk import device

	row, _token = device.open_for(place.site.name)
	return frappe.get_doc("Site Kiosk", row.name)
