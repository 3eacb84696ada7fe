"""What the system already knows of a site and offers as evidence: teams, records, activities, projects."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, getdate

MONTHS = 12
"""So far back records and activities count."""
LISTED = 200
"""So many names a list's filter holds at most."""
# What is counted for each source. ``since`` and ``until`` are days, ``after`` is the day after.
_COUNTS = {
	"Active Teams": """select count(*) from `tabVolunteer Team` where `site` = %(site)s
		and `workflow_state` = 'Active'""",
	"Service Records": """select count(*) from `tabService Log` where `site` = %(site)s and `docstatus` = 1
		and `service_date` between %(since)s and %(until)s""",
	"Activities": """select count(*) from `tabService Activity` where `site` = %(site)s
		and `workflow_state` in ('Completed', 'Recorded')
		and `starts_on` >= %(since)s and `starts_on` < %(after)s""",
	"Projects": """select count(*) from `tabVolunteer Project` where `site` = %(site)s
		and `workflow_state` in ('Recruiting', 'In Progress', 'Completed', 'Closed')
		and `start_date` <= %(until)s and `end_date` >= %(since)s""",
	"Registered Volunteers": """select count(*) from `tabVolunteer Profile` as p
		inner join `tabVolunteer Team` as t on t.`name` = p.`primary_team`
		where t.`site` = %(site)s and p.`workflow_state` = 'Registered'""",
}


def span(day: date | str) -> tuple[date, date]:
	"""First and last day of the records that count for an assessment on ``day``."""
	until = getdate(day)
	return getdate(add_to_date(until, months=-MONTHS, days=1)), until


def count(site: str, source: str, day: date | str) -> int:
	"""How many records of ``source`` the site had up to ``day``; with full sight. 0 for an unknown source."""
	if source not in _COUNTS:
		return 0
	since, until = span(day)
	values = {"site": site, "since": since, "until": until, "after": add_to_date(until, days=1)}
	return cint(frappe.db.sql(_COUNTS[source], values)[0][0])


def offers(site: str, day: date | str) -> dict[str, dict]:
	"""For each source: count, DocType and filters of the list that shows the records, and a sentence.

	The count is of full sight; the list shows of it what the user may see.
	"""
	since, until = (str(limit) for limit in span(day))
	lists = {
		"Active Teams": ("Volunteer Team", {"site": site, "workflow_state": "Active"}, _("{0} active teams")),
		"Service Records": (
			"Service Log",
			{"site": site, "docstatus": 1, "service_date": ["between", [since, until]]},
			_("{0} approved records of the last 12 months"),
		),
		"Activities": (
			"Service Activity",
			{
				"site": site,
				"workflow_state": ["in", ["Completed", "Recorded"]],
				"starts_on": ["between", [since, until]],
			},
			_("{0} activities of the last 12 months"),
		),
		"Projects": (
			"Volunteer Project",
			{
				"site": site,
				"workflow_state": ["in", ["Recruiting", "In Progress", "Completed", "Closed"]],
				"start_date": ["<=", until],
				"end_date": [">=", since],
			},
			_("{0} projects of the last 12 months"),
		),
		"Registered Volunteers": (
			"Volunteer Profile",
			{"workflow_state": "Registered", "primary_team": ["in", _teams(site) or [""]]},
			_("{0} registered volunteers"),
		),
	}
	found = {}
	for source, (doctype, filters, sentence) in lists.items():
		number = count(site, source, day)
		found[source] = {
			"count": number,
			"doctype": doctype,
			"filters": filters,
			"text": sentence.format(number),
		}
	return found


def _teams(site: str) -> list[str]:
	return frappe.get_all(
		"Volunteer Team", filters={"site": site}, order_by="name", pluck="name", limit_page_length=LISTED
	)
