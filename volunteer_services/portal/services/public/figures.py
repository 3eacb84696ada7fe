"""What the organisation shows of itself in figures, each with its definition [L67 §18, §21]. Nobody is named;
all of them are reckoned once an hour."""

from __future__ import annotations

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_months, cint, get_first_day, getdate, nowdate

# The scheduler is there before the hour's figures are over, so that no visitor waits for them.
_KEY, _KEPT_SECONDS = "volunteer_services:public_figures", 2 * 3600
MONTHS = 12


def figures() -> frappe._dict:
	"""``totals`` (key → number) and ``months``: (first day, minutes, volunteers) of the last twelve."""
	found = frappe.cache.get_value(_KEY, expires=True)
	return frappe._dict(refresh() if found is None else found)


def refresh() -> dict:
	"""Hourly: reckon the figures and keep them."""
	found = {"totals": _totals(), "months": _months()}
	frappe.cache.set_value(_KEY, found, expires_in_sec=_KEPT_SECONDS)
	return found


def _totals() -> dict[str, int]:
	people, minutes, active = frappe.db.sql(
		"""select count(*), coalesce(sum(`total_minutes`), 0), coalesce(sum(`last_service_date` >= %s), 0)
		from `tabVolunteer Profile` where `workflow_state` = 'Registered'""",
		(add_months(nowdate(), -MONTHS),),
	)[0]
	return {
		"volunteers": cint(people),
		"hours": cint(minutes) // 60,
		"active": cint(active),
		"teams": frappe.db.count("Volunteer Team", {"workflow_state": "Active"}),
		"sites": frappe.db.count("Service Site", {"status": "Active"}),
		"certified": frappe.db.count("Service Site", {"status": "Active", "compliance_state": "Certified"}),
		"activities": frappe.db.count(
			"Service Activity",
			{
				"workflow_state": ["in", ["Completed", "Recorded"]],
				"starts_on": [">=", add_months(nowdate(), -MONTHS)],
			},
		),
	}


def _months() -> list[tuple[date, int, int]]:
	"""One walk along the index of the volunteers' sums, which needs no rows and no sorting: each volunteer's
	minutes of each month, then all of them together."""
	first = getdate(get_first_day(add_months(nowdate(), 1 - MONTHS)))
	months = [getdate(add_months(first, number)) for number in range(MONTHS)]
	of_one = ", ".join(
		f"sum(if(extract(year_month from `service_date`) = {month:%Y%m}, `minutes`, 0)) as m{number}, "
		f"max(extract(year_month from `service_date`) = {month:%Y%m}) as p{number}"
		for number, month in enumerate(months)
	)
	of_all = ", ".join(f"sum(m{number}), sum(p{number})" for number in range(MONTHS))
	row = frappe.db.sql(
		f"""select {of_all} from (
			select {of_one} from `tabService Log` force index (`volunteer_sums`)
			where `docstatus` = 1 and `service_date` >= %s and `service_date` <= %s
			group by `volunteer`) each_volunteer""",  # noqa: S608 (numbers of ours)
		(first, nowdate()),
	)[0]
	return [(month, cint(row[2 * number]), cint(row[2 * number + 1])) for number, month in enumerate(months)]


def shown() -> list[frappe._dict]:
	"""Each figure with its name and its definition, in the page's language."""
	totals = figures().totals
	return [
		frappe._dict(key=key, title=title, definition=definition, number=f"{totals[key]:,}")
		for key, title, definition in _words()
	]


def _words() -> tuple[tuple[str, str, str], ...]:
	return (
		(
			"volunteers",
			_("Registered Volunteers"),
			_("People whose registration was reviewed and is in force today."),
		),
		(
			"hours",
			_("Hours of Service"),
			_("Approved service time of those who are registered today, of all years."),
		),
		(
			"active",
			_("Active in the Last Year"),
			_("Registered volunteers with at least one approved service in the last twelve months."),
		),
		(
			"activities",
			_("Activities of the Last Year"),
			_("Activities that took place in the last twelve months."),
		),
		("teams", _("Active Teams"), _("Teams that were reviewed and are active today.")),
		("sites", _("Service Sites"), _("Sites that are open today.")),
		(
			"certified",
			_("Sites that Fulfil the Checklist"),
			_("Of the open sites, those that were assessed and certified, and whose term is not over."),
		),
	)


def chart() -> list[frappe._dict]:
	"""The hours of each month, with the height of its bar in percent of the highest."""
	months = figures().months
	most = max((minutes for _month, minutes, _people in months), default=0) or 1
	return [
		frappe._dict(
			month=f"{month:%Y-%m}", label=str(month.month), hours=f"{minutes // 60:,}", people=people,
			height=round(minutes * 100 / most),
		)
		for month, minutes, people in months
	]  # fmt: skip
