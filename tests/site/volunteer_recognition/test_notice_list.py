"""公示名单: on paper for staff of the scope, on a page for everybody with masked names."""

import frappe
import pytest
from frappe.utils import add_days, nowdate, set_request

from tests import factories
from tests.site.volunteer_recognition.stars_world import scheme, serve
from volunteer_services.api import stars as api
from volunteer_services.exceptions import RequestLimitError, StarAwardError
from volunteer_services.foundation.desk import extend_bootinfo
from volunteer_services.volunteer_recognition.reporting import notice_list
from volunteer_services.volunteer_recognition.services import recalculation
from volunteer_services.www import star_notice

NAME = "欧阳公示"


@pytest.fixture
def world():
	scheme("Review")
	place, other = factories.Place().staff(), factories.Place().staff()
	inside, outside = _published(place, NAME), _published(other, "司徒隔壁")
	return frappe._dict(place=place, other=other, inside=inside, outside=outside)


def _published(place, name: str, **values) -> str:
	volunteer = place.volunteer(full_name=name).name
	serve(volunteer, 120)
	recalculation.recalculate([volunteer])
	award = f"{volunteer}-1"
	days = {"notice_from": nowdate(), "notice_to": add_days(nowdate(), 9)}
	frappe.db.set_value("Star Award", award, {"status": "Public Notice", **days, **values})
	return award


def _html(user: str) -> str:
	frappe.set_user(user)
	return notice_list.html()


def test_the_paper_names_those_of_the_scope_in_full(world):
	for user in (world.place.leader, world.place.manager, world.place.officer):
		text = _html(user)
		assert NAME in text and "司徒隔壁" not in text
		assert "120.00" in text and world.place.team.team_name in text


def test_the_pdf_is_made_and_logged(world):
	frappe.set_user(world.place.officer)
	api.notice_list()
	assert frappe.local.response.filecontent.startswith(b"%PDF")
	assert frappe.db.exists("Access Log", {"user": world.place.officer, "method": "stars.notice_list"})


@pytest.mark.parametrize("roles", [(), (factories.VOLUNTEER,)])
def test_the_paper_is_not_for_others(world, roles):
	frappe.set_user(factories.make_user(*roles))
	with pytest.raises(frappe.PermissionError if not roles else StarAwardError):
		api.notice_list()


@pytest.mark.parametrize(
	"values",
	[
		{"status": "Proposed"},
		{"status": "Granted"},
		{"status": "Objected"},
		{"notice_to": "2020-01-01"},
		{"notice_from": "2099-01-01"},
	],
)
def test_only_what_stands_under_notice_today(world, values):
	frappe.db.set_value("Star Award", world.inside, values)
	frappe.set_user(world.place.officer)
	with pytest.raises(StarAwardError, match="No star stands"):
		notice_list.html()
	assert NAME[0] + "***" not in [row["masked_name"] for row in notice_list.public()["rows"]]


def test_the_page_masks_the_names(world):
	frappe.set_user("Guest")
	answer = api.notice()
	names = [row["masked_name"] for row in answer["rows"]]
	assert "欧***" in names and "司***" in names and answer["count"] >= 2
	assert NAME not in frappe.as_json(answer, ensure_ascii=False)
	assert world.inside not in frappe.as_json(answer)


def test_a_locked_file_is_on_neither(world):
	volunteer = frappe.db.get_value("Star Award", world.inside, "volunteer")
	frappe.db.set_value("Volunteer Profile", volunteer, "is_restricted", 1)
	assert "欧***" not in [row["masked_name"] for row in notice_list.public()["rows"]]
	frappe.set_user(world.place.officer)
	with pytest.raises(StarAwardError, match="No star stands"):
		notice_list.html()


def test_the_page_has_pages(world, monkeypatch):
	monkeypatch.setattr(notice_list, "PAGE", 1)
	first, second = notice_list.public(1), notice_list.public(2)
	assert first["pages"] == first["count"] >= 2
	assert first["rows"] != second["rows"]
	assert notice_list.public(10_000)["page"] == first["pages"]


def test_the_page_counts_requests(world, monkeypatch):
	def too_many(*args, **kwargs):
		raise RequestLimitError

	monkeypatch.setattr(star_notice, "notice", too_many)
	set_request(path="/star-notice")
	context = frappe._dict()
	star_notice.get_context(context)
	assert context.notice is None and context.http_status_code == 429


@pytest.mark.parametrize(("days", "has_notice"), [(7, True), (0, False)])
def test_the_desk_knows_whether_stars_are_published_first(world, days, has_notice):
	frappe.db.set_single_value("Volunteer Services Settings", "public_notice_days", days)
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	frappe.set_user(world.place.officer)
	boot = frappe._dict()
	extend_bootinfo(boot)
	assert boot.volunteer_services["has_notice"] is has_notice
