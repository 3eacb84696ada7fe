"""Visits to the sites, with what they found, and the yearly 1+1 of those with a plaque."""

import frappe

from volunteer_services.demo import staff
from volunteer_services.demo.data import pilot_places as data
from volunteer_services.demo.world import World, acting, insert, move
from volunteer_services.pilot_sites.services import submissions
from volunteer_services.pilot_sites.services import visits as site_visits

AUDITOR = staff.address("auditor")
_EXPERTS = (
	("周教授", "高校社会学系（演示）"),
	("李督导", "社会工作协会（演示）"),
	("吴老师", "志愿服务学院（演示）"),
)
_RESOURCES = (
	("Books", "《社区志愿服务工作手册》", 10),
	("Tutor", "驻点导师每月一次", 6),
	("Case", "优秀案例汇编", 1),
)


def make(world: World) -> str:
	"""Two years of visits to the bases, fewer to the others; submissions of both years."""
	visits = sum(_visits(world, key, number) for number, key in enumerate(data.BASES))
	visits += _others(world)
	submitted = _submissions(world)
	return f"{visits} visits, {submitted} submissions"


def _visit(world: World, key: str, kind: str, offset: int, user: str, **values):
	site = world.sites[key]
	with acting(user):
		return insert(
			{
				"doctype": site_visits.DOCTYPE,
				"service_site": site.name,
				"pilot_site": _pilot_of(site.name),
				"visit_kind": kind,
				"planned_on": world.day(offset),
				"visitor": user,
				**values,
			}
		)


def _pilot_of(site: str) -> str | None:
	return frappe.db.get_value("Pilot Site", {"service_site": site}, "name", order_by="creation")


def _visits(world: World, key: str, number: int) -> int:
	"""A base: every quarter of two years, the findings closed but for the newest."""
	for quarter in range(8):
		offset = -700 + quarter * 92 + number * 5
		kind = ("Guidance", "Supervision", "Inspection", "Guidance")[quarter % 4]
		user = AUDITOR if kind == "Inspection" else world.sites[key].officer
		expert = _EXPERTS[(quarter + number) % 3]
		values = {
			"visited_on": world.day(offset),
			"experts": [{"expert_name": expert[0], "organisation": expert[1]}],
			"summary": data.SUMMARIES[(quarter + number) % 4],
		}
		if kind == "Guidance":
			resource = _RESOURCES[quarter % 3]
			values["resources"] = [
				{"resource_kind": resource[0], "description": resource[1], "quantity": resource[2]}
			]
		visit = _visit(world, key, kind, offset, user, **values)
		if kind == "Inspection":
			_find(world, visit, key, quarter, user, is_closed=quarter < 6)
	return 8


def _find(world: World, visit, key: str, number: int, user: str, is_closed: bool) -> None:
	text, item, severity, answer = data.FINDINGS[number % len(data.FINDINGS)]
	with acting(user):
		visit.append(
			"findings",
			{
				"finding": text,
				"item_code": item,
				"severity": severity,
				"responsible": world.sites[key].manager,
				"due_on": frappe.utils.add_days(visit.visited_on, 30),
			},
		)
		visit.save()
	row = visit.findings[-1].name
	with acting(world.sites[key].manager):
		site_visits.answer_finding(visit.name, row, answer)
	if is_closed:
		with acting(user):
			site_visits.close_finding(visit.name, row, "现场复查，已整改。")


def _others(world: World) -> int:
	"""Inspections of further sites: one with an overdue finding, planned ones, one called off."""
	for number, key in enumerate(("xicun", "shiqi", "zumiao", "yuanling")):
		visit = _visit(
			world,
			key,
			"Inspection",
			-75 + number * 12,
			AUDITOR,
			visited_on=world.day(-75 + number * 12),
			summary=data.SUMMARIES[3],
		)
		_find(world, visit, key, number, AUDITOR, is_closed=key == "zumiao")
	for number, key in enumerate(("nanyuan", "beijinglu", "xietong", "guiyuan")):
		_visit(world, key, "Supervision", 5 + number * 3, world.sites[key].officer)
	off = _visit(world, "tiejun", "Guidance", 3, AUDITOR)
	with acting(AUDITOR):
		off.update({"is_called_off": 1, "call_off_reason": "台风预警，另行安排。"})
		off.save()
	return 9


def _submissions(world: World) -> int:
	"""Both halves of the bases' 1+1 of last year are accepted; this year's are on their way."""
	year, made = world.today.year, 0
	states = ("Submitted for Review", "Returned", "Draft", "Cancelled")
	for number, key in enumerate(data.BASES):
		case, story = data.CASES[number], data.STORIES[number]
		for kind in ("Feature Case", submissions.STORY):
			values = {"kind": kind, "title": (case if kind == "Feature Case" else story)[0]}
			values["body"] = f"<p>{(case if kind == 'Feature Case' else story)[-1]}</p>"
			if kind == submissions.STORY:
				values.update(protagonist=story[1], protagonist_agrees=1)
			_walk(world, key, _submit(world, key, year - 1, **values), "Accepted")
			made += 1
		values = {"kind": "Feature Case", "title": f"{case[0]}（续）", "body": f"<p>{case[1]}</p>"}
		_walk(world, key, _submit(world, key, year, **values), states[number])
		made += 1
	return made


def _submit(world: World, key: str, year: int, **values):
	site = world.sites[key]
	with acting(site.manager):
		return insert(
			{
				"doctype": submissions.DOCTYPE,
				"pilot_site": _pilot_of(site.name),
				"year": year,
				"author_name": f"{site.title}编写组",
				**values,
			}
		)


def _walk(world: World, key: str, doc, state: str) -> None:
	"""Along the workflow to ``state``."""
	site = world.sites[key]
	if state == "Draft":
		return
	doc = move(doc, "Submitted for Review", site.manager)
	if state in ("Accepted", "Cancelled"):
		doc = move(doc, "Accepted", site.officer)
	if state in ("Returned", "Cancelled"):
		move(doc, state, site.officer, decision_reason=data.REASONS[state])
	if doc.year < world.today.year:
		frappe.db.set_value(
			doc.doctype, doc.name, {"submitted_on": doc.due_on, "is_late": 0}, update_modified=False
		)
