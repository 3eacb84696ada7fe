"""信用时长 and 荣誉时长 on records, totals, certificates and figures: who saw the service, and that no door
raises a class."""

from datetime import timedelta

import frappe
import frappe.client
import pytest

from tests import factories as make
from tests.site.service_records import corrections_world as world
from tests.site.volunteer_projects.signing_world import move_back, noon, published
from volunteer_services.api import activities as api
from volunteer_services.api import certificates
from volunteer_services.patches import trust_class as patch
from volunteer_services.service_records.reporting import hours
from volunteer_services.service_records.services import proof, totals
from volunteer_services.volunteer_projects.services.presence import events

LOG, PROFILE = "Service Log", "Volunteer Profile"
CREDITED = {"trust_class": "Credited", "entry_method": "Leader Scan"}


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def class_of(name: str, doctype: str = LOG):
	return frappe.db.get_value(doctype, name, ["source", "entry_method", "trust_class"])


def credited(volunteer: str) -> int:
	return frappe.db.get_value(PROFILE, volunteer, "credited_minutes")


def recorded(place, now, *people, scanned=(), **times):
	"""The records of an activity that has just ended, by volunteer; ``scanned`` were seen."""
	activity = published(place, now + timedelta(hours=2))
	frappe.set_user(place.leader)
	for who in people:
		api.sign_up(activity.name, who.name)
	move_back(activity, hours=6)
	for who in scanned:
		for kind, hour in (("In", -4), ("Out", -1)):
			seen = events.Seen(kind, "Leader Scan", now + timedelta(hours=hour))
			events.record(activity.name, who.name, seen)
	api.take_over_sign_ups(activity.name)
	activity.reload()
	for row in activity.participants:
		row.update(times)
	activity.save()
	api.make_records(activity.name)
	frappe.set_user("Administrator")
	return dict(frappe.get_all(LOG, {"activity": activity.name}, ["volunteer", "name"], as_list=True))


def test_what_was_seen_is_credited_and_what_was_only_listed_honorary(place):
	seen, listed = place.volunteer(), place.volunteer()
	with noon() as now:
		logs = recorded(place, now, seen, listed, scanned=[seen])
	assert class_of(logs[seen.name]) == ("Check-in", "Leader Scan", "Credited")
	assert class_of(logs[listed.name]) == ("Activity", "Roll Call", "Honorary")


def test_whoever_stretches_the_times_makes_them_honorary(place):
	who = place.volunteer()
	with noon() as now:
		logs = recorded(place, now, who, scanned=[who], ends_on=now)
	assert class_of(logs[who.name]) == ("Check-in", "Roll Call", "Honorary")


def test_no_door_credits_hours(place):
	who = place.volunteer()
	values = {"project": place.project.name, "service_date": "2026-03-05", "minutes": 60}
	values |= {"service_content": "探访", "location": "社区", "activity_leader": "张队长"}
	for user in (place.leader, place.manager):
		frappe.set_user(user)
		made = frappe.client.insert({"doctype": LOG, "volunteer": who.name, **values, **CREDITED})
		assert class_of(made["name"]) == ("Manual", "Manual", "Honorary")
		frappe.client.set_value(LOG, made["name"], {"trust_class": "Credited", "remark": "雨天"})
		assert class_of(made["name"]) == ("Manual", "Manual", "Honorary")
		frappe.client.delete(LOG, made["name"])


def test_the_totals_hold_the_credited_part(place):
	who = place.volunteer().name
	log = world.approved(place, who, minutes=90, **CREDITED)
	world.approved(place, who, service_date="2026-03-06", minutes=60)
	assert (world.total(who), credited(who)) == (150, 90)
	log.cancel()
	assert (world.total(who), credited(who)) == (60, 0)
	assert proof.findings() == []
	frappe.db.set_value(PROFILE, who, "credited_minutes", 30)
	(found,) = proof.findings()
	assert (found["reference_name"], found["check"]) == (who, "Credited Total Is Not the Sum of the Records")
	totals.refresh([who])
	assert proof.findings() == []


@pytest.mark.parametrize(
	"changes, expected",
	[
		({"new_service_content": "陪护"}, "Credited"),
		({"new_minutes": 60}, "Honorary"),
		({"new_service_date": "2026-03-06"}, "Honorary"),
	],
)
def test_a_correction_never_raises_and_new_times_rest_on_paper(place, changes, expected):
	who = place.volunteer().name
	for before in (CREDITED, {"trust_class": "Honorary", "entry_method": "Roll Call"}):
		log = world.approved(place, who, minutes=90, **before)
		world.decide(place.manager, world.ask(place.leader, log, **changes))
		frappe.set_user("Administrator")
		successor = frappe.db.get_value(LOG, {"corrects": log.name}, ["name", "trust_class"], as_dict=True)
		assert successor.trust_class == (expected if before is CREDITED else "Honorary")


def test_the_certificate_says_how_much_of_it_is_credited(place):
	who = place.volunteer().name
	world.approved(place, who, minutes=90, **CREDITED)
	world.approved(place, who, service_date="2026-03-06", minutes=60)
	frappe.set_user(place.manager)
	name = certificates.prepare(who, place.unit.name, "2026-01-01", "2026-06-30")
	doc = frappe.get_doc("Service Certificate", name)
	doc.submit()
	assert (doc.total_minutes, doc.credited_minutes) == (150, 90)
	assert "其中信用时长" in frappe.get_print("Service Certificate", name, "Service Record Certificate")


def test_hours_are_grouped_and_filtered_by_their_class(place):
	who = place.volunteer().name
	world.approved(place, who, minutes=90, **CREDITED)
	world.approved(place, who, service_date="2026-03-06", minutes=60)
	frappe.set_user(place.manager)
	asked = {"from_date": "2026-03-01", "to_date": "2026-03-31", "group_by": "Class of Hours"}
	rows = hours.by_word(asked)[1]
	assert {row.node: row.hours for row in rows if row.node} == {"Credited": 1.5, "Honorary": 1.0}
	(only,) = (row for row in hours.by_word({**asked, "trust_class": "Credited"})[1] if row.node)
	assert (only.node, only.hours) == ("Credited", 1.5)


def test_records_from_before_are_honorary(place):
	who = place.volunteer().name
	log = world.approved(place, who)
	frappe.db.set_value(LOG, log.name, {"trust_class": None, "entry_method": None, "source": "Activity"})
	patch.execute()
	assert class_of(log.name) == ("Activity", "Roll Call", "Honorary")
	frappe.db.set_value(LOG, log.name, {"trust_class": "Credited"})
	patch.execute()
	assert class_of(log.name)[2] == "Credited"
