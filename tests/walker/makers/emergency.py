"""A call-out that gathers, and one who was called."""

import frappe

from tests import factories as make
from tests.walker.makers.registry import makes


@makes("Emergency Call-out")
def call_out(place, made):
	return make._insert(
		{
			"doctype": "Emergency Call-out",
			"scenario": "暴雨内涝",
			"kind": "Drill",
			"team": place.team.name,
			"site": place.site.name,
			"region": place.region.name,
			"place": "社区低洼路段",
			"order_from": "区应急指挥部",
			"order_no": "应急令1号",
			"activity": made["Service Activity"].name,
			"posts": [{"post_title": "抢险", "headcount": 2}],
			"duty_teams": [{"team": place.team.name}],
		},
		"Gathering",
	)


@makes("Call-out Response")
def response(place, made):
	"""As a wave stores it: whom the gate lets pass is no question of the walk."""
	from volunteer_services.volunteer_readiness.services.emergency import responses

	call, volunteer = made["Emergency Call-out"], made["Volunteer Profile"]
	row = frappe._dict(volunteer=volunteer.name, full_name=volunteer.full_name, team=place.team.name)
	responses.ask(call, [row], 1)
	name = frappe.db.get_value("Call-out Response", {"call_out": call.name, "volunteer": volunteer.name})
	return frappe.get_doc("Call-out Response", name)
