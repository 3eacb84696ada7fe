"""The house was laid out in rooms: stored paths of functions follow.

Scheduled jobs keep their history, and an administrator's stop; without this, migrate would make them anew.
Jobs that wait in the queues under an old path are given the new one.
"""

import io
import pickle
import zlib

import frappe
from frappe.utils.background_jobs import get_queues

from volunteer_services import hooks

_OLD = "volunteer_services.services."
# Modules that had scheduled jobs or bodies of background jobs.
MOVED = {
	f"{_OLD}appointments": "volunteer_services.foundation.scope.appointments",
	f"{_OLD}activities": "volunteer_services.service_records.services.recording",
	f"{_OLD}bulk_review": "volunteer_services.service_records.services.bulk_review",
	f"{_OLD}points_audit": "volunteer_services.time_bank.services.books.audit",
	f"{_OLD}points_backlog": "volunteer_services.time_bank.services.earning.backlog",
	f"{_OLD}points_jobs": "volunteer_services.time_bank.services.earning.jobs",
	f"{_OLD}site_reminders": "volunteer_services.pilot_sites.services.reminders.daily",
	f"{_OLD}star_jobs": "volunteer_services.volunteer_recognition.services.jobs",
	f"{_OLD}visit_planning": "volunteer_services.pilot_sites.services.visit_planning",
}
# Functions whose name changed with the move.
RENAMED = {
	f"{_OLD}star_jobs.daily": "volunteer_services.volunteer_recognition.services.jobs.daily_stars",
	f"{_OLD}star_jobs.weekly": "volunteer_services.volunteer_recognition.services.jobs.weekly_stars",
	f"{_OLD}points_audit.reconcile": "volunteer_services.time_bank.services.books.audit.reconcile_points",
	f"{_OLD}site_reminders.daily": "volunteer_services.pilot_sites.services.reminders.daily.remind_sites",
}


def execute() -> None:
	move_scheduled_jobs()
	move_queued_jobs()


def new_path(path: str) -> str:
	"""Where the function of an old path is now; a path that did not move stays."""
	module, _dot, function = path.rpartition(".")
	return RENAMED.get(path) or (f"{MOVED[module]}.{function}" if module in MOVED else path)


def move_scheduled_jobs() -> None:
	wanted = {path for events in hooks.scheduler_events.values() for path in events}
	for row in frappe.get_all(
		"Scheduled Job Type",
		filters={"method": ["like", f"{_OLD}%"]},
		fields=["name", "method", "stopped"],
		order_by="name",
		limit=0,
	):
		method = new_path(row.method)
		if method not in wanted:
			continue
		if made_meanwhile := frappe.db.get_value("Scheduled Job Type", {"method": method}):
			frappe.db.set_value("Scheduled Job Type", made_meanwhile, "stopped", row.stopped)
			frappe.db.delete("Scheduled Job Type", {"name": row.name})
			name = made_meanwhile
		else:
			name = ".".join(method.split(".")[-2:])  # as Frappe names it
			frappe.db.sql(
				"update `tabScheduled Job Type` set `name` = %s, `method` = %s where `name` = %s",
				(name, method, row.name),
			)
		frappe.db.sql(
			"update `tabScheduled Job Log` set `scheduled_job_type` = %s where `scheduled_job_type` = %s",
			(name, row.name),
		)
		frappe.clear_document_cache("Scheduled Job Type", row.name)
		frappe.clear_document_cache("Scheduled Job Type", name)


def move_queued_jobs() -> int:
	"""Write the new paths into the jobs that wait in Redis; returns how many there were."""
	moved = 0
	for queue in get_queues():
		for job_id in queue.get_job_ids():
			key = f"rq:job:{job_id}"
			packed = queue.connection.hget(key, "data")
			if not packed or _OLD.encode() not in (plain := _unpacked(packed)):
				continue
			queue.connection.hset(key, "data", zlib.compress(pickle.dumps(_Moving(io.BytesIO(plain)).load())))
			moved += 1
	return moved


def _unpacked(data: bytes) -> bytes:
	try:
		return zlib.decompress(data)
	except zlib.error:
		return data


class _Moving(pickle.Unpickler):
	"""Reads what this site's own processes wrote into their queue; classes and functions that moved are found
	where they are now."""

	def find_class(self, module: str, name: str):
		path = new_path(f"{module}.{name}")
		return super().find_class(*path.rsplit(".", 1))
