"""/volunteer-team-service: who enters, what each part shows, that nothing of elsewhere is seen."""

import re
from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days

from tests import factories as make
from tests.queries import queries_of
from tests.site.portal.pages_world import of_the_website, text_of
from tests.site.portal.staff_world import LOG, PATH, open_part, waiting
from tests.site.volunteer_projects.check_in_world import came, under_way
from tests.site.volunteer_projects.signing_world import SOON, as_user, noon, published, row
from volunteer_services.api import activities as activity_api
from volunteer_services.portal.services.staff import activities, parts, review
from volunteer_services.www import volunteer_team_service as page

# Of a page for who has a role by place; the review asks the guard, the notice and the board theirs.
MOST_QUERIES = 30


@pytest.fixture
def place(clean_site):
	yield make.Place().staff()
	frappe.local.form_dict = frappe._dict()


@pytest.fixture
def elsewhere(place):
	return make.Place().staff()


@pytest.mark.parametrize("part", parts.PARTS)
def test_guests_are_sent_to_the_login(place, part):
	response = open_part("Guest", part)
	assert response.status_code in (301, 302)
	assert response.headers["Location"] == f"/login?redirect-to={parts.PARTS[part].address}"


@pytest.mark.parametrize("part", parts.PARTS)
def test_each_part_opens_for_every_role_of_the_staff(place, part):
	for user in (
		place.leader,
		place.manager,
		place.officer,
		place.city_officer,
		make.make_user(make.MANAGER),
	):
		response = open_part(user, part)
		html = text_of(response)
		frappe.local.lang = "en"
		assert f"<h1>{parts.titles()[part]}</h1>" in html
		assert html.count('aria-current="page"') == 1
		assert "{{" not in html and "{%" not in html
		assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("part", parts.PARTS)
def test_who_is_no_staff_reads_kind_words_and_nothing_else(place, part):
	person = place.volunteer(full_name="钱多多", mobile="13800007777")
	make.make_membership(person.name, place.team.name)
	waiting(place, person.name)
	activity = published(place, SOON)
	ended = make.make_user(make.LEADER)
	make.appoint(ended, make.LEADER, "Volunteer Team", place.team.name, to_date="2020-12-31")
	asked = {"activity": activity.name, "volunteer": person.name, "search": "钱"}
	for user in (make.make_user(make.VOLUNTEER), make.make_user(), make.make_user(make.AUDITOR), ended):
		html = text_of(open_part(user, part, **asked))
		assert 'data-state="no-staff"' in html
		for hidden in ("钱多多", "13800007777", activity.name, activity.activity_name):
			assert hidden not in html


@pytest.mark.parametrize("part", ["x", "team/x", "../etc"])
def test_an_address_that_is_no_page_is_not_found(place, part):
	assert open_part(place.leader, part).status_code == 404


def test_the_own_page_leads_here_who_is_staff(place):
	from tests.site.portal.pages_world import open_page

	for user, expected in ((place.leader, True), (make.make_user(make.VOLUNTEER), False)):
		place.volunteer(user=user)
		assert (f'href="/{PATH}"' in text_of(open_page(user, "more"))) is expected


def test_what_else_waits_is_counted(place, elsewhere):
	person = place.volunteer(state="Pending Review")
	html = text_of(open_part(place.manager))
	others = re.search(r'id="others".*?</section>', html, re.S).group(0)
	assert "Registrations to Decide" in others and person.name not in others
	assert 'id="others"' not in text_of(open_part(elsewhere.manager))


def cards(html: str) -> dict[str, str]:
	return dict(re.findall(r'data-card="([^"]+)"(.*?)</section>', html, re.S))


def test_a_card_for_each_activity_and_one_for_the_rest_the_doubtful_first(place):
	activity = published(place, SOON, activity_name="社区清洁日")
	clean = waiting(place)
	one = waiting(place, activity=activity.name)
	doubtful = waiting(place, activity=activity.name, remark="中途离开")
	frappe.db.set_value(LOG, {"name": ["in", [clean.name, one.name, doubtful.name]]}, "is_late", 0)
	html = text_of(open_part(place.leader))
	found = cards(html)
	assert list(found) == [activity.name, "none"]
	card = found[activity.name]
	assert "社区清洁日" in card and "中途离开" in card
	assert re.search(r'class="item doubtful" data-log="([^"]+)"', card).group(1) == doubtful.name
	clean_names = re.search(r'data-clean="([^"]*)"', card).group(1)
	assert one.name in clean_names and doubtful.name not in clean_names
	assert clean.name in found["none"]


def test_a_forgotten_check_out_is_a_doubt(place):
	who = place.volunteer()
	with noon():
		activity = under_way(place, who)
		came(activity, who, hours=-1.0)
	log = waiting(place, who.name, activity=activity.name)
	frappe.db.set_value(LOG, log.name, "is_late", 0)
	forced = frappe.get_doc("Check In", {"activity": activity.name, "volunteer": who.name}).as_dict()
	frappe.db.sql("update `tabCheck In` set `kind` = 'Forced Out' where `name` = %s", forced.name)
	card = cards(text_of(open_part(place.leader)))[activity.name]
	assert "Check-out Forgotten" in card and 'class="item doubtful"' in card


def test_who_leads_elsewhere_sees_and_moves_nothing(place, elsewhere):
	who = place.volunteer(full_name="钱多多", mobile="13800007777")
	make.make_membership(who.name, place.team.name)
	log = waiting(place, who.name)
	activity = published(place, SOON, activity_name="我们的活动")
	signed = as_user(place.leader, activity_api.sign_up, activity.name, who.name)
	for part in parts.PARTS:
		html = text_of(open_part(elsewhere.leader, part, activity=activity.name, volunteer=who.name))
		for hidden in ("钱多多", "13800007777", log.name, "我们的活动", signed["name"]):
			assert hidden not in html, part
	html = text_of(open_part(elsewhere.leader, "team", search="钱多多"))
	assert "钱多多" not in html.replace('value="钱多多"', "")


def test_the_activities_of_today_and_to_come_and_what_is_not_recorded(place, elsewhere):
	coming = published(place, SOON)
	theirs = published(elsewhere, SOON)
	with noon() as now:
		running = under_way(place)
		past = published(place, SOON)
		frappe.db.set_value(
			"Service Activity",
			past.name,
			{"starts_on": now - timedelta(days=5, hours=2), "ends_on": now - timedelta(days=5)},
		)
		html = text_of(open_part(place.leader, "activities"))
		names = re.findall(r'data-activity="([^"]+)"', html)
		assert {coming.name, running.name, past.name} <= set(names) and theirs.name not in names
		assert names.index(past.name) < names.index(running.name) < names.index(coming.name)
		assert "not recorded yet" in html and "is today" in html
		chosen = text_of(open_part(place.leader, "roll-call"))
	assert running.name in chosen and coming.name not in chosen and past.name not in chosen


def test_an_activity_shows_its_people_and_the_steps_of_the_hour(place):
	who = place.volunteer(full_name="钱多多", mobile="13800007777")
	activity = published(place, SOON)
	as_user(place.leader, activity_api.sign_up, activity.name, who.name)
	html = text_of(open_part(place.leader, "activities", activity=activity.name))
	assert "钱多多" in html and "··7777" in html and "13800007777" not in html
	assert re.findall(r'data-status="([^"]+)"', html) == ["Confirmed", "Excused"]
	assert activities.steps_of("Confirmed", True) == ["Attended", "Left Early", "No Show", "Excused"]
	assert activities.steps_of("Waiting", True) == ["Attended"]
	assert activities.steps_of("No Show", True) == ["Attended", "Left Early", "Excused"]


def test_a_draft_says_what_its_notice_lacks_and_offers_to_publish_when_nothing_does(place):
	frappe.set_user(place.leader)
	made = activity_api.draft(
		place.project.name, "敬老院探访", str(SOON), str(SOON + timedelta(hours=2)), "区敬老院"
	)
	frappe.db.set_value("Service Activity", made["name"], {"contact_phone": "", "service_content": ""})
	frappe.db.set_value("Service Site", place.site.name, "contact_phone", "")
	html = text_of(open_part(place.leader, "activities", activity=made["name"]))
	assert 'id="publish"' not in html and "must also say" in html
	frappe.db.set_value(
		"Service Activity",
		made["name"],
		{
			"contact_phone": "020-83330001",
			"service_content": "陪老人聊天、读报，打扫房间，整理院子",
			"conditions": "有耐心",
			"sign_up_note": "在手机页面报名",
			"risks": "无",
			"safeguards": "意外险",
		},
	)
	html = text_of(open_part(place.leader, "activities", activity=made["name"]))
	assert 'id="publish"' in html


def test_the_roll_has_who_is_expected_and_who_forgot(place):
	here, away = place.volunteer(full_name="钱多多"), place.volunteer(full_name="孙小美")
	with noon():
		activity = under_way(place, here, away, hours=-5)
		came(activity, here, hours=-4.5)
		html = text_of(open_part(place.leader, "roll-call", activity=activity.name))
	assert row(activity, away).name in html
	assert "钱多多" in re.search(r'id="forgotten".*?</section>', html, re.S).group(0)
	assert "孙小美" not in re.search(r'id="forgotten".*?</section>', html, re.S).group(0)


def test_no_roll_is_called_of_a_draft(place):
	frappe.set_user(place.leader)
	made = activity_api.draft(
		place.project.name, "敬老院探访", str(SOON), str(SOON + timedelta(hours=2)), "区敬老院"
	)
	assert 'id="roll"' not in text_of(open_part(place.leader, "roll-call", activity=made["name"]))


def test_members_newest_first_by_name_a_page_at_a_time(place):
	for number in range(32):
		person = place.volunteer(full_name=f"队员{number:02d}", mobile=f"138000010{number:02d}")
		make.make_membership(person.name, place.team.name, joined_on=add_days("2024-01-01", number))
	html = text_of(open_part(place.leader, "team"))
	assert html.index("队员31") < html.index("队员30") and "队员01" not in html
	assert 'href="tel:13800001031"' in html
	assert "队员01" in text_of(open_part(place.leader, "team", page=2))
	found = text_of(open_part(place.leader, "team", search="队员07"))
	assert "13800001007" in found and "队员08" not in found
	for odd in ("%", "'", "_", "\\"):
		assert "Nobody is found" in text_of(open_part(place.leader, "team", search=f"{odd}队员{odd}x"))


def test_the_phone_of_a_file_out_of_reach_is_not_shown(place, elsewhere):
	"""A region's officer reads the team; a member whose file belongs to another region is only named."""
	guest = elsewhere.volunteer(full_name="外来客", mobile="13800008888")
	make.make_membership(guest.name, place.team.name)
	html = text_of(open_part(place.officer, "team"))
	assert "外来客" in html and "13800008888" not in html and guest.name not in html


def test_the_card_of_a_person(place):
	who = place.volunteer(full_name="钱多多", mobile="13800007777")
	html = text_of(open_part(place.manager, "counter", volunteer=who.name))
	for shown in ("钱多多", "··7777", who.name, "Registered", f"/app/volunteer-profile/{who.name}"):
		assert shown in html
	for hidden in ("13800007777", "id_number"):
		assert hidden not in html
	assert "no file of this number" in text_of(open_part(place.manager, "counter", volunteer="V-none"))


def test_pages_cost_a_bounded_number_of_queries(place, monkeypatch):
	activity = published(place, SOON, any_number=1)

	def more(count: int) -> None:
		for _each in range(count):
			who = place.volunteer()
			make.make_membership(who.name, place.team.name)
			waiting(place, who.name, activity=activity.name)
			as_user(place.leader, activity_api.sign_up, activity.name, who.name)

	def cost() -> dict:
		return {
			(part, key): queries_of(
				monkeypatch, lambda part=part, asked=asked: open_part(place.leader, part, **asked)
			)
			for part, key, asked in (
				("", "", {}),
				("activities", "", {}),
				("activities", "one", {"activity": activity.name}),
				("roll-call", "one", {"activity": activity.name}),
				("team", "", {}),
			)
		}

	more(2)
	cost()  # what is read once for all lies in the cache
	few = cost()
	more(6)
	many = cost()
	assert many == few
	assert max(many.values()) <= MOST_QUERIES + of_the_website(monkeypatch, place.leader), many


def test_every_flag_has_its_word():
	from volunteer_services.service_records.reporting import waiting as rules

	row = {"is_late": 1, "is_make_up": 1, "is_overlapping": 1, "is_repeated": 1, "remark": "x"}
	flags = rules._flags(frappe._dict(row, minutes=1, starts_on=None), [], True)
	assert set(flags) | {"forced"} == set(review.flag_words())


def test_the_page_is_in_no_cache_and_no_sitemap():
	assert page.no_cache == 1 and page.sitemap == 0
	assert page.TeamPage("my-volunteer-service").can_render() is False
