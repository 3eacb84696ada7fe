"""Star schemes as data: checked, versioned, never changed once used."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories
from tests.site.volunteer_recognition.stars_world import scheme, serve
from volunteer_services.exceptions import SchemeError
from volunteer_services.volunteer_recognition.services import jobs, recalculation
from volunteer_services.volunteer_recognition.services.schemes import scheme_in_force


def test_the_national_scheme_is_there():
	first = frappe.get_all("Star Scheme", order_by="creation asc", limit_page_length=1, pluck="name")[0]
	rows = frappe.get_doc("Star Scheme", first).levels
	assert [(row.star, row.min_hours) for row in rows] == [(1, 100), (2, 300), (3, 600), (4, 1000), (5, 1500)]


@pytest.mark.parametrize(
	("levels", "words"),
	[
		((), "at least one star"),
		(((1, 100), (3, 300)), "Star 3 stands where star 2 should"),
		(((1, 100), (1, 300)), "Star 1 stands where star 2 should"),
		(((1, 300), (2, 300)), "Star 2 needs 18000 minutes"),
		(((1, 300), (2, 100)), "Star 2 needs 6000 minutes"),
		(((1, 0),), "Star 1 needs 0 minutes"),
		(((0, 100), (1, 200)), "Star 0 stands where star 1 should"),
	],
)
def test_wrong_levels_are_refused(levels, words):
	with pytest.raises(SchemeError, match=words):
		scheme(levels=levels)


def test_rows_may_be_entered_in_any_order():
	doc = scheme(levels=((2, 300), (1, 100)))
	assert [(row.idx, row.star) for row in doc.levels] == [(1, 1), (2, 2)]


def test_title_is_needed_for_the_certificate():
	doc = scheme()
	doc.levels[0].title = " "
	with pytest.raises(SchemeError, match="Give star 1 a title"):
		doc.save()


def test_version_in_force_is_the_latest_begun_and_enabled():
	scheme(day="2026-01-01")
	newer = scheme(day="2026-06-01")
	scheme(day=add_days(nowdate(), 30))
	assert scheme_in_force().name == newer.name
	assert scheme_in_force("2026-05-31").name != newer.name
	newer.is_disabled = 1
	newer.save()
	assert scheme_in_force().name != newer.name


def test_two_schemes_do_not_begin_on_one_day():
	scheme(day="2026-02-01")
	with pytest.raises(SchemeError):
		scheme(day="2026-02-01")


@pytest.mark.parametrize(
	"change",
	[
		lambda doc: doc.set("effective_from", "2026-01-01"),
		lambda doc: doc.set("grant_mode", "Review"),
		lambda doc: doc.levels[0].set("min_hours", 50),
		lambda doc: doc.levels[0].set("require_previous_star", 1),
		lambda doc: doc.append("levels", {"star": 6, "title": "六星", "min_hours": 3000}),
		lambda doc: doc.levels.pop(),
	],
)
def test_used_scheme_is_succeeded_never_changed(change):
	doc = _used()
	change(doc)
	with pytest.raises(SchemeError):
		doc.save()


def test_used_scheme_keeps_its_notes_open_and_is_not_deleted():
	doc = _used()
	doc.notes = "市文明办 2026 年发布"
	doc.save()
	with pytest.raises(SchemeError):
		frappe.delete_doc("Star Scheme", doc.name, force=True)


def test_unused_scheme_may_be_changed():
	doc = scheme()
	doc.levels[0].min_hours = 50
	doc.save()
	assert scheme_in_force().min_minutes(1) == 3000


def test_daily_run_looks_at_everybody_when_another_scheme_is_in_force(monkeypatch):
	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **kwargs: queued.append((method, kwargs["job_id"])))
	scheme(day="2026-01-01")
	recalculation.recalculate()
	jobs.daily_stars()
	newer = scheme()
	jobs.daily_stars()
	recalculation.recalculate()
	jobs.daily_stars()
	frappe.db.set_value("Star Scheme", newer.name, "is_disabled", 1)
	jobs.daily_stars()
	assert [method.__name__ for method, _job in queued] == [
		"run_changed",
		"run_all",
		"run_changed",
		"run_all",
	]
	assert {job for _method, job in queued} == {"volunteer-stars-changed", "volunteer-stars-all"}


@pytest.mark.parametrize("role", [factories.DISTRICT, factories.SITE, factories.LEADER, factories.AUDITOR])
def test_only_manager_and_city_write_schemes(role):
	frappe.set_user(factories.make_user(role))
	with pytest.raises(frappe.PermissionError):
		scheme()


def _used():
	doc = scheme()
	volunteer = factories.Place().volunteer().name
	serve(volunteer, 120)
	recalculation.recalculate([volunteer])
	return frappe.get_doc("Star Scheme", doc.name)
