"""Service that the system hears of late, or from the volunteers: make-up entries, own reports."""

import frappe

from tests import factories as make
from tests.site.service_records import self_reports_world
from tests.site.volunteer_projects import make_up_world
from tests.walker.makers.registry import makes


@makes("Make-up Declaration")
def declaration(place, made):
	"""Of an activity of its own: no records are made of that one."""
	activity = make._insert(
		{
			"doctype": "Service Activity",
			"activity_name": make.unique("补录活动"),
			"project": place.project.name,
			"starts_on": "2026-03-08 14:00:00",
			"ends_on": "2026-03-08 16:00:00",
			"location": "社区广场",
			"activity_leader": "张队长",
			"service_content": "义务维修",
			"is_make_up": 1,
			"participants": [{"volunteer": made["Volunteer Profile"].name, "status": "Attended"}],
		},
		"Draft",
	)
	return make_up_world.declared(activity, place.leader)


@makes("Service Self Report")
def self_report(place, made):
	"""A day of its own, without a witness who has a login."""
	name = self_reports_world.send(made["Volunteer Profile"], place, days_ago=3)
	return frappe.get_doc("Service Self Report", name)
