"""The pages of a volunteer: each opens, few taps lead there, nobody reads another's."""

import re
from urllib.parse import parse_qsl

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.portal.pages_world import of_the_website, open_page, text_of
from tests.site.service_records.corrections_world import approved
from tests.site.volunteer_readiness import readiness_world as readiness
from volunteer_services.api import portal, registration
from volunteer_services.exceptions import ArgumentError, ConsentError
from volunteer_services.portal.services.own import parts

PROFILE, LOG = "Volunteer Profile", "Notification Log"
MOST_QUERIES = 15


@pytest.fixture
def place(clean_site):
	place = make.Place().staff()
	place.user = make.make_user(make.VOLUNTEER)
	place.own = place.volunteer(user=place.user, full_name="李小梅").name
	yield place
	frappe.local.form_dict = frappe._dict()


@pytest.mark.parametrize("part", parts.PARTS)
def test_each_page_opens_and_says_its_title(place, part):
	approved(place, place.own)
	html = text_of(open_page(place.user, part))
	frappe.local.lang = "en"
	assert f"<h1>{parts.titles()[part]}</h1>" in html
	assert html.count('aria-current="page"') == 1
	assert "{{" not in html and "{%" not in html


@pytest.mark.parametrize("lang", ["zh", "zh-TW", "en"])
@pytest.mark.parametrize("part", parts.PARTS)
def test_each_page_speaks_the_language_that_was_chosen(place, part, lang):
	html = text_of(open_page(place.user, part, lang=lang))
	assert f'<html lang="{lang}">' in html
	heading = re.search(r"<h1>(.*?)</h1>", html).group(1)
	assert bool(re.search(r"[\u4e00-\u9fff]", heading)) == (lang != "en")


def test_three_taps_lead_to_every_page(place):
	bar = set(re.findall(r'<a href="(/my-volunteer-service[^"]*)"', text_of(open_page(place.user))))
	below = set(re.findall(r'href="(/my-volunteer-service[^"?#]*)"', text_of(open_page(place.user, "more"))))
	assert {part.address for part in parts.PARTS.values()} <= bar | below


@pytest.mark.parametrize("part", ["x", "records/x", "../etc", "<script>"])
def test_an_address_that_is_no_page_is_not_found(place, part):
	assert open_page(place.user, part).status_code == 404


@pytest.mark.parametrize("part", parts.PARTS)
def test_a_page_asks_a_bounded_number_of_questions(place, part, monkeypatch):
	approved(place, place.own)
	open_page(place.user, part)
	asked = queries_of(monkeypatch, open_page, place.user, part)
	for day in range(2, 12):
		approved(place, place.own, service_date=f"2026-02-{day:02d}")
	assert queries_of(monkeypatch, open_page, place.user, part) <= asked, "it grows with the records"
	assert asked <= MOST_QUERIES + of_the_website(monkeypatch, place.user)


def test_who_has_no_file_reads_kind_words_on_every_page(place):
	stranger = make.make_user(make.VOLUNTEER)
	for part in parts.PARTS:
		html = text_of(open_page(stranger, part))
		assert 'data-state="no-file"' in html and place.own not in html


def test_large_type_is_a_choice_that_stays(place):
	assert 'class="large"' not in text_of(open_page(place.user))
	open_page(place.user)
	frappe.local.request.cookies = {"vs_large": "1"}
	assert parts.PARTS and my_page_is_large()


def my_page_is_large() -> bool:
	from volunteer_services.www import my_volunteer_service

	return bool(my_volunteer_service.get_context(frappe._dict()).is_large)


# --- what waits ---------------------------------------------------------------------------------------------


def test_what_ends_soon_waits_on_the_first_page_and_is_listed_with_its_state(place):
	kind = readiness.qualification_type().name
	readiness.verified(place, place.own, kind, valid_until=add_days(nowdate(), 20))
	home, listed = text_of(open_page(place.user)), text_of(open_page(place.user, "training"))
	assert "renew it in time" in home and "data-qualification" in listed
	assert "renew it in time" not in text_of(open_page(make_other(place).user))


def make_other(place):
	user = make.make_user(make.VOLUNTEER)
	return frappe._dict(user=user, name=place.volunteer(user=user, full_name="王小明").name)


def test_the_own_hours_are_printed_without_a_seal_and_by_nobody_else(place, monkeypatch):
	assert "own-print" not in text_of(open_page(place.user, "certificates"))
	approved(place, place.own, minutes=95)
	html = text_of(open_page(place.user, "certificates"))
	link = re.search(r'id="own-print".*?href="/api/method/([\w.]+)\?([^"]*)"', html, re.DOTALL)
	asked = dict(parse_qsl(link[2].replace("&amp;", "&")))
	pages = []
	monkeypatch.setattr("frappe.utils.pdf.get_pdf", lambda page, *_args, **_more: pages.append(page) or b"")
	frappe.set_user(place.user)
	frappe.get_attr(link[1])(**asked)
	assert len(pages) == 1 and "李小梅" in pages[0] and "is not a certificate" in pages[0]
	assert re.search(r"1\.58|1 h 35|95", pages[0])
	frappe.set_user(make_other(place).user)
	with pytest.raises(frappe.PermissionError):
		frappe.get_attr(link[1])(**asked)
	assert len(pages) == 1


def test_a_team_is_shown_with_its_leader_and_a_phone_to_call(place):
	make.make_membership(place.own, place.team.name)
	leader = place.volunteer(full_name="陈队长", mobile="13912340000")
	frappe.db.set_value("Volunteer Team", place.team.name, "leader", leader.name)
	frappe.db.set_value("Service Site", place.team.site, "contact_phone", "020-83330101")
	html = text_of(open_page(place.user, "team"))
	assert "陈队长" in html and 'href="tel:020-83330101"' in html and leader.mobile not in html


# --- notices ------------------------------------------------------------------------------------------------


def note(user: str, subject: str) -> None:
	frappe.get_doc(
		{"doctype": LOG, "subject": subject, "for_user": user, "from_user": "Administrator", "type": "Alert"}
	).insert(ignore_permissions=True)


def test_notices_are_the_own_ones_and_are_read_once(place):
	other = make_other(place)
	note(place.user, "明天 <b>九点</b> 集合")
	note(other.user, "别人的通知")
	html = text_of(open_page(place.user, "notices"))
	assert "明天 九点 集合" in html and "别人的通知" not in html
	frappe.set_user(place.user)
	assert portal.mark_notices_read() == 1 and portal.mark_notices_read() == 0
	assert frappe.db.count(LOG, {"for_user": other.user, "read": 0}) == 1
	assert 'id="mark-read"' not in text_of(open_page(place.user, "notices"))


# --- consents -----------------------------------------------------------------------------------------------


def test_consents_are_taken_back_by_the_person(place):
	frappe.db.set_value(PROFILE, place.own, {"photo_consent": 1, "health_status": "哮喘"})
	assert 'data-key="photo"' in text_of(open_page(place.user, "privacy"))
	frappe.set_user(place.user)
	registration.withdraw_my_consent("photo")
	registration.withdraw_my_consent("health")
	assert frappe.db.get_value(PROFILE, place.own, ["photo_consent", "health_status"]) == (0, None)
	with pytest.raises(ConsentError):
		registration.withdraw_my_consent("health")
	registration.withdraw_my_consent("data")
	row = frappe.db.get_value(
		PROFILE, place.own, ["is_restricted", "data_consent", "workflow_state"], as_dict=True
	)
	assert (row.is_restricted, row.data_consent, row.workflow_state) == (1, 0, "Registered")
	with pytest.raises(ConsentError, match="withdrawn already"):
		registration.withdraw_my_consent("data")
	assert "kept" in text_of(open_page(place.user))


@pytest.mark.parametrize("purpose", ["", "everything", "data; drop table", "x" * 500])
def test_an_unknown_purpose_takes_nothing_back(place, purpose):
	frappe.set_user(place.user)
	with pytest.raises(ArgumentError):
		registration.withdraw_my_consent(purpose)
	assert not frappe.db.get_value(PROFILE, place.own, "is_restricted")


def test_nobody_without_a_file_takes_anything_back(place):
	for user in (place.manager, make.make_user(make.VOLUNTEER)):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			registration.withdraw_my_consent("data")


# --- family -------------------------------------------------------------------------------------------------


def test_a_guardian_sees_the_hours_of_the_children_in_their_care_alone(place):
	frappe.db.set_value(PROFILE, place.own, {"mobile": "13800001111"})
	child = place.volunteer(
		full_name="李小童",
		date_of_birth=add_days(nowdate(), -12 * 365),
		guardian_name="李小梅",
		guardian_phone="13800001111",
		guardian_consent=1,
		child_data_consent=1,
	)
	html = text_of(open_page(place.user, "family"))
	assert f'data-child="{child.name}"' in html and "李小童" in html
	assert child.name not in text_of(open_page(make_other(place).user, "family"))
