"""The patch that follows the move into rooms: scheduled jobs keep their stop, queued ones run under the new
path."""

import sys
import types

import frappe
import pytest
from frappe.utils.background_jobs import get_queue
from rq.exceptions import DeserializationError
from rq.job import Job

from volunteer_services import hooks
from volunteer_services.patches import rooms

OLD = "volunteer_services.services.star_jobs"
NEW = "volunteer_services.volunteer_recognition.services.jobs"


def test_a_stopped_job_stays_stopped_and_keeps_its_history():
	current = frappe.db.get_value("Scheduled Job Type", {"method": f"{NEW}.weekly_stars"})
	frappe.db.sql(
		"""update `tabScheduled Job Type` set `name` = 'star_jobs.weekly', `method` = %s, `stopped` = 1
		where `name` = %s""",
		(f"{OLD}.weekly", current),
	)
	log = frappe.get_doc(
		{"doctype": "Scheduled Job Log", "scheduled_job_type": "star_jobs.weekly", "status": "Complete"}
	)
	log.db_insert()
	rooms.move_scheduled_jobs()
	assert not frappe.db.exists("Scheduled Job Type", {"method": ["like", "volunteer_services.services.%"]})
	moved = frappe.db.get_value("Scheduled Job Type", {"method": f"{NEW}.weekly_stars"}, ["name", "stopped"])
	assert moved == ("jobs.weekly_stars", 1)
	assert frappe.db.get_value("Scheduled Job Log", log.name, "scheduled_job_type") == "jobs.weekly_stars"


def test_a_job_that_migrate_made_anew_takes_over_the_stop():
	values = {"name": "star_jobs.daily", "method": f"{OLD}.daily", "frequency": "Daily Long", "stopped": 1}
	frappe.get_doc({"doctype": "Scheduled Job Type", **values}).db_insert()
	rooms.move_scheduled_jobs()
	assert not frappe.db.exists("Scheduled Job Type", "star_jobs.daily")
	assert frappe.db.get_value("Scheduled Job Type", {"method": f"{NEW}.daily_stars"}, "stopped") == 1


def test_every_scheduled_function_of_before_has_a_place():
	wanted = {path for events in hooks.scheduler_events.values() for path in events}
	for module, function in (
		("appointments", "sync_terms"),
		("points_jobs", "queue_expiry"),
		("points_jobs", "queue_missing"),
		("points_audit", "reconcile"),
		("site_reminders", "daily"),
		("star_jobs", "daily"),
		("star_jobs", "weekly"),
	):
		assert rooms.new_path(f"volunteer_services.services.{module}.{function}") in wanted


@pytest.fixture
def queued_before():
	"""A job that waits in Redis as a release before the move had put it there."""
	module = types.ModuleType(OLD)

	def run_changed():
		raise AssertionError("the old function is gone")

	run_changed.__module__, run_changed.__qualname__ = OLD, "run_changed"
	module.run_changed = run_changed
	sys.modules[OLD] = module
	queue = get_queue("long")
	job = queue.enqueue_call(
		"frappe.utils.background_jobs.execute_job",
		kwargs={"site": frappe.local.site, "user": "Administrator", "method": run_changed, "kwargs": {}},
	)
	del sys.modules[OLD]
	yield job.id
	queue.remove(job.id)
	queue.connection.delete(f"rq:job:{job.id}")


def test_a_job_that_was_queued_before_finds_its_function(queued_before):
	from volunteer_services.volunteer_recognition.services import jobs

	connection = get_queue("long").connection
	with pytest.raises(DeserializationError):
		_ = Job.fetch(queued_before, connection=connection).kwargs
	assert rooms.move_queued_jobs() == 1
	assert Job.fetch(queued_before, connection=connection).kwargs["method"] is jobs.run_changed
	assert rooms.move_queued_jobs() == 0
