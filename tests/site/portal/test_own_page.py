"""/my-volunteer-service: who sees what, rendered as the website renders it; errors reported from it."""

import re

import frappe
import pytest

from tests import factories as make
from tests.site.portal.pages_world import open_page, text_of
from tests.site.service_records import self_reports_world
from tests.site.service_records.corrections_world import approved, ask
from volunteer_services.api import certificates as certificate_api
from volunteer_services.api import corrections as api
from volunteer_services.api import registration as registration_api
from volunteer_services.portal.services.own import parts
from volunteer_services.portal.services.own import records as own_records
from volunteer_services.service_records.services import totals
from volunteer_services.volunteer_registry.services import own_file
from volunteer_services.www import my_volunteer_service

PATH = "my-volunteer-service"


@pytest.fixture
def place(clean_site):
	place = make.Place().staff()
	place.user = make.make_user(make.VOLUNTEER)
	place.own = place.volunteer(user=place.user, full_name="李小梅").name
	return place


@pytest.fixture
def visit():
	"""Open a page as a user, with these parameters in the address."""
	yield open_page
	frappe.local.form_dict = frappe._dict()


def logs_in(html: str) -> list[str]:
	return re.findall(r'<tr data-log="([^"]+)"', html)


@pytest.mark.parametrize("part", parts.PARTS)
def test_guests_are_sent_to_the_login(place, visit, part):
	response = visit("Guest", part)
	assert response.status_code in (301, 302)
	assert response.headers["Location"] == f"/login?redirect-to={parts.PARTS[part].address}"
	assert "李小梅" not in response.get_data(as_text=True)


def test_a_user_without_a_file_is_told_kindly(place, visit):
	html = text_of(visit(make.make_user(make.VOLUNTEER)))
	assert 'data-state="no-file"' in html
	assert "no volunteer&#39;s file" in html or "no volunteer's file" in html
	assert place.own not in html and "<table" not in html


def test_volunteers_see_their_own_records_and_nobody_elses(place, visit):
	other = make.make_user(make.VOLUNTEER)
	stranger = place.volunteer(user=other, full_name="王小明").name
	mine = approved(place, place.own, minutes=95, service_content="探访独居老人甲")
	waiting = make.make_log(
		place, place.own, state="Pending Site Review", service_date="2026-03-07", service_content="清洁街道乙"
	)
	theirs = approved(place, stranger, minutes=45, service_content="义诊丙", service_date="2026-03-06")
	html = text_of(visit(place.user, "records"))
	assert logs_in(html) == [waiting.name, mine.name]
	for shown in (
		"探访独居老人甲",
		"清洁街道乙",
		"1 h 35 min",
		place.project.project_name,
	):
		assert shown in html
	for hidden in (theirs.name, "王小明", "义诊丙", stranger):
		assert hidden not in html
	assert logs_in(text_of(visit(other, "records"))) == [theirs.name]


def test_no_name_in_the_request_opens_another_file(place, visit):
	stranger = place.volunteer(full_name="王小明").name
	make.make_log(place, stranger, state="Approved", service_content="义诊丙")
	asked = {"volunteer": stranger, "name": stranger, "file": stranger}
	assert place.own in text_of(visit(place.user, **asked))
	for part in parts.PARTS:
		html = text_of(visit(place.user, part, **asked))
		assert stranger not in html and "义诊丙" not in html and "王小明" not in html


def test_nothing_secret_is_printed_or_read(place, visit):
	approved(place, place.own)
	profile = frappe.get_doc("Volunteer Profile", place.own)
	secrets = frappe.db.sql(
		"select id_number_hash, id_number_encrypted from `tabVolunteer Profile` where name = %s", place.own
	)[0]
	assert all(secrets)
	for part in parts.PARTS:
		html = text_of(visit(place.user, part))
		for hidden in ("id_number", *secrets, profile.id_number_masked, "date_of_birth"):
			assert hidden not in html
	assert not [field for field in own_file.FILE_FIELDS if field.startswith("id_") or "health" in field]


@pytest.mark.parametrize("part", parts.PARTS)
def test_the_page_stays_out_of_caches_and_search(place, visit, part):
	response = visit(place.user, part)
	assert "no-store" in response.headers["Cache-Control"]
	assert 'name="robots" content="noindex' in text_of(response)
	assert my_volunteer_service.no_cache == 1 and my_volunteer_service.sitemap == 0
	assert not frappe.cache.hget("website_page", PATH)
	assert not frappe.cache.hget("website_page", f"{PATH}/{part}")


def test_other_pages_keep_their_renderer():
	for path in (None, "", "login", "my-volunteer-service/x", "app"):
		assert my_volunteer_service.OwnPage(path).can_render() is False


@pytest.mark.parametrize("state", ["Returned", "Rejected", "Suspended"])
def test_the_state_of_the_registration_with_its_reason(place, visit, state):
	user = make.make_user(make.VOLUNTEER)
	name = place.volunteer(user=user, state=state).name
	frappe.db.set_value("Volunteer Profile", name, "decision_reason", "请补充监护人<b>同意</b>")
	html = text_of(visit(user))
	assert f'data-state="{state}"' in html
	assert "请补充监护人&lt;b&gt;同意&lt;/b&gt;" in html


def test_a_suspended_volunteer_still_sees_and_reports(place, visit):
	log = approved(place, place.own)
	frappe.db.set_value("Volunteer Profile", place.own, "workflow_state", "Suspended")
	assert "suspended" in text_of(visit(place.user))
	assert logs_in(text_of(visit(place.user, "records"))) == [log.name]
	assert ask(place.user, log, new_minutes=60).workflow_state == "Pending Review"


def test_words_for_every_state_of_a_record(place, visit):
	states = ("Pending Team Review", "Returned", "Rejected", "Awaiting Registration", "Cancelled", "Approved")
	for day, state in enumerate(states, 1):
		make.make_log(
			place, place.own, state=state, service_date=f"2026-02-{day:02}", return_reason=f"{state}的原因"
		)
	html = text_of(visit(place.user, "records"))
	assert len(logs_in(html)) == 6
	for words in (
		"Waits for the team",
		"Sent back",
		"Not recognised",
		"once you are registered",
		"Taken back",
	):
		assert words in html
	assert "Returned的原因" in html
	assert html.count("Report an error") == 1


def test_pages_and_years(place, visit):
	for day in range(1, 24):
		make.make_log(place, place.own, service_date=f"2026-01-{day:02}")
	make.make_log(place, place.own, service_date="2024-05-01", service_content="二零二四")
	first, second = text_of(visit(place.user, "records")), text_of(visit(place.user, "records", page="2"))
	assert (len(logs_in(first)), len(logs_in(second))) == (20, 4)
	assert not set(logs_in(first)) & set(logs_in(second))
	assert "二零二四" in second and "二零二四" not in first
	assert first.index("23 January 2026") < first.index("22 January 2026")
	assert len(logs_in(text_of(visit(place.user, "records", year="2024")))) == 1
	for odd in ({"page": "-3"}, {"page": "x"}, {"year": "2024' or 1=1"}, {"year": "1999"}, {"page": "999"}):
		assert visit(place.user, "records", **odd).status_code == 200
	assert own_records.records(place.own, page=999).page == 2


def test_progress_to_the_next_star(place, visit):
	make.make_log(place, place.own, state="Approved", minutes=600)
	totals.refresh([place.own])
	step = own_records.star_progress(own_file.own_file(place.user))
	assert (step.star, step.next_star) == (0, 1)
	assert step.minutes_missing == step.next_minutes - 600
	assert step.percent == 600 * 100 // step.next_minutes
	for part in ("", "stars"):
		assert f'aria-valuenow="{step.percent}"' in text_of(visit(place.user, part))


def test_certificates_with_print_and_check(place, visit):
	approved(place, place.own)
	frappe.set_user(place.manager)
	issued = frappe.get_doc(
		"Service Certificate", certificate_api.prepare(place.own, place.unit.name, "2026-01-01", "2026-06-30")
	)
	issued.submit()
	html = text_of(visit(place.user, "certificates"))
	assert issued.certificate_no in html
	assert f"/verify-certificate?code={issued.verification_code}" in html
	assert f"name={issued.name}&amp;format=Service%20Record%20Certificate" in html
	issued.check_permission("print")
	other = make.make_user(make.VOLUNTEER)
	place.volunteer(user=other)
	assert issued.certificate_no not in text_of(visit(other, "certificates"))
	assert not frappe.has_permission("Service Certificate", "print", doc=issued, user=other)


def test_a_reported_error_is_shown_and_the_button_goes(place, visit):
	log = approved(place, place.own)
	assert f'class="plain report" data-log="{log.name}"' in text_of(visit(place.user, "records"))
	answer = api.ask(log.name, "时间登记有误", {"new_minutes": 60})
	html = text_of(visit(place.user, "records"))
	assert answer["name"] in html and "plain report" not in html
	frappe.set_user("Administrator")
	frappe.db.set_value(
		"Record Correction", answer["name"], {"workflow_state": "Rejected", "decision_reason": "签到表无误"}
	)
	html = text_of(visit(place.user, "records"))
	assert "签到表无误" in html and "plain report" in html


def test_somebody_elses_record_is_not_corrected(place):
	stranger = place.volunteer().name
	log = approved(place, stranger)
	frappe.set_user(place.user)
	with pytest.raises(frappe.PermissionError):
		api.ask(log.name, "时间登记有误", {"new_minutes": 60})
	frappe.set_user("Administrator")
	assert not frappe.db.exists("Record Correction", {"service_log": log.name})


def test_the_download_holds_the_own_file_alone(place):
	stranger = place.volunteer(full_name="王小明").name
	approved(place, place.own)
	approved(place, stranger)
	frappe.set_user(place.user)
	data = registration_api.my_data()
	text = frappe.as_json(data)
	assert data["Volunteer Profile"]["name"] == place.own and len(data["Service Log"]) == 1
	assert stranger not in text and "王小明" not in text
	assert not data["Volunteer Profile"].get("id_number_hash")
	assert not data["Volunteer Profile"].get("id_number_encrypted")


def test_the_language_is_the_users_or_the_chosen_one(place, visit):
	assert '<html lang="en">' in text_of(visit(place.user))
	html = text_of(visit(place.user, lang="zh"))
	assert '<html lang="zh">' in html and "志愿者编号" in html
	assert '<html lang="en">' in text_of(visit(place.user, lang="<script>"))


def test_what_people_typed_is_escaped(place, visit):
	approved(place, place.own, service_content="<script>alert(1)</script>", location='"><img src=x>')
	html = text_of(visit(place.user, "records"))
	assert "<script>alert(1)" not in html and "<img src=x>" not in html
	assert "&lt;script&gt;alert(1)" in html


def test_own_reports_and_what_one_is_asked_to_attest(place, visit):
	other = self_reports_world.person(place, full_name="见证人甲", mobile="13800138123")
	place.membership = make.make_membership(place.own, place.team.name)
	who = frappe._dict(name=place.own, user=place.user)
	name = self_reports_world.send(
		who, place, witness_kind="Another Volunteer", witness_name="见证人甲", witness_phone="8123"
	)
	mine = text_of(visit(place.user, "records"))
	assert f'data-report="{name}"' in mine and "Waiting for Witness" in mine
	assert f'value="project:{place.project.name}"' in mine and f'value="team:{place.team.name}"' in mine
	assert "data-asked" not in mine and other.user not in mine
	theirs = text_of(visit(other.user, "records"))
	assert f'data-asked="{name}"' in theirs and f'data-report="{name}"' not in theirs
	assert "李小梅" in theirs
	stranger = self_reports_world.person(place)
	assert name not in text_of(visit(stranger.user, "records"))


def test_what_was_reported_is_shown_as_text(place, visit):
	make.make_membership(place.own, place.team.name)
	who = frappe._dict(name=place.own, user=place.user)
	self_reports_world.send(who, place, service_content="<script>alert(1)</script>", location="<b>站</b>")
	html = text_of(visit(place.user, "records"))
	assert "<script>alert(1)" not in html and "<b>站</b>" not in html


def test_no_own_reports_where_none_are_taken(place, visit):
	make.make_membership(place.own, place.team.name)
	assert 'id="self-report-form"' in text_of(visit(place.user, "records"))
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.self_report_days = 0
	frappe.set_user("Administrator")
	settings.save()
	assert 'id="self-report-form"' not in text_of(visit(place.user, "records"))
