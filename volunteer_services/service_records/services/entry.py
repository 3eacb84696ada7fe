"""Service logs: what happens at entry and at approval, many at once from an activity, and those that wait for
a registration."""

from dataclasses import dataclass
from functools import cached_property

import frappe
from frappe import _
from frappe.utils import cint, now, now_datetime

from volunteer_services.exceptions import RatingError
from volunteer_services.foundation import roles
from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.documents.listening import others_listen
from volunteer_services.foundation.scope import staffing
from volunteer_services.service_records.domain import trust
from volunteer_services.service_records.services import context, doubts, routing, times
from volunteer_services.service_records.services.near import Near
from volunteer_services.service_records.services.storing.batch import Batch
from volunteer_services.volunteer_projects.domain.rating import MAX_RATING
from volunteer_services.volunteer_registry.services import locks, logins, visitors
from volunteer_services.volunteer_registry.services.standing import AWAITING_STATES

DOCTYPE = "Service Log"
ENTERS_FOREIGN = frozenset(roles.CITY_UP)
ENDED = ("Approved", "Rejected", "Cancelled")
SYSTEM_ONLY = ("approved_by", "approved_on", "corrects", "corrected_by", "return_reason")


@dataclass(frozen=True)
class CreateResult:
	"""What became of one row: the name of its log, or the problem in the user's language."""

	index: int
	name: str | None = None
	problem: str | None = None


class Course:
	"""What decides which review comes next, read once in a transition, under the lock on the volunteer: the
	day's total, the standing of the volunteer, and who is appointed where the log belongs."""

	def __init__(self, log, volunteer: frappe._dict | None = None, near: Near | None = None) -> None:
		volunteer = volunteer or context.volunteer_row(log.volunteer)
		self.level = times.set_day_total(log, near or Near.around(log))
		self.is_waiting = volunteer.workflow_state in AWAITING_STATES
		self.own = own_users(log, volunteer)
		self.place = (log.team, log.site, log.region)

	@cached_property
	def staff(self) -> staffing.Staffing:
		return staffing.staffing(*self.place)

	def follow(self, log) -> None:
		"""Fill in the level that the log needs, and the state that follows its present one."""
		log.approval_level = self.level
		if log.workflow_state in ENDED:
			log.next_review = None
		elif self.is_waiting:
			log.next_review = "Awaiting Registration"
		else:
			log.next_review = routing.next_review(
				log.workflow_state, self.level, self.staff, self.own, log.recorder
			)


def fill(log, before=None) -> Course:
	"""Fill and check everything that a log holds beyond what was entered. The volunteer is locked."""
	sources = log.flags.sources or context.Sources()
	volunteer = sources.volunteer(log.volunteer)
	log.volunteer_name = volunteer.full_name
	times.set_time(log, before)
	times.check_not_ahead(log)
	context.copy_context(log, volunteer, sources)
	near = sources.near(log)
	times.check_overlap(log, near)
	doubts.flag_repeated(log, near)
	times.set_lateness(log)
	check_rating(log)
	course = Course(log, volunteer, near)
	course.follow(log)
	return course


def own_users(log, volunteer=None) -> set[str]:
	"""The volunteer's user and the recorder: neither approves the log alone."""
	users = logins.of(volunteer) if volunteer else logins.of_volunteer(log.volunteer)
	return {*users, log.recorder} - {None, ""}


def check_rating(log) -> None:
	"""0 is none, 1 to 5 a rating; the rater is not the recorder, since the rating multiplies points [S4]."""
	rating = cint(log.rating)
	if not 0 <= rating <= MAX_RATING:
		frappe.throw(
			_("The rating {0} is not between 1 and {1}; leave it at 0 when there is none.").format(
				rating, MAX_RATING
			),
			RatingError,
			title=_("Evaluation"),
		)
	if not rating:
		return
	if not (log.rated_by or log.rater_kind):
		frappe.throw(
			_("Say who gave the rating: fill Rated By or Rater Kind."), RatingError, title=_("Evaluation")
		)
	recorder = {log.recorder, frappe.get_cached_value("User", log.recorder, "full_name")} - {None, ""}
	if (log.rated_by or "").strip() in recorder:
		frappe.throw(
			_(
				"{0} recorded the service and cannot rate it: the rating comes from the recipient's side."
			).format(log.rated_by),
			RatingError,
			title=_("Evaluation"),
		)
	log.rating_date = log.rating_date or frappe.utils.nowdate()


def stamp_approval(log) -> None:
	"""Who approved, and when."""
	log.approved_by = frappe.session.user
	log.approved_on = now()


def create_many(rows: list[dict], source: str, submit: bool = True) -> list[CreateResult]:
	"""Make a log of each row as the form would; a bad row is reported and the others are stored.

	One transaction. ``submit`` sends the good ones to review. A row's ``attested`` is its (entry_method,
	trust_class), where more than the source tells it. The caller bounds the number of rows.

	They are stored together; one by one where another app follows the saving of logs, where a file goes
	along, or where two rows have one number.
	"""
	locks.lock_volunteers(row.get("volunteer") for row in rows)
	with staffing.remembered():
		if not others_listen(DOCTYPE) and not any(row.get("attachment") for row in rows):
			batch = Batch()
			results = _checked(rows, source, submit, batch)
			if batch.is_stored():
				return results
		return _checked(rows, source, submit, None)


def _checked(rows: list[dict], source: str, submit: bool, batch: Batch | None) -> list[CreateResult]:
	volunteers = [row.get("volunteer") for row in rows]
	sources = context.Sources(volunteers, Near.of_rows(rows) if batch is not None else None)
	return [_create_one(index, row, source, submit, sources, batch) for index, row in enumerate(rows)]


def _create_one(
	index: int, row: dict, source: str, submit: bool, sources: context.Sources, batch: Batch | None
) -> CreateResult:
	values = {field: value for field, value in row.items() if field != "attested"}
	with tried() as outcome:
		log = frappe.get_doc({"doctype": DOCTYPE, "source": source, **values})
		log.flags.send_to_review, log.flags.sources, log.flags.batch = submit, sources, batch
		log.flags.by_batch = True
		log.flags.attested = row.get("attested")
		log.insert()
	if outcome.problem:
		return CreateResult(index, problem=outcome.problem)
	if batch is not None:
		sources.near(log).add(log)
	return CreateResult(index, name=log.name)


def release_awaiting(volunteer: str) -> int:
	"""Send the logs that waited for the volunteer's registration to review. Returns how many.

	[REG §38] service before the registration is accepted and counts once the person is registered (*policy*).
	A log that may not count is returned with the reason.
	"""
	locks.lock_volunteers([volunteer])
	names = frappe.get_all(
		"Service Log",
		filters={"volunteer": volunteer, "workflow_state": "Awaiting Registration"},
		pluck="name",
		order_by="service_date, creation",
	)
	for name in names:
		log = frappe.get_doc("Service Log", name)
		log.flags.system_transition = True
		log.flags.ignore_permissions = True  # the registration decides, whoever registers
		log.flags.course = Course(log)
		log.flags.course.follow(log)
		log.workflow_state = log.next_review
		log.save()
	return len(names)


def release_awaiting_of(volunteer) -> None:
	"""Listener of volunteer_registered (hooks.py)."""
	release_awaiting(volunteer.name)


def stamp_entry(log) -> None:
	"""The recorder and the time of entry are facts, not input; only services bring older ones in."""
	if not log.flags.system_transition:
		if not (log.flags.by_batch or log.flags.ignore_permissions):
			visitors.refuse_unknown([log.volunteer])
		log.recorder, log.recorded_on = frappe.session.user, now_datetime()
		for field in SYSTEM_ONLY:
			log.set(field, None)
		if not log.flags.by_batch and log.source not in context.FOREIGN_SOURCES:
			log.source = "Import" if frappe.flags.in_import else "Manual"
		if log.source in context.FOREIGN_SOURCES and not ENTERS_FOREIGN.intersection(frappe.get_roles()):
			frappe.throw(
				_("Records of the kind {0} are entered by {1} only.").format(
					_(log.source), ", ".join(_(role) for role in sorted(ENTERS_FOREIGN))
				),
				frappe.PermissionError,
			)
	if log.flags.attested:
		log.entry_method, log.trust_class = log.flags.attested
	elif not (log.trust_class and log.flags.system_transition):
		log.entry_method, log.trust_class = trust.of_source(log.source)
	log.recorder = log.recorder or frappe.session.user
	log.recorded_on = log.recorded_on or now_datetime()
