"""The home page: what waits for each role is what the role may decide; landing leaves other users alone."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, now_datetime
from frappe.website import utils as website

from tests import factories as make
from volunteer_services.api import home as api
from volunteer_services.exceptions import RefusedActionError
from volunteer_services.foundation.house import house
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.foundation.workflow import waiting
from volunteer_services.portal.services.public import open_activities
from volunteer_services.volunteer_services.home import landing, tasks

LOG = "Service Log"
REVIEWS = ("Pending Team Review", "Pending Site Review", "Pending District Review", "Pending City Review")
STAFF = ("leader", "manager", "officer", "city_officer")
MOST_QUERIES = 60


@pytest.fixture
def places(clean_site):
	make.begin_test()
	return make.Place().staff(), make.Place().staff()


def log(place, state, **values):
	"""A record that waits in ``state`` and would be approved there, or go on to the site from the team."""
	person = values.pop("volunteer", None) or place.volunteer().name
	doc = make.make_log(place, person, state=state, **values)
	place_ = {"team": place.team.name, "site": place.site.name, "region": place.region.name}
	following = REVIEWS[1] if state == REVIEWS[0] else "Approved"
	frappe.db.set_value(LOG, doc.name, {"next_review": following, "docstatus": 0, **place_})
	return doc.name


def counted(doctype: str, user: str) -> int:
	frappe.set_user(user)
	return waiting.waiting(doctype, Sight()).count


def approvable(names: list[str], user: str) -> list[str]:
	"""Those that the action really approves or takes on, each tried and taken back."""
	done = []
	for name in names:
		frappe.db.savepoint("tried")
		try:
			frappe.set_user(user)
			apply_workflow(frappe.get_doc(LOG, name), "Approve")
			done.append(name)
		except (RefusedActionError, frappe.PermissionError, frappe.ValidationError):
			pass
		frappe.db.rollback(save_point="tried")
		frappe.set_user("Administrator")
	return done


def test_what_waits_is_what_the_action_lets_the_user_decide(places):
	here, there = places
	names = [log(place, state) for place in places for state in REVIEWS]
	names.append(log(here, REVIEWS[1], recorder=here.manager))
	names.append(log(here, REVIEWS[2], recorder=here.officer))
	own = here.volunteer()
	frappe.db.set_value("Volunteer Profile", own.name, {"user": None, "former_users": here.officer})
	names.append(log(here, REVIEWS[2], volunteer=own.name))
	for who in STAFF:
		user = getattr(here, who)
		found = approvable(names, user)
		assert found, who
		frappe.set_user(user)
		assert sorted(waiting.names(LOG, Sight())) == sorted(found), who
		assert counted(LOG, user) == len(found), who
		frappe.set_user("Administrator")
	assert counted(LOG, there.officer) == 1


def test_a_role_counts_at_its_own_place_only(places):
	"""A site manager here who leads a team there reviews there as a leader."""
	here, there = places
	make.appoint(here.manager, make.LEADER, "Volunteer Team", there.team.name)
	names = [log(there, REVIEWS[0]), log(there, REVIEWS[1])]
	found = approvable(names, here.manager)
	frappe.set_user(here.manager)
	assert waiting.names(LOG, Sight()) == found == names[:1]


def test_the_exception_of_two_person_stations_counts_what_nobody_else_can(places):
	here, _there = places
	log(here, REVIEWS[1], recorder=here.manager)
	frappe.db.set_single_value("Volunteer Services Settings", "allow_self_approval_exception", 1)
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	assert counted(LOG, here.manager) == 0, "an officer above can"
	frappe.set_user("Administrator")
	frappe.db.delete("Staff Appointment", {"role": ["in", [make.DISTRICT, make.CITY]]})
	assert counted(LOG, here.manager) == 1


def test_whom_a_document_concerns_is_what_its_controller_says(places):
	here, _there = places
	person = here.volunteer()
	login = make.make_user(make.VOLUNTEER)
	frappe.db.set_value("Volunteer Profile", person.name, {"user": login, "former_users": here.officer})
	doc = frappe.get_doc(LOG, log(here, REVIEWS[1], volunteer=person.name, recorder=here.leader))
	for user in (login, here.officer, here.leader, here.manager, here.city_officer):
		question = waiting._Question(
			LOG, Sight(user), waiting.Asked(concerns=house().documents[LOG].concerns)
		)
		own = frappe.db.sql(
			f"select {question._own()} from `tabService Log` as t where t.`name` = %(name)s",
			{**question.params, "name": doc.name},
		)[0][0]
		assert bool(own) == (user in doc.own_users()), user


def test_every_decided_doctype_has_its_words(clean_site):
	assert house().decided()
	assert all(tasks.decision_label(doctype) for doctype in house().decided())


def test_the_home_tells_each_role_its_own_place(places):
	here, there = places
	for state in REVIEWS:
		log(here, state)
		log(there, state)
	now = now_datetime().replace(microsecond=0)
	activity = frappe.get_doc(
		{
			"doctype": "Service Activity",
			"activity_name": "今日义诊",
			"project": here.project.name,
			"starts_on": now.replace(hour=0, minute=1, second=0),
			"ends_on": now.replace(hour=23, minute=58, second=0),
			"location": "社区广场",
			"activity_leader": "张队长",
			"service_content": "义诊",
		}
	).insert()
	for who in STAFF:
		frappe.set_user(getattr(here, who))
		told = api.today()
		assert [row["title"] for row in told["activities"]["rows"]] == [activity.activity_name], who
		records = next(row for row in told["waiting"] if row["doctype"] == LOG)
		listed = frappe.get_list(LOG, filters=records["options"], pluck="name", limit=0)
		assert len(listed) == records["count"], who
		assert told["create"]
		assert all(frappe.has_permission(one["doctype"], "create") for one in told["create"])
		assert len(told["months"]) == 6
	frappe.set_user(there.manager)
	assert api.today()["activities"] == {"count": 0, "rows": []}


def test_a_deadline_says_the_working_days_that_are_left(places):
	here, _there = places
	ended = add_to_date(now_datetime(), days=-1)
	frappe.get_doc(
		{
			"doctype": "Service Activity",
			"activity_name": "昨日活动",
			"project": here.project.name,
			"starts_on": add_to_date(ended, hours=-2),
			"ends_on": ended,
			"location": "社区广场",
			"activity_leader": "张队长",
			"service_content": "打扫",
		}
	).insert()
	frappe.set_user(here.leader)
	told = api.today()
	(due,) = [row for row in told["deadlines"] if row["title"] == "昨日活动"]
	assert (due["tone"], due["doctype"]) == ("calm", "Service Activity")
	assert 8 <= due["days"] == due["working_days"] <= 10
	(wait,) = [row for row in told["waiting"] if row["doctype"] == "Service Activity"]
	assert (wait["count"], wait["days"]) == (1, 1)
	frappe.set_user(here.officer)
	assert not [row for row in api.today()["deadlines"] if row["title"] == "昨日活动"]


@pytest.mark.parametrize("role", [make.VOLUNTEER, "Report Manager"])
def test_outsiders_are_refused(clean_site, role):
	frappe.set_user(make.make_user(role))
	with pytest.raises(frappe.PermissionError):
		api.today()


def test_the_number_of_queries_is_bounded(places, monkeypatch):
	here, _there = places
	for state in REVIEWS:
		for _number in range(3):
			log(here, state)
	send = frappe.db.sql
	for user in (here.leader, here.manager, here.officer, here.city_officer):
		frappe.set_user(user)
		api.today()  # reads metadata and words
		sent = []
		monkeypatch.setattr(frappe.db, "sql", lambda *a, sent=sent, **k: sent.append(a[0]) or send(*a, **k))
		api.today()
		monkeypatch.setattr(frappe.db, "sql", send)
		assert len(sent) <= MOST_QUERIES


# --- landing ------------------------------------------------------------------------------------------------


def website_home_of(user: str) -> str:
	frappe.set_user(user)
	frappe.cache.hdel("home_page", user)
	frappe.local.flags.home_page = None
	return website.get_home_page()


@pytest.fixture
def no_home(clean_site):
	frappe.db.set_single_value("Website Settings", "home_page", "")
	frappe.db.set_single_value("Portal Settings", "default_portal_home", "")
	yield
	frappe.cache.delete_value("home_page")


def test_each_of_ours_lands_at_home(no_home):
	assert website_home_of(make.make_user(make.VOLUNTEER)) == "my-volunteer-service"
	assert website_home_of("Guest") == "volunteer-services"
	frappe.set_user("Administrator")
	for role in (make.LEADER, make.SITE, make.DISTRICT, make.CITY, make.MANAGER, make.AUDITOR):
		assert landing.staff_home(make.make_user(role)) == "volunteer-home", role
	assert landing.staff_home(make.make_user(make.MANAGER, "System Manager")) == "volunteer-home"


def test_nobody_else_s_landing_changes(no_home, monkeypatch):
	others = [make.make_user(*roles) for roles in (("Website Manager",), ("System Manager",), ())]
	both = make.make_user(make.AUDITOR, "Website Manager")
	ours = [website_home_of(user) for user in (*others, both)]
	monkeypatch.setattr(landing, "website_home", lambda user: None)
	assert ours == [website_home_of(user) for user in (*others, both)]
	frappe.set_user("Administrator")
	assert [landing.staff_home(user) for user in (*others, both, "Administrator")] == [None] * 5


def test_a_home_that_is_set_stays(no_home):
	volunteer = make.make_user(make.VOLUNTEER)
	frappe.db.set_single_value("Website Settings", "home_page", "about")
	assert website_home_of(volunteer) == website_home_of("Guest") == "about"
	frappe.set_user("Administrator")
	frappe.db.set_value("Role", make.VOLUNTEER, "home_page", "contact")
	assert website_home_of(volunteer) == "contact"


def test_another_app_s_answer_comes_first(no_home, monkeypatch):
	hooks = frappe.get_hooks

	def with_another(name=None, *args, **kwargs):
		if name == "get_website_user_home_page":
			return ["frappe.utils.cstr", *hooks(name)]  # any function of an app that is here
		return hooks(name, *args, **kwargs)

	monkeypatch.setattr(frappe, "get_hooks", with_another)
	assert landing.website_home("Guest") == "Guest"


def test_the_login_of_frappe_15_is_led_to_the_home(no_home):
	class Login:
		def __init__(self, user, chosen=None):
			self.user, self.info = user, frappe._dict(default_workspace=chosen)

	staff, other = Login(make.make_user(make.SITE)), Login(make.make_user("Website Manager"))
	for login in (staff, other):
		landing.on_session_creation(login)
	assert (staff.info.default_workspace, other.info.default_workspace) == ("volunteer-home", None)


def test_the_public_page_tells_no_place_of_a_home_and_no_leader(places):
	here, _there = places
	begins = add_to_date(now_datetime(), days=2)
	doc = frappe.get_doc(
		{
			"doctype": "Service Activity",
			"activity_name": "探访长者",
			"project": here.project.name,
			"starts_on": begins,
			"ends_on": add_to_date(begins, hours=2),
			"location": "三楼王奶奶家",
			"activity_leader": "张队长",
			"service_content": "探访",
		}
	).insert()
	frappe.db.set_value("Service Activity", doc.name, "workflow_state", "Published")
	found = [open_activities.listed(open_activities.read({})).rows, open_activities.one(doc.name)]
	assert doc.activity_name in [row.title for row in found[0]]
	assert "王奶奶" not in str(found) and "张队长" not in str(found)
