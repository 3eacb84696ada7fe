"""Memberships with history, and the appointments and roles that follow them."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as f
from volunteer_services.exceptions import AppointmentError, MembershipError, OutOfScopeError
from volunteer_services.foundation.scope import appointments
from volunteer_services.volunteer_registry.services import memberships

APPOINTMENT = "Staff Appointment"


@pytest.fixture
def place():
	return f.Place().staff()


def login_of(place, **values):
	user = f.make_user()
	return user, place.volunteer(user=user, **values)


def day(offset):
	return add_days(nowdate(), offset)


def test_one_open_membership_a_team_and_terms_follow_one_another(place):
	name = place.volunteer().name
	first = f.make_membership(name, place.team.name)
	with pytest.raises(MembershipError):
		f.make_membership(name, place.team.name, joined_on=day(-3))
	first.left_on = day(-10)
	first.save()
	with pytest.raises(MembershipError):
		f.make_membership(name, place.team.name, joined_on=day(-10))
	assert f.make_membership(name, place.team.name, joined_on=day(-9)).name


def test_database_refuses_a_second_open_membership(place, monkeypatch):

	name = place.volunteer().name
	f.make_membership(name, place.team.name)
	monkeypatch.setattr(memberships, "refuse_overlapping_terms", lambda doc: None)
	with pytest.raises(frappe.UniqueValidationError):
		f.make_membership(name, place.team.name)


def test_membership_does_not_end_before_it_begins_nor_change_its_team(place):
	name = place.volunteer().name
	with pytest.raises(MembershipError):
		f.make_membership(name, place.team.name, joined_on="2020-01-02", left_on="2020-01-01")
	doc = f.make_membership(name, place.team.name)
	doc.team = f.make_team(place.region.name).name
	with pytest.raises(MembershipError):
		doc.save()


def test_nobody_joins_a_dissolved_team_nor_after_leaving(place):
	ended = f.make_team(place.region.name, state="Dissolved")
	with pytest.raises(MembershipError):
		f.make_membership(place.volunteer().name, ended.name)
	with pytest.raises(MembershipError):
		f.make_membership(place.volunteer(state="Deregistered").name, place.team.name)


def test_one_leader_at_a_time_and_the_team_shows_the_leader(place):
	one, two = place.volunteer(), place.volunteer()
	first = f.make_membership(one.name, place.team.name, "Leader")
	assert frappe.db.get_value("Volunteer Team", place.team.name, ["leader", "leader_name"]) == (
		one.name,
		one.full_name,
	)
	with pytest.raises(MembershipError):
		f.make_membership(two.name, place.team.name, "Leader", joined_on=day(-5))
	first.left_on = day(-6)
	first.save()
	assert frappe.db.get_value("Volunteer Team", place.team.name, "leader") is None
	f.make_membership(two.name, place.team.name, "Leader", joined_on=day(-5))
	assert frappe.db.get_value("Volunteer Team", place.team.name, "leader") == two.name


@pytest.mark.parametrize("role", ["Leader", "Deputy"])
def test_leaders_get_role_and_scope_for_their_term_and_lose_them_after(place, role):
	user, volunteer = login_of(place)
	doc = f.make_membership(volunteer.name, place.team.name, role, joined_on=day(-30))
	assert f.LEADER in frappe.get_roles(user)
	row = frappe.db.get_value(APPOINTMENT, {"team_membership": doc.name}, ["user", "scope", "to_date"])
	assert row == (user, place.team.name, None)
	frappe.set_user(user)
	assert place.team.name in frappe.get_list("Volunteer Team", pluck="name", order_by="name", limit=0)
	frappe.set_user("Administrator")
	doc.left_on = day(-1)
	doc.save()
	assert f.LEADER not in frappe.get_roles(user)
	frappe.set_user(user)
	with pytest.raises(frappe.PermissionError):
		frappe.get_list("Volunteer Team", pluck="name", order_by="name")


def test_stepping_down_ends_the_appointment(place):
	user, volunteer = login_of(place)
	doc = f.make_membership(volunteer.name, place.team.name, "Leader")
	doc.role = "Member"
	doc.save()
	assert f.LEADER not in frappe.get_roles(user)
	assert str(frappe.db.get_value(APPOINTMENT, {"team_membership": doc.name}, "to_date")) == day(-1)


def test_login_linked_later_gets_the_leaders_role(place):
	volunteer = place.volunteer()
	f.make_membership(volunteer.name, place.team.name, "Leader")
	user = f.make_user()
	f.reloaded(volunteer).user = user
	volunteer.save()
	assert f.LEADER in frappe.get_roles(user)
	volunteer.user = None
	volunteer.save()
	assert f.LEADER not in frappe.get_roles(user)


def test_team_leader_makes_members_but_no_leaders(place):
	frappe.set_user(place.leader)
	values = {"doctype": "Team Membership", "team": place.team.name, "joined_on": nowdate()}
	frappe.get_doc({**values, "volunteer": place.volunteer().name, "role": "Member"}).insert()
	with pytest.raises(AppointmentError):
		frappe.get_doc({**values, "volunteer": place.volunteer().name, "role": "Deputy"}).insert()
	frappe.set_user(place.manager)
	assert frappe.get_doc({**values, "volunteer": place.volunteer().name, "role": "Deputy"}).insert().name


def test_nobody_adds_members_to_teams_elsewhere(place):
	other = f.Place()
	frappe.set_user(place.officer)
	with pytest.raises(OutOfScopeError):
		frappe.get_doc(
			{
				"doctype": "Team Membership",
				"team": other.team.name,
				"volunteer": place.volunteer().name,
				"joined_on": nowdate(),
			}
		).insert()


# --- appointments ---


def appoint_as(user, who, role, scope_type, scope, **values):
	frappe.set_user(user)
	return frappe.get_doc(
		{
			"doctype": APPOINTMENT, "user": who, "role": role, "scope_type": scope_type, "scope": scope,
			"from_date": nowdate(), **values,
		}
	).insert()  # fmt: skip


@pytest.mark.parametrize(
	("role", "scope"),
	[
		(f.LEADER, "site"),
		(f.SITE, "team"),
		(f.DISTRICT, "city"),
		(f.DISTRICT, "region"),
		(f.CITY, "district"),
	],
)
def test_role_fits_its_scope(place, role, scope):
	node = getattr(place, scope)
	with pytest.raises(AppointmentError):
		f.appoint(f.make_user(), role, node.doctype, node.name)


def test_officers_appoint_below_their_level_within_their_scope_and_never_themselves(place):
	other = f.Place()
	who = f.make_user()
	site = ("Service Site", place.site.name)
	assert appoint_as(place.officer, who, f.SITE, *site).name
	assert appoint_as(place.officer, who, f.LEADER, "Volunteer Team", place.team.name).name
	for wrong in (
		(f.SITE, "Service Site", other.site.name),
		(f.LEADER, "Volunteer Team", other.team.name),
		(f.DISTRICT, "Service Region", place.district.name),
	):
		with pytest.raises(AppointmentError):
			appoint_as(place.officer, who, *wrong)
	with pytest.raises(AppointmentError):
		appoint_as(place.officer, place.officer, f.SITE, *site)
	assert appoint_as(place.city_officer, who, f.DISTRICT, "Service Region", place.district.name).name
	with pytest.raises(frappe.PermissionError):
		appoint_as(place.manager, who, f.LEADER, "Volunteer Team", place.team.name)


def test_nobody_widens_the_own_appointment(place):
	name = frappe.db.get_value(APPOINTMENT, {"user": place.officer}, "name")
	frappe.set_user(place.officer)
	doc = frappe.get_doc(APPOINTMENT, name)
	doc.update({"role": f.CITY, "scope": place.city.name})
	with pytest.raises(AppointmentError):
		doc.save()


def test_officer_sees_the_appointments_at_the_sites_of_the_own_district(place):
	other = f.Place().staff()
	frappe.set_user(place.officer)
	users = frappe.get_list(APPOINTMENT, pluck="user", order_by="name", limit=0)
	assert {place.manager, place.leader, place.officer} <= set(users)
	assert not {other.manager, other.leader, place.city_officer} & set(users)


def test_term_gives_and_takes_the_role_by_the_daily_job(place, monkeypatch):
	user = f.make_user()
	doc = f.appoint(user, f.SITE, "Service Site", place.site.name, from_date=day(1), to_date=day(2))
	assert f.SITE not in frappe.get_roles(user)
	for offset, has in ((1, True), (2, True), (3, False)):
		monkeypatch.setattr(appointments, "nowdate", lambda offset=offset: day(offset))
		monkeypatch.setattr(
			"volunteer_services.foundation.scope.conditions.nowdate", lambda offset=offset: day(offset)
		)
		appointments.sync_terms()
		assert (f.SITE in frappe.get_roles(user)) is has, offset
	assert not frappe.db.get_value(APPOINTMENT, doc.name, "is_role_granted")


def test_role_from_elsewhere_is_never_taken(place):
	user = f.make_user(f.SITE)
	doc = f.appoint(user, f.SITE, "Service Site", place.site.name)
	doc.to_date = day(-1)
	doc.save()
	assert f.SITE in frappe.get_roles(user)


def test_role_stays_while_another_appointment_of_the_kind_runs(place):
	user = f.make_user()
	other = f.make_site(place.region.name)
	one = f.appoint(user, f.SITE, "Service Site", place.site.name)
	two = f.appoint(user, f.SITE, "Service Site", other.name)
	f.reloaded(one).to_date = day(-1)
	one.save()
	assert f.SITE in frappe.get_roles(user)
	frappe.delete_doc(APPOINTMENT, two.name)
	assert f.SITE not in frappe.get_roles(user)


def test_term_is_sane_and_not_repeated(place):
	user = f.make_user()
	with pytest.raises(AppointmentError):
		f.appoint(user, f.SITE, "Service Site", place.site.name, from_date=day(1), to_date=day(0))
	f.appoint(user, f.SITE, "Service Site", place.site.name)
	with pytest.raises(AppointmentError):
		f.appoint(user, f.SITE, "Service Site", place.site.name)
