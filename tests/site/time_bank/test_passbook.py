"""Statement and passbook: what is printed, what continues, what is printed again."""

import frappe
import pytest

from tests import factories as make
from tests.site.time_bank.giving_world import account_row, donation, give, grant, key, pass_on
from volunteer_services.api import passbook as passbook_api
from volunteer_services.api import points as api
from volunteer_services.exceptions import PointsAccountError, ReasonRequiredError, ReportFilterError
from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.foundation.reporting import period
from volunteer_services.time_bank.services.books import accounts, passbook, reviews, statements
from volunteer_services.time_bank.services.earning import credits


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


@pytest.fixture
def ann(place):
	"""Two records (2 h, 3 h) and a donation to the pool."""
	person = place.volunteer(full_name="张三丰", user=make.make_user(make.VOLUNTEER))
	make.make_log(place, person.name, state="Approved", minutes=120, service_content="探访独居老人")
	make.make_log(
		place,
		person.name,
		state="Approved",
		minutes=180,
		service_date="2026-03-07",
		service_content="社区清洁",
	)
	credits.credit_uncredited([person.name])
	frappe.set_user(place.manager)
	donation(person, 1).insert().submit()
	frappe.set_user("Administrator")
	return person


def html(account, print_format, **form):
	frappe.local.form_dict = frappe._dict(form)
	return frappe.get_print("Points Account", account, print_format, no_letterhead=1)


def test_the_first_print_has_cover_and_all_lines(place, ann):
	plan = passbook.lines(key(ann))
	assert [(row["number"], row["points"], row["balance"]) for row in plan["rows"]] == [
		(1, 2, 2),
		(2, 3, 5),
		(3, -1, 4),
	]
	assert [row["minutes"] for row in plan["rows"]] == [120, 180, 0]
	assert (
		"探访独居老人" in plan["rows"][0]["what"] and plan["rows"][2]["what"] == "Donated to the public pool"
	)
	text = html(key(ann), "Time Passbook")
	for value in ("时间存折", "张三丰", ann.name, "data:image/png", "探访独居老人", "2026-03-07", "+3", "-1"):
		assert value in text, value


def test_printing_alone_marks_nothing(place, ann):
	html(key(ann), "Time Passbook")
	html(key(ann), "Time Passbook")
	assert account_row(key(ann), "passbook_lines").passbook_lines == 0
	assert passbook.lines(key(ann))["count"] == 3


def test_the_next_print_continues_below_the_last_line(place, ann):
	passbook.mark_printed(key(ann), 0, 3)
	assert passbook.lines(key(ann))["count"] == 0
	assert "up to date" in html(key(ann), "Time Passbook")
	give(key(ann), 9)
	plan = passbook.lines(key(ann))
	assert [(row["number"], row["page"], row["row"]) for row in plan["rows"]] == [(4, 1, 4)]
	text = html(key(ann), "Time Passbook")
	assert "探访独居老人" not in text and "时间存折</div>" not in text and "+9" in text


def test_marking_twice_counts_once_and_a_stale_note_is_refused(place, ann):
	once = passbook.mark_printed(key(ann), 0, 3)
	assert passbook.mark_printed(key(ann), 0, 3) == once
	assert (once["passbook_lines"], once["passbook_seq"], once["passbook_no"]) == (3, 3, f"{ann.name}-01")
	with pytest.raises(PointsAccountError, match="somebody else printed"):
		passbook.mark_printed(key(ann), 0, 2)


def test_printing_again_needs_a_reason_and_leaves_a_trace(place, ann):
	passbook.mark_printed(key(ann), 0, 3)
	with pytest.raises(ReasonRequiredError):
		passbook.print_again(key(ann), 2, " ")
	with pytest.raises(PointsAccountError, match="Line 4"):
		passbook.print_again(key(ann), 4, "卡纸")
	passbook.print_again(key(ann), 2, "卡纸<b>")
	assert [row["number"] for row in passbook.lines(key(ann))["rows"]] == [2, 3]
	(comment,) = frappe.get_all(
		"Comment", filters={"reference_name": key(ann), "comment_type": "Info"}, pluck="content"
	)
	assert "卡纸&lt;b&gt;" in comment


def test_a_new_booklet_begins_with_the_balance(place, ann):
	passbook.mark_printed(key(ann), 0, 3)
	passbook.begin_book(key(ann), "遗失")
	give(key(ann), 6)
	plan = passbook.lines(key(ann))
	assert plan["passbook_no"] == f"{ann.name}-02"
	assert [(row["is_balance"], row["balance"]) for row in plan["rows"]] == [(True, 4), (False, 10)]
	text = html(key(ann), "Time Passbook")
	assert "Balance brought forward" in text and "时间存折" in text


def test_a_full_booklet_waits_for_the_next(place, ann):
	update_each(
		"Points Account", {key(ann): {"passbook_lines": passbook.LAYOUT.capacity - 1, "passbook_seq": 1}}
	)
	plan = passbook.lines(key(ann))
	assert (plan["count"], plan["room"], plan["waiting"]) == (1, 0, 1)


def test_only_volunteers_have_passbooks(place):
	account = accounts.team_key(place.team.name)
	give(account, 5)
	with pytest.raises(PointsAccountError, match="no passbook"):
		passbook.lines(account)


def test_foreign_staff_and_volunteers_are_refused(place, ann):
	other = make.Place().staff()
	for user in (other.manager, other.leader, "Guest"):
		frappe.set_user(user)
		for call in (
			lambda: passbook_api.lines(key(ann)),
			lambda: passbook_api.mark_printed(key(ann), 0, 3),
			lambda: passbook_api.begin_book(key(ann), "x"),
			lambda: passbook_api.print_again(key(ann), 1, "x"),
			lambda: api.entries(key(ann)),
		):
			with pytest.raises(frappe.PermissionError):
				call()
	frappe.set_user(ann.user)
	assert passbook_api.lines(key(ann))["count"] == 3
	with pytest.raises(frappe.PermissionError):
		passbook_api.mark_printed(key(ann), 0, 3)


def test_writers_are_post_only():
	for function in (
		passbook_api.mark_printed, passbook_api.print_again, passbook_api.begin_book,
		api.write_off, api.settle_exit, api.credit_earlier_records,
	):  # fmt: skip
		assert frappe.allowed_http_methods_for_whitelisted_func[function] == ["POST"]


# --- the statement --------------------------------------------------------------------------------------


def test_the_statement_pages_through_the_entries(place, ann):
	page = statements.entries(key(ann), 0, 2)
	assert (page["total"], [row.points for row in page["rows"]]) == (3, [-1, 3])
	page = statements.entries(key(ann), 2, 2)
	assert [row.points for row in page["rows"]] == [2]
	assert page["rows"][0].voucher_type == "Service Log"


def test_the_statement_of_a_period_adds_up(place, ann):
	today = frappe.utils.nowdate()
	text = html(key(ann), "Points Account Statement", from_date=today, to_date=today)
	for value in ("时间积分账户对账单", "张三丰", "探访独居老人", "Donated to the public pool"):
		assert value in text, value

	statement = statements.between(key(ann), period.of_filters({"from_date": today}))
	assert (statement.opening, statement.received, statement.given, statement.closing) == (0, 5, 1, 4)
	before = statements.between(key(ann), period.of_filters({"to_date": "2020-01-01"}))
	assert (before.closing, before.rows) == (0, [])


def test_a_period_turned_round_is_refused(place, ann):
	with pytest.raises(ReportFilterError, match="before it begins"):
		frappe.local.form_dict = frappe._dict(from_date="2026-05-01", to_date="2026-01-01")
		statements.points_statement(key(ann))


def test_the_own_statement_is_the_volunteer_s(place, ann):
	frappe.set_user(ann.user)
	assert api.entries(key(ann))["total"] == 3
	assert "张三丰" in html(key(ann), "Points Account Statement")


def test_the_page_asks_few_queries(place, ann):
	seen, run = [], frappe.db.sql
	statements.entries(key(ann))

	def counted(query, *args, **kwargs):
		seen.append(query)
		return run(query, *args, **kwargs)

	frappe.db.sql = counted
	try:
		statements.entries(key(ann))
		few = len(seen)
		frappe.db.sql = run
		for day in range(10, 20):
			make.make_log(place, ann.name, state="Approved", service_date=f"2026-03-{day}")
		credits.credit_uncredited([ann.name])
		frappe.db.sql = counted
		statements.entries(key(ann))
	finally:
		del frappe.db.sql
	assert len(seen) - few <= few


# --- review and rules -----------------------------------------------------------------------------------


def test_a_shortfall_is_written_off_by_the_city(place, ann):
	update_each("Points Account", {key(ann): {"shortfall": 3}})
	reviews.open_for({key(ann): 3}, "test")
	frappe.set_user(place.officer)
	with pytest.raises(frappe.PermissionError):
		reviews.write_off(key(ann), "困难")
	frappe.set_user(place.city_officer)
	assert reviews.write_off(key(ann), "困难") == 3
	assert account_row(key(ann), "status", "shortfall") == {"status": "Active", "shortfall": 0}


def test_what_the_volunteer_form_asks(place, ann):
	frappe.set_user(place.manager)
	answer = api.of_volunteer(ann.name)
	assert (answer["account"], answer["balance"], answer["exit_policy"]) == (key(ann), 4, "Keep")
	nobody = place.volunteer()
	assert api.of_volunteer(nobody.name)["account"] is None
	frappe.set_user(make.Place().staff().manager)
	with pytest.raises(frappe.PermissionError):
		api.of_volunteer(ann.name)


def test_the_rule_in_force(place):
	frappe.set_user(place.leader)
	assert "Guangzhou" in api.rule_in_force()["rule_name"]


def test_only_managers_credit_earlier_records(place):
	frappe.set_user(place.city_officer)
	with pytest.raises(frappe.PermissionError):
		api.credit_earlier_records()


def test_grants_and_their_reversal_read_well(place):
	person = place.volunteer()
	give(accounts.POOL, 50)
	pass_on(grant(place, 5, volunteer=person.name), place.manager, place.officer)
	frappe.set_user("Administrator")
	assert statements.entries(key(person))["rows"][0].what == "Hardship grant from the public pool"
	assert "Hardship grant to" in statements.entries(accounts.POOL)["rows"][0].what
