"""Visits: plan many at once, answer and close findings, calendar."""

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Day, Moment, Names, Rows
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.filters import conditions
from volunteer_services.pilot_sites.reporting import calendars
from volunteer_services.pilot_sites.services import visit_planning, visits


@endpoint(methods=["POST"])
def plan(
	visit_kind: str,
	from_date: Day,
	to_date: Day,
	per_day: int = 1,
	sites: Names | None = None,
	region: str | None = None,
	programme: str | None = None,
	not_visited_days: int = 0,
	visitor: str | None = None,
	experts: Rows | None = None,
	resources: Rows | None = None,
) -> dict:
	"""Plan a visit to each site, spread over the working days: {planned, skipped}, or {job, count} of many.

	``sites`` named, or all of a region, of a programme, or not visited for so many days.
	"""
	visit_planning.require_visitor(visitor)
	return visit_planning.plan(
		visit_planning.Choice(tuple(sites or ()), region or None, programme or None, not_visited_days),
		visit_planning.Plan(
			visit_kind,
			from_date,
			to_date,
			per_day,
			visitor or None,
			experts or [],
			resources or [],
		),
	)


@endpoint(methods=["POST"])
def answer_finding(visit: str, finding: str, answer: str) -> dict:
	"""What the site did about a finding, said by whoever may see the visit."""
	require_permission(visits.DOCTYPE, "read", visit)
	visits.answer_finding(visit, finding, answer)
	return {"visit": visit}


@endpoint(methods=["POST"])
def close_finding(visit: str, finding: str, closing_remark: str) -> dict:
	"""Close a finding; returns follow_up and open_findings of the visit."""
	require_permission(visits.DOCTYPE, "write", visit)
	doc = visits.close_finding(visit, finding, closing_remark)
	return {"follow_up": doc.follow_up, "open_findings": doc.open_findings}


@endpoint()
def calendar(start: Moment, end: Moment, filters: str | list | None = None) -> list[dict]:
	"""The visits of the user's scope in these days."""
	require_permission(visits.DOCTYPE, "read")
	return calendars.visits(start, end, conditions(visits.DOCTYPE, filters))
