"""Activities under way, and people who come and go; the hours count from today's noon."""

from __future__ import annotations

from datetime import timedelta

import frappe

from tests.site.volunteer_projects.signing_world import midday, move_back, published
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.api import activities as api
from volunteer_services.volunteer_projects.services.presence import events, passes

CHECK_IN = "Check In"


def under_way(place, *people, hours: float = -1.0, **values):
	"""An activity that began so many hours from now, with these people signed up."""
	activity = published(place, midday() + timedelta(hours=2), **values)
	for who in people:
		world.as_(place.leader, api.sign_up, activity.name, who.name)
	if hours < 2:
		move_back(activity, hours=2 - hours)
	return activity


def came(activity, who, kind="In", hours: float = 0.0, **values):
	seen = events.Seen(kind, "Leader Scan", midday() + timedelta(hours=hours), **values)
	return events.record(activity.name, who.name, seen)


def of(who) -> list[tuple]:
	return [
		tuple(one)
		for one in frappe.get_all(
			CHECK_IN,
			{"volunteer": who.name},
			["kind", "is_open"],
			order_by="happened_at, creation",
			as_list=True,
		)
	]


def kept(who, kind, hours, number, **values):
	return {
		"text": passes.make(who.name, midday() - timedelta(hours=6))["text"],
		"kind": kind,
		"happened_at": str(midday() + timedelta(hours=hours)),
		"offline_id": number,
		**values,
	}
