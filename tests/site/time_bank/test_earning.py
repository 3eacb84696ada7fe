"""Points follow the approval of service: by the rule of the day, by the net difference, never below zero."""

from __future__ import annotations

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.site.time_bank.points_world import account, balance, entries, give, no_credits, only_rule, spend
from volunteer_services.exceptions import PointsAccountError, PointsRuleError, ReasonRequiredError
from volunteer_services.service_records.services import bulk_review
from volunteer_services.setup.defaults import POINTS_RULES
from volunteer_services.time_bank.services.books import accounts, audit, reviews
from volunteer_services.time_bank.services.books.accounts import volunteer_key
from volunteer_services.time_bank.services.earning import credits, jobs


@pytest.fixture
def place():
	return make.Place()


def approved(place, volunteer: str, minutes: int, **values):
	return make.make_log(place, volunteer, minutes=minutes, state="Approved", **values)


def correct(log, **changes):
	doc = frappe.get_doc(
		{"doctype": "Record Correction", "service_log": log.name, "reason": "实到时间有误", **changes}
	).insert()
	doc.flags.system_transition = True
	for state in ("Pending Review", "Approved"):
		doc.workflow_state = state
		doc.save()
	return frappe.get_doc("Service Log", doc.new_service_log) if doc.new_service_log else None


def test_an_approval_credits_points_and_the_rest_is_carried(place):
	only_rule()
	person = place.volunteer().name
	approved(place, person, 90)
	approved(place, person, 90, service_date="2026-03-06")
	assert entries(person) == [("Earned", 1, 1), ("Earned", 2, 3)]
	assert account(person).carry_units == 0
	assert frappe.db.get_value("Volunteer Profile", person, ["points_balance", "total_minutes"]) == (3, 180)


def test_the_recording_unit_issues_the_points(place):
	only_rule()
	approved(place, place.volunteer().name, 120)
	issued = frappe.get_doc("Points Account", accounts.issue_key(place.unit.name))
	assert issued.holder == place.unit.name
	assert issued.balance <= -2


def test_the_workflow_and_the_bulk_review_credit_alike(place):
	only_rule()
	one, two = place.volunteer().name, place.volunteer().name
	log = make.make_log(place, one, minutes=120, state="Pending Site Review")
	logs = [
		make.make_log(
			place, two, minutes=120, state="Pending Site Review", service_date=f"2026-03-0{day}"
		).name
		for day in (5, 6)
	]
	frappe.set_user(place.manager)
	apply_workflow(log, "Approve")
	bulk_review._at_once(logs, "Approve", None)
	frappe.set_user("Administrator")
	assert (balance(one), balance(two)) == (2, 4)


def test_the_rating_weighs(place):
	only_rule(rating_factors=[{"rating": 5, "factor_percent": 150}])
	person = place.volunteer().name
	approved(place, person, 120, rating=5, rated_by="受访长者", rater_kind="Service Recipient")
	assert balance(person) == 3


def test_hours_from_elsewhere_bring_no_points(place):
	only_rule()
	person = place.volunteer().name
	for source in ("Transfer", "Opening"):
		approved(
			place,
			person,
			600,
			source=source,
			service_date="2026-03-05" if source == "Opening" else "2026-03-06",
		)
	assert balance(person) == 0
	assert frappe.db.get_value("Volunteer Profile", person, "total_minutes") == 1200


def test_no_rule_no_points(place):
	frappe.db.sql("update `tabPoints Rule` set `is_disabled` = 1")
	person = place.volunteer().name
	log = approved(place, person, 600)
	assert not frappe.db.exists("Points Account", volunteer_key(person))
	log.return_reason = "重复"
	log.cancel()


def test_service_counts_by_the_rule_of_its_day(place):
	no_credits()
	only_rule()
	frappe.get_doc(
		{
			"doctype": "Points Rule", "rule_name": "半小时一分", "effective_from": "2026-03-06",
			"rounding": "Per Log", "minutes_per_point": 30,
		}
	).insert()  # fmt: skip
	person = place.volunteer().name
	approved(place, person, 60, service_date="2026-03-05")
	log = approved(place, person, 60, service_date="2026-03-06")
	assert balance(person) == 3
	correct(log, new_service_date="2026-03-04")
	assert balance(person) == 2
	assert audit.findings() == []


def test_points_above_the_highest_balance_are_dropped_and_hours_go_on_rising(place):
	only_rule(balance_cap=5)
	person = place.volunteer().name
	approved(place, person, 480)
	assert (balance(person), account(person).carry_units) == (5, 0)
	assert frappe.db.get_value("Volunteer Profile", person, "total_minutes") == 480


def test_points_above_the_highest_balance_go_to_the_pool(place):
	only_rule(balance_cap=5, surplus_to="Pool")
	pool = accounts.balance(accounts.POOL)
	given = place.volunteer().name
	log = approved(place, given, 480)
	assert (balance(given), accounts.balance(accounts.POOL) - pool) == (5, 3)
	correct(log, new_minutes=360)
	assert (balance(given), accounts.balance(accounts.POOL) - pool) == (5, 1)
	assert audit.findings() == []


def test_a_correction_posts_the_net_difference_once(place):
	only_rule()
	person = place.volunteer().name
	log = approved(place, person, 300)
	new = correct(log, new_minutes=180)
	assert entries(person) == [("Earned", 5, 5), ("Adjusted", -2, 3)]
	assert frappe.db.get_value("Points Earning", log.name, ["points", "units"]) == (0, 0)
	assert frappe.db.get_value("Points Earning", new.name, "points") == 3
	newer = correct(new, new_minutes=240)
	assert balance(person) == 4
	correct(newer, is_withdrawal=1)
	assert (balance(person), account(person).carry_units) == (0, 0)
	assert audit.findings() == []


def test_a_cancellation_takes_the_points_back(place):
	only_rule()
	person = place.volunteer().name
	log = approved(place, person, 150)
	log.return_reason = "重复登记"
	log.cancel()
	assert (balance(person), account(person).carry_units) == (0, 0)
	assert credits.settle([log.name]) == 0, "a second time changes nothing"


def test_points_that_were_spent_put_the_account_under_review(place):
	only_rule()
	person = place.volunteer().name
	log = approved(place, person, 480)
	spend(person, 6)
	correct(log, new_minutes=60)
	doc = account(person)
	assert (doc.balance, doc.shortfall, doc.status) == (0, 5, "Under Review")
	assert doc.review_since
	assert (
		"5 points are missing"
		in frappe.get_all("Comment", filters={"reference_name": doc.name}, pluck="content")[0]
	)
	give(person, 3)
	with pytest.raises(PointsAccountError):
		spend(person, 1)
	assert audit.findings() == []


def test_later_points_fill_the_shortfall_first(place):
	only_rule()
	person = place.volunteer().name
	log = approved(place, person, 480)
	spend(person, 6)
	correct(log, new_minutes=60)
	approved(place, person, 240, service_date="2026-03-06")
	assert (account(person).balance, account(person).shortfall) == (0, 1)
	approved(place, person, 240, service_date="2026-03-07")
	doc = account(person)
	assert (doc.balance, doc.shortfall, doc.status, doc.review_reason) == (3, 0, "Active", None)
	spend(person, 3)


def test_a_shortfall_is_written_off_by_those_who_decide(place):
	only_rule()
	person = place.volunteer()
	log = approved(place, person.name, 480)
	spend(person.name, 6)
	correct(log, new_minutes=60)
	key = volunteer_key(person.name)
	for user in (place.leader, place.manager, place.officer):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			reviews.write_off(key, "误差")
	frappe.set_user(make.make_staff(make.CITY, "Service Region", make.make_region("City").name))
	with pytest.raises(frappe.PermissionError):
		reviews.write_off(key, "误差")
	frappe.set_user(place.city_officer)
	with pytest.raises(ReasonRequiredError):
		reviews.write_off(key, " ")
	assert reviews.write_off(key, "志愿者无过错") == 5
	with pytest.raises(PointsAccountError):
		reviews.write_off(key, "再次")
	frappe.set_user("Administrator")
	assert (account(person.name).shortfall, account(person.name).status) == (0, "Active")


def test_a_closed_account_takes_no_points_and_stops_no_approval(place):
	only_rule()
	person = place.volunteer().name
	log = approved(place, person, 240)
	spend(person, 4)
	frappe.db.sql(
		"update `tabPoints Account` set `status` = 'Closed' where `name` = %s", (volunteer_key(person),)
	)
	approved(place, person, 240, service_date="2026-03-06")
	log.reload()
	log.return_reason = "重复登记"
	log.cancel()
	assert (account(person).balance, account(person).shortfall, account(person).status) == (0, 4, "Closed")
	assert frappe.db.get_value("Volunteer Profile", person, "total_minutes") == 240


def test_records_from_before_the_time_bank_are_credited_once(place):
	frappe.db.sql("update `tabPoints Rule` set `is_disabled` = 1")
	person = place.volunteer().name
	approved(place, person, 90)
	approved(place, person, 90, service_date="2026-03-06")
	only_rule()
	assert jobs.credit_missing() >= 2
	assert balance(person) == 3
	assert jobs.credit_missing() == 0
	assert audit.findings() == []


def test_old_points_expire_first_in_first_out(place):
	only_rule(expiry_months=12)
	person = place.volunteer().name
	old = give(person, 10)
	give(person, 5)
	spend(person, 4)
	frappe.db.sql("update `tabPoints Entry` set `posted_on` = '2025-01-10' where `transfer` = %s", (old,))
	assert jobs.expire("2026-01-09") == 0
	assert jobs.expire("2026-01-11") == 6
	assert jobs.expire("2026-01-11") == 0
	assert jobs.expire("2026-01-12") == 0
	assert entries(person)[-1] == ("Expired", -6, 5)


def test_points_do_not_expire_by_default(place):
	only_rule()
	give(place.volunteer().name, 10)
	assert jobs.expire("2099-01-01") == 0


# --- rules -------------------------------------------------------------------------------------------------


def test_the_shipped_rules_are_three_and_guangzhou_s_is_in_force():
	rules = frappe.get_all(
		"Points Rule",
		fields=["rule_name", "is_disabled", "balance_cap", "redeem_from_hours", "goods_allowed"],
	)
	enabled = [rule for rule in rules if not rule.is_disabled]
	assert {rule["rule_name"] for rule in POINTS_RULES} <= {rule.rule_name for rule in rules}
	assert [rule.rule_name for rule in enabled] == ["广州时间银行 Guangzhou"]
	assert (enabled[0].balance_cap, enabled[0].redeem_from_hours) == (1500, 100)


def test_a_rule_in_use_is_succeeded_not_changed(place):
	rule = frappe.get_doc("Points Rule", only_rule())
	approved(place, place.volunteer().name, 120)
	rule.minutes_per_point = 30
	with pytest.raises(PointsRuleError, match="Duplicate it"):
		rule.save()
	rule.reload()
	rule.notes = "说明"
	rule.save()
	with pytest.raises(PointsRuleError, match="must be kept"):
		rule.delete()


def test_a_new_rule_begins_after_what_was_credited(place):
	no_credits()
	only_rule()
	approved(place, place.volunteer().name, 120, service_date="2026-03-05")
	values = {"doctype": "Points Rule", "rule_name": "新规则", "rounding": "Per Log", "minutes_per_point": 30}
	with pytest.raises(PointsRuleError, match="credited by another rule"):
		frappe.get_doc({**values, "effective_from": "2026-03-05"}).insert()
	frappe.get_doc({**values, "effective_from": "2026-03-06"}).insert()
	with pytest.raises(PointsRuleError, match="begins on"):
		frappe.get_doc({**values, "effective_from": "2026-03-06"}).insert()


@pytest.mark.parametrize(
	"values",
	[
		{"minutes_per_point": 0},
		{"rating_factors": [{"rating": 7, "factor_percent": 100}]},
		{"balance_cap": -1},
	],
)
def test_rules_that_make_no_sense_are_refused(values):
	with pytest.raises(PointsRuleError):
		only_rule(**values)
