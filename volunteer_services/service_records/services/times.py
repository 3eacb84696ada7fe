"""Time of a service log: minutes, overlap, the total of the day, lateness. The caller holds the volunteer's
lock, so that no other record of the person appears meanwhile."""

import frappe
from frappe import _
from frappe.utils import cint, flt, get_datetime, getdate

from volunteer_services.exceptions import OverlapError, ServiceTimeError
from volunteer_services.foundation import settings
from volunteer_services.foundation.domain import errors as rules
from volunteer_services.foundation.domain.overlap import Interval, first_overlap
from volunteer_services.foundation.domain.working_days import is_late
from volunteer_services.foundation.domain.worktime import resolve
from volunteer_services.foundation.rules import enforce
from volunteer_services.service_records.domain.daylimit import level_for_log
from volunteer_services.service_records.services import limits
from volunteer_services.service_records.services.near import NOT_COUNTED, Near

TIME_FIELDS = ("starts_on", "ends_on", "break_minutes")


def set_time(log, before=None) -> None:
	"""Resolve start, end, break, minutes and hours into integer minutes.

	Start and end win, else minutes, else hours. Values that the last save computed are not taken for input:
	whoever changes the end of a saved log need not empty its minutes.
	"""
	minutes, hours = cint(log.minutes), flt(log.hours)
	if before:
		if minutes == cint(before.minutes):
			minutes = 0 if _changed(log, before, (*TIME_FIELDS, "hours")) else minutes
		if flt(hours, 2) == flt(before.hours, 2):
			hours = 0
	starts_on = get_datetime(log.starts_on) if log.starts_on else None
	ends_on = get_datetime(log.ends_on) if log.ends_on else None
	with enforce(ServiceTimeError, _("Service Time")):
		time = resolve(
			starts_on, ends_on, cint(log.break_minutes), minutes or None, str(hours) if hours else None,
			settings.worktime_policy(),
		)  # fmt: skip
	log.minutes, log.hours = time.minutes, float(time.hours)
	if starts_on:
		log.service_date = starts_on.date()


def _changed(log, before, fields) -> bool:
	def plain(doc, field):
		value = doc.get(field)
		if field in ("break_minutes", "hours"):
			return flt(value, 2)
		return get_datetime(value) if value else None

	return any(plain(log, field) != plain(before, field) for field in fields)


def check_not_ahead(log) -> None:
	"""Service is recorded after it was given."""
	now = frappe.utils.now_datetime()
	if getdate(log.service_date) > now.date() or (log.ends_on and get_datetime(log.ends_on) > now):
		frappe.throw(
			_("Service on {0} lies in the future. Record it when it has been given.").format(
				frappe.format(log.service_date, "Date")
			),
			ServiceTimeError,
			title=_("Service Time"),
		)


def check_overlap(log, near: Near) -> None:
	"""Refuse or flag a record that overlaps another one of the same person."""
	log.is_overlapping = 0
	if not (log.starts_on and log.ends_on):
		return
	others = [
		Interval(row.name, get_datetime(row.starts_on), get_datetime(row.ends_on))
		for row in near.others(log)
		if row.starts_on and row.ends_on and row.name != log.corrects
	]
	mine = Interval(log.name or "", get_datetime(log.starts_on), get_datetime(log.ends_on))
	other = first_overlap(mine, others)
	if not other:
		return
	if settings.settings().overlap_policy == "Accept and Flag":
		log.is_overlapping = 1
		return
	with enforce(OverlapError, _("Overlapping Records")):
		raise rules.OverlapError(mine.starts_on, mine.ends_on, other.key, other.starts_on, other.ends_on)


def counted_logs(volunteers, days) -> list[frappe._dict]:
	"""The records of these people and days that count or wait: read under lock, as they are now."""
	return frappe.db.sql(
		"""select `name`, `volunteer`, `service_date`, `minutes`, `docstatus`, `creation`, `corrects`
		from `tabService Log` where `volunteer` in %s and `service_date` in %s and `docstatus` < 2
		and `workflow_state` not in %s for update""",
		(tuple(volunteers), tuple(days), NOT_COUNTED),
		as_dict=True,
	)


def stands_before(other, mine) -> bool:
	"""Whether ``other`` counts for the day total of ``mine``: approved, or waiting since earlier."""
	if other.name in (mine.name, mine.get("corrects")):
		return False
	return other.docstatus == 1 or (other.creation, other.name) < (mine.creation, mine.name)


def other_minutes(log, near: Near) -> list[int]:
	"""Minutes of the person's other records of the day that count already or stand before this one."""
	mine = frappe._dict(
		name=log.name or "",
		corrects=log.corrects,
		creation=get_datetime(log.creation) if log.creation else frappe.utils.now_datetime(),
	)
	return [
		row.minutes
		for row in near.of_day(log)
		if row.workflow_state not in NOT_COUNTED and stands_before(row, mine)
	]


def set_day_total(log, near: Near) -> str:
	"""Fill day_minutes; returns the level that must approve: Site, District or City."""
	with enforce(ServiceTimeError, _("Daily Limit")):
		total, level = level_for_log(
			cint(log.minutes), other_minutes(log, near), limits.day_limits(), bool(cint(log.is_make_up))
		)
	log.day_minutes = total
	return level.value


def set_lateness(log) -> None:
	"""Mark a record that was made after its 10 working days [L67 §11]."""
	end = getdate(log.ends_on or log.service_date)
	log.is_late = int(
		is_late(end, getdate(log.recorded_on), limits.recording_days(), settings.work_calendar())
	)
