"""The ledger is the only writer of points, and nothing that it wrote is ever changed (invariant 3)."""

from __future__ import annotations

import frappe
import pytest

from tests import factories as make
from tests.site.time_bank.points_world import balance, entries, give, spend
from volunteer_services.exceptions import (
	InsufficientPointsError,
	LedgerError,
	LedgerReplayError,
	PointsAccountError,
	RetentionError,
)
from volunteer_services.time_bank.services.books import accounts, audit, ledger
from volunteer_services.time_bank.services.books.accounts import volunteer_key


@pytest.fixture
def people():
	place = make.Place()
	return [place.volunteer().name for _ in range(2)]


def test_a_transfer_is_two_entries_that_add_up_to_zero(people):
	key = give(people[0], 30)
	rows = frappe.get_all(
		"Points Entry",
		filters={"transfer": key},
		fields=["account", "points", "seq", "name"],
		order_by="line_no",
	)
	assert [(row.points, row.name) for row in rows] == [(30, f"{key}-1"), (-30, f"{key}-2")]
	assert balance(people[0]) == 30
	assert frappe.db.get_value("Volunteer Profile", people[0], "points_balance") == 30
	doc = frappe.get_doc("Points Transfer", key)
	assert (doc.kind, doc.points, doc.posted_by) == ("Opening", 30, "Administrator")


def test_a_key_posts_once(people):
	give(people[0], 30)
	rows = [(volunteer_key(people[0]), -5), (accounts.POOL, 5)]
	accounts.ensure([accounts.POOL])
	assert not ledger.post("once", rows, "Donated").is_replay
	assert ledger.post("once", rows, "Donated").is_replay
	assert balance(people[0]) == 25
	with pytest.raises(LedgerReplayError):
		ledger.post("once", [(account, points * 2) for account, points in rows], "Donated")
	with pytest.raises(LedgerReplayError):
		ledger.post("once", rows, "Adjusted")


def test_a_replay_is_recognised_when_the_points_are_gone(people):
	give(people[0], 5)
	accounts.ensure([accounts.POOL])
	rows = [(volunteer_key(people[0]), -5), (accounts.POOL, 5)]
	ledger.post("all of it", rows, "Donated")
	assert ledger.post("all of it", rows, "Donated").is_replay


def test_no_overdraft_and_held_points_stay(people):
	give(people[0], 10)
	ledger.hold(volunteer_key(people[0]), 8)
	with pytest.raises(InsufficientPointsError, match="has 2 points at its disposal, 3 are needed"):
		spend(people[0], 3)
	with pytest.raises(InsufficientPointsError):
		ledger.hold(volunteer_key(people[0]), 3)
	with pytest.raises(LedgerError):
		ledger.release(volunteer_key(people[0]), 9)
	ledger.release(volunteer_key(people[0]), 8)
	spend(people[0], 10)
	assert balance(people[0]) == 0


def test_a_redemption_releases_what_it_held(people):
	give(people[0], 10)
	key, sink = volunteer_key(people[0]), accounts.sink_key()
	accounts.ensure([sink])
	ledger.hold(key, 10)
	ledger.post("redeem", [(key, -10), (sink, 10)], "Redeemed", released={key: 10})
	assert frappe.db.get_value("Points Account", key, ["balance", "held"]) == (0, 0)


def test_a_reversal_is_a_new_transfer_and_respects_limits(people):
	key = give(people[0], 10)
	done = ledger.reverse(key, remark="entered twice")
	assert ledger.reverse(key).is_replay
	assert entries(people[0]) == [("Opening", 10, 10), ("Reversed", -10, 0)]
	assert frappe.db.get_value("Points Transfer", done.transfer, "reversal_of") == key
	other = give(people[0], 10)
	spend(people[0], 4)
	with pytest.raises(InsufficientPointsError):
		ledger.reverse(other)
	with pytest.raises(LedgerError, match="no transfer unknown to reverse"):
		ledger.reverse("unknown")


@pytest.mark.parametrize(
	"rows",
	[
		[("Pool", 5), ("Pool", -5)],
		[("Pool", 5), ("Issue:General", -4)],
		[("Pool", 0), ("Issue:General", 0)],
		[("Pool", 1.5), ("Issue:General", -1.5)],
	],
)
def test_transfers_that_are_none(rows):
	accounts.ensure(["Pool", "Issue:General"])
	with pytest.raises(LedgerError):
		ledger.post("bad", rows, "Adjusted")
	assert not frappe.db.exists("Points Transfer", "bad")


def test_unknown_accounts_and_kinds_are_named(people):
	with pytest.raises(PointsAccountError, match="no account Nowhere"):
		ledger.post("bad", [("Volunteer:V0", 5), ("Nowhere", -5)], "Earned")
	with pytest.raises(LedgerError, match="Gift is no kind of transfer"):
		ledger.post("bad", [("Pool", 5), ("Issue:General", -5)], "Gift")


def test_accounts_are_made_once_and_named_after_their_holders(people):
	keys = [volunteer_key(people[0]), accounts.issue_key("UNKNOWN"), accounts.POOL]
	accounts.ensure(keys)
	accounts.ensure(keys)
	doc = frappe.get_doc("Points Account", keys[0])
	assert doc.holder_name == frappe.db.get_value("Volunteer Profile", people[0], "full_name")
	assert (doc.holder_type, doc.holder, doc.volunteer) == ("Volunteer Profile", people[0], people[0])
	assert frappe.db.get_value("Points Account", keys[1], "min_balance") < -(10**15)


@pytest.mark.parametrize("doctype", ["Points Transfer", "Points Entry", "Points Account", "Points Earning"])
def test_nobody_writes_or_deletes_a_document_of_the_ledger(people, doctype):
	key = give(people[0], 10)
	name = {
		"Points Transfer": key,
		"Points Entry": f"{key}-1",
		"Points Account": volunteer_key(people[0]),
	}.get(doctype)
	new = {"doctype": doctype, "name": "x", "transfer_key": "x", "account_key": "x", "service_log": "x"}
	for ignore in (False, True):
		with pytest.raises(LedgerError):
			frappe.get_doc(new).insert(ignore_permissions=ignore, ignore_links=True, ignore_mandatory=True)
	if not name:
		return
	doc = frappe.get_doc(doctype, name)
	for change in (
		lambda: doc.save(ignore_permissions=True),
		lambda: doc.db_set("modified_by", "Guest"),
		lambda: doc.db_update(),
		lambda: frappe.rename_doc(doctype, name, "other", force=True),
	):
		with pytest.raises(LedgerError):
			change()
	for force in (False, True):
		with pytest.raises(RetentionError):
			frappe.delete_doc(doctype, name, ignore_permissions=True, force=force)
	assert frappe.db.exists(doctype, name)


@pytest.mark.parametrize(
	"role", [make.MANAGER, make.CITY, make.DISTRICT, make.SITE, make.LEADER, make.AUDITOR]
)
def test_no_role_may_enter_or_change_an_entry(people, role):
	key = give(people[0], 10)
	accounts.ensure([accounts.POOL])
	user = make.make_user(role)
	frappe.set_user(user)
	for doctype in ("Points Transfer", "Points Entry", "Points Account", "Points Earning"):
		for right in ("create", "write", "delete", "submit", "import"):
			assert not frappe.has_permission(doctype, right), (doctype, right)
	from frappe.client import delete, insert, set_value

	for call in (
		lambda: insert({"doctype": "Points Entry", "transfer": key, "account": "Pool", "points": 5}),
		lambda: set_value("Points Account", volunteer_key(people[0]), "balance", 500),
		lambda: delete("Points Transfer", key),
	):
		with pytest.raises(frappe.PermissionError):
			call()
	frappe.set_user("Administrator")
	assert balance(people[0]) == 10


def test_right_books_have_no_findings(people):
	give(people[0], 10)
	spend(people[0], 4)
	assert audit.findings() == []


@pytest.mark.parametrize(
	("statement", "check"),
	[
		("update `tabPoints Entry` set `points` = 99 where `name` = '{key}-1'", "Transfer Not Balanced"),
		("update `tabPoints Entry` set `points` = 99 where `name` = '{key}-1'", "Balance Is Not the Sum"),
		(
			"update `tabPoints Entry` set `points` = `points` * 2 where `transfer` = '{key}'",
			"Transfer Changed",
		),
		("delete from `tabPoints Entry` where `transfer` = '{key}'", "Entries Missing"),
		("delete from `tabPoints Entry` where `transfer` = '{key}'", "Transfer Changed"),
		("delete from `tabPoints Transfer` where `name` = '{key}'", "Entry Without Transfer"),
		("delete from `tabPoints Account` where `name` = '{account}'", "Entry Without Account"),
		(
			"update `tabPoints Entry` set `balance_after` = 1 where `name` = '{key}-1'",
			"Running Balance Broken",
		),
		(
			"update `tabPoints Account` set `balance` = -5 where `name` = '{account}'",
			"Below the Lowest Balance",
		),
		(
			"update `tabPoints Account` set `held` = 2 where `name` = '{account}'",
			"Held Points Are Not Those of Redemptions",
		),
		(
			"update `tabVolunteer Profile` set `points_balance` = 7 where `name` = '{volunteer}'",
			"Balance on the Volunteer's File",
		),
	],
)
def test_the_proof_finds_what_was_changed_by_sql(people, statement, check):
	key = give(people[0], 10)
	assert audit.findings() == []
	frappe.db.sql(statement.format(key=key, account=volunteer_key(people[0]), volunteer=people[0]))
	assert check in {row["check"] for row in audit.findings()}


def test_a_break_is_logged_and_told(people):
	key = give(people[0], 10)
	manager = make.make_user(make.MANAGER)
	assert audit.reconcile_points() == 0
	frappe.db.sql("update `tabPoints Entry` set `points` = 99 where `name` = %s", (f"{key}-1",))
	assert audit.reconcile_points() > 0
	assert frappe.db.exists("Notification Log", {"for_user": manager, "document_name": "Points Ledger Audit"})
	assert frappe.db.exists("Error Log", {"method": "The points ledger does not reconcile"})
