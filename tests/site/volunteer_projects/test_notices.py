"""An activity is published with the eight contents, and words of no volunteering are answered for."""

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.signing_world import SOON, published
from tests.site.volunteer_projects.test_activities_records import make_activity
from volunteer_services.api import notices as api
from volunteer_services.exceptions import ActivityNoticeError, NoticeQuestionError

SILENT = {"conditions": None, "risks": None, "safeguards": None, "sign_up_note": None}


@pytest.fixture
def place():
	return make.Place().staff()


def publish(activity, **values):
	activity.update({"workflow_state": "Published", **values})
	return activity.save()


def lines(activity):
	return {line["part"]: line for line in api.shown(activity.name)["lines"]}


def test_what_the_project_says_counts_and_the_form_shows_who_says_it(place):
	frappe.set_user(place.leader)
	activity = make_activity(place, risks="高空作业")
	found = lines(activity)
	assert (found["Risks"]["text"], found["Risks"]["source"]) == ("高空作业", "")
	assert found["Safeguards"]["text"] == place.project.safeguards
	assert found["Safeguards"]["source"]
	assert api.shown(activity.name)["missing"] == []
	assert publish(activity).workflow_state == "Published"


@pytest.mark.parametrize("part", ["conditions", "risks", "safeguards", "contact_phone", "any_number"])
def test_what_nobody_says_is_named_and_nothing_is_published(place, part):
	place.project = make.make_project(place.team, place.unit.name, **SILENT)
	said = {"conditions": "年满14周岁", "risks": "中暑", "safeguards": "急救包", "sign_up_note": "到站点报名"}
	frappe.set_user(place.leader)
	activity = make_activity(place, **said | {part: {"any_number": 0, "contact_phone": ""}.get(part, " ")})
	missing = {"contact_phone": "Contact", "any_number": "Number of Places"}.get(part, part.title())
	with pytest.raises(ActivityNoticeError, match=missing):
		publish(activity)
	assert frappe.db.get_value("Service Activity", activity.name, "workflow_state") == "Draft"
	activity.reload()
	publish(activity, **{part: {"any_number": 1, "contact_phone": "020-83330001"}.get(part, "有")})


def test_the_site_is_asked_where_no_contact_is_named_and_shifts_say_the_number(place):
	frappe.db.set_value(
		"Service Site", place.site.name, {"contact_person": "陈社工", "contact_phone": "020-81"}
	)
	frappe.set_user(place.leader)
	activity = make_activity(place, contact_name=None, contact_phone=None, any_number=0)
	frappe.get_doc(
		{
			"doctype": "Activity Shift",
			"activity": activity.name,
			"shift_title": "上午班",
			"starts_on": activity.starts_on,
			"ends_on": activity.ends_on,
			"capacity": 7,
		}
	).insert()
	found = lines(activity)
	assert found["Contact"]["text"] == "陈社工 020-81"
	assert "7" in found["Number of Places"]["text"]
	publish(activity)


def test_words_of_no_volunteering_are_answered_for_by_somebody_at_a_time(place):
	frappe.set_user(place.leader)
	activity = make_activity(place, activity_name="商场促销", service_content="现场派单,每天补贴100元")
	shown = api.shown(activity.name)
	assert [row["word"] for row in shown["words"]] == ["促销", "派单", "每天补贴100元"]
	with pytest.raises(NoticeQuestionError, match=r"促销.*派单.*每天补贴100元"):
		publish(activity)
	activity.reload()
	publish(
		activity,
		notice_answer="公益义卖,所得全部捐给敬老院,志愿者无报酬。",
		notice_answered_by="Administrator",
	)
	assert activity.notice_answered_by == place.leader
	assert activity.notice_answered_on
	assert activity.notice_words == "促销、派单、每天补贴100元"


def test_a_published_notice_gains_no_word_and_loses_no_part_unanswered(place):
	place.project = make.make_project(place.team, place.unit.name, **SILENT)
	frappe.set_user(place.leader)
	activity = published(
		place, conditions="年满14周岁", risks="中暑", safeguards="急救包", sign_up_note="到站点报名"
	)
	for values, error in (
		({"risks": ""}, ActivityNoticeError),
		({"service_content": "现场促销"}, NoticeQuestionError),
		({"audience": "Passphrase"}, ActivityNoticeError),
	):
		activity.reload()
		activity.update(values)
		with pytest.raises(error):
			activity.save()
	activity.reload()
	activity.update({"service_content": "现场促销", "notice_answer": "义卖"})
	activity.save()
	assert activity.notice_words == "促销"


def test_what_was_published_before_this_was_asked_is_still_saved(place):
	place.project = make.make_project(place.team, place.unit.name, **SILENT)
	frappe.set_user(place.leader)
	activity = make_activity(place, starts_on=SOON, ends_on=SOON.replace(hour=11), service_content="会议")
	frappe.db.set_value("Service Activity", activity.name, "workflow_state", "Published")
	activity.reload()
	activity.location = "别处"
	activity.save()
	assert activity.location == "别处"


def test_short_content_and_make_up_are_warnings(place):
	frappe.set_user(place.leader)
	activity = make_activity(place, activity_name="三月补录", service_content="清洁")
	assert len(api.shown(activity.name)["warnings"]) == 2
	assert publish(activity).workflow_state == "Published"


def test_the_notice_is_read_with_the_right_to_read_the_activity(place):
	frappe.set_user(place.leader)
	activity = make_activity(place)
	other = make.Place().staff()
	frappe.set_user(make.make_user(make.AUDITOR))
	assert api.shown(activity.name)["lines"]
	for user in (other.leader, other.manager, other.officer, make.make_user(make.VOLUNTEER), "Guest"):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			api.shown(activity.name)
		frappe.set_user("Administrator")


def test_a_notice_costs_three_queries(place, monkeypatch):
	from volunteer_services.volunteer_projects.services.notice import contents

	activity = make_activity(place)
	asked = []
	sql = frappe.db.sql
	monkeypatch.setattr(frappe.db, "sql", lambda *args, **kwargs: asked.append(args) or sql(*args, **kwargs))
	contents.of(activity)
	assert len(asked) <= 3
