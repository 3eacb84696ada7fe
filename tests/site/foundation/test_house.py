"""What the rooms declare, at work on a site: conditions for lists, a person's copy of their data, events."""

import json

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.site.time_bank import rewards_world
from tests.site.time_bank.giving_world import donation
from tests.site.volunteer_projects.test_activities_records import make_activity
from volunteer_services.api import registration as api
from volunteer_services.foundation import events
from volunteer_services.foundation.house import house
from volunteer_services.foundation.scope import queries

PROFILE = "Volunteer Profile"


@pytest.fixture
def place():
	return make.Place().staff()


def test_every_scoped_doctype_has_a_condition_for_lists(place):
	frappe.set_user(place.manager)
	hooks = frappe.get_hooks("permission_query_conditions")
	for doctype in (*house().scoped(), *house().rows()):
		where = frappe.get_attr(hooks[doctype][-1])(place.manager)
		assert isinstance(where, str)
		if where:
			frappe.db.sql(f"select count(*) from `tab{doctype}` where {where}")
	with pytest.raises(AttributeError, match="no room declares"):
		queries.__getattr__("user")


def test_the_copy_of_a_person_s_data_holds_what_every_room_keeps(place):
	user = make.make_user(make.VOLUNTEER)
	who = rewards_world.rich(place, user=user)
	other = rewards_world.rich(place)
	activity = make_activity(place, [who.name, other.name])
	redemption = rewards_world.request(place.leader, who, rewards_world.item(place))
	frappe.set_user("Administrator")
	given, got = donation(who, 20, other), donation(other, 30, who)
	for gift in (given, got):
		gift.insert().submit()
	frappe.set_user(user)
	data = api.my_data()
	assert set(data) >= {name for name, person in house().persons() if person.copied} | {"Points Entry"}
	assert [row["parent"] for row in data["Service Activity Participant"]] == [activity.name]
	assert [row["name"] for row in data["Reward Redemption"]] == [redemption.name]
	assert {row["name"] for row in data["Points Donation"]} == {given.name, got.name}
	assert [row["volunteer"] for row in data["Points Account"]] == [who.name]
	assert {row["points"] for row in data["Points Entry"]} == {500, -20, 30}
	assert other.full_name not in json.dumps(data["Points Donation"][-1], ensure_ascii=False)


def test_an_error_of_a_listener_takes_everything_back(place, monkeypatch):
	"""Approval, totals and points are one: a listener that fails leaves the record where it was."""
	who = place.volunteer()
	log = make.make_log(place, who.name, state="Pending Site Review")

	get_hooks = frappe.get_hooks

	def listeners(hook=None, *args, **kwargs):
		if hook == "minutes_approved":
			return ["volunteer_services.foundation.roles.grant"]  # which wants a role, too
		return get_hooks(hook, *args, **kwargs)

	frappe.db.savepoint("begun")
	monkeypatch.setattr(events.frappe, "get_hooks", listeners)
	with pytest.raises(TypeError, match="role"):
		apply_workflow(make.reloaded(log), "Approve")
	frappe.db.rollback(save_point="begun")
	assert make.reloaded(log).workflow_state == "Pending Site Review"
	assert frappe.db.get_value(PROFILE, who.name, "total_minutes") == 0
