"""Reports of the time bank: their figures, their scope, their masks; the pool's public page."""

import re
import types

import frappe
import pytest
from frappe.model.base_document import BaseDocument
from frappe.utils import set_request
from frappe.website.serve import get_response

from tests import factories as make
from tests.site.service_records.reports_world import bars, run
from tests.site.time_bank.giving_world import POOL, balance, donation, give, grant, key, pass_on
from volunteer_services.api import points as api
from volunteer_services.exceptions import ReportFilterError, RequestLimitError
from volunteer_services.time_bank.reporting import pool
from volunteer_services.time_bank.services.books import accounts
from volunteer_services.time_bank.services.earning import credits
from volunteer_services.time_bank.services.giving import donations

ALL = (
	"Points Liability",
	"Redemptions by Sponsor",
	"Redemptions by Item",
	"Redemptions by Month",
	"Points Donations",
	"Top Donors",
)


@pytest.fixture
def world(clean_site):
	"""Place a: Ann earns 5, donates 2 to the pool and 1 to Eve; Bob has 50. Place b: Eve has 10."""
	a, b = make.Place().staff(), make.Place().staff()
	ann, bob = a.volunteer(full_name="安安安"), a.volunteer(full_name="包包")
	eve = b.volunteer(full_name="易易易")
	make.make_log(a, ann.name, state="Approved", minutes=300)
	credits.credit_uncredited([ann.name])
	give(key(bob), 50)
	give(key(eve), 10)
	frappe.set_user(a.manager)
	gifts = [donation(ann, 2).insert().submit(), donation(ann, 1, eve).insert().submit()]
	frappe.set_user(b.manager)
	gifts.append(donation(eve, 4, is_anonymous=1).insert().submit())
	frappe.set_user("Administrator")
	return frappe._dict(a=a, b=b, ann=ann, bob=bob, eve=eve, gifts=gifts)


def test_liability_counts_the_scope(world):
	answer = run("Points Liability", world.a.officer, period="This Year", group_by="Region")
	(row,) = answer.rows
	assert (row.label, row.accounts, row.balance) == (world.a.region.region_name, 2, 52)
	assert (row.earned, row.donated, row.others) == (5, 3, 50)
	assert answer.total.balance == answer.cards["Points Outstanding"] == 52
	assert bars(answer) == {world.a.region.region_name: 52}
	assert "appointments" in answer.message
	assert answer.cards["Points in the Pool"] == balance(POOL)


def test_liability_by_team_and_of_one_region(world):
	give(accounts.team_key(world.a.team.name), 8)
	answer = run("Points Liability", world.a.officer, period="Last Year", group_by="Team")
	(row,) = answer.rows
	assert (row.label, row.balance, row.earned) == (world.a.team.team_name, 60, 0)
	answer = run("Points Liability", period="This Year", group_by="Region", region=world.b.district.name)
	assert [row.balance for row in answer.rows] == [7]
	with pytest.raises(ReportFilterError):
		run("Points Liability", period="This Year", group_by="Colour")
	with pytest.raises(ReportFilterError):
		run("Points Liability", period="This Year", region="nowhere")


def test_donations_show_the_scope_and_mask_strangers(world):
	answer = run("Points Donations", world.a.officer, period="This Year")
	assert sorted((row.donor_name, row.recipient_name, row.points) for row in answer.rows) == [
		("安安安", "Public Pool", 2),
		("安安安", "易**", 1),
	]
	assert (answer.total.points, answer.cards["Of These to the Pool"]) == (3, 2)
	assert run("Points Donations", world.a.officer, period="This Year", to_kind="Pool").total.points == 2
	assert not run("Points Donations", world.a.officer, period="Last Year").rows


def test_cancelled_donations_do_not_count(world):

	frappe.set_user(world.a.officer)
	donations.cancel(world.gifts[0].name, "登记有误")
	assert run("Points Donations", world.a.officer, period="This Year").total.points == 1


def test_top_donors_mask_who_is_outside(world):
	answer = run("Top Donors", world.a.officer, period="This Year", region=None)
	names = {row.donor_name: row.points for row in answer.rows}
	assert names["安安安"] == 3 and "易易易" not in names and names["Not named"] >= 4
	assert all(row.donor is None for row in answer.rows if row.donor_name != "安安安")
	mine = run("Top Donors", world.a.officer, period="This Year", only_mine=1)
	assert [(row.donor_name, row.points, row.donations) for row in mine.rows] == [("安安安", 3, 2)]
	everybody = run("Top Donors", period="This Year", region=world.b.district.name)
	assert [row.donor_name for row in everybody.rows] == ["易易易"]


@pytest.fixture
def redemptions(world):
	"""Rows as the redemption's own service leaves them; its behaviour is not what is tested here."""
	sponsor = stored("Reward Sponsor", sponsor_name="李锦记", status="Active")
	item = stored(
		"Reward Item",
		item_title="酱油",
		reward_type="Goods",
		sponsor=sponsor,
		points_price=5,
		has_stock=1,
		stock_qty=9,
	)
	service = stored("Reward Item", item_title="理发", reward_type="Service", points_price=8)
	for person, place, reward, owner, state, points, qty in (
		(world.ann, world.a, item, sponsor, "Fulfilled", 10, 2),
		(world.bob, world.a, item, sponsor, "Requested", 5, 1),
		(world.bob, world.a, service, None, "Fulfilled", 8, 1),
		(world.bob, world.a, service, None, "Cancelled", 8, 1),
		(world.eve, world.b, item, sponsor, "Fulfilled", 5, 1),
	):
		stored(
			"Reward Redemption",
			volunteer=person.name,
			reward_item=reward,
			sponsor=owner,
			reward_type="Goods" if owner else "Service",
			workflow_state=state,
			points=points,
			qty=qty,
			requested_on=frappe.utils.now(),
			region=place.region.name,
			site=place.site.name,
			team=place.team.name,
		)
	return frappe._dict(sponsor=sponsor, item=item, service=service)


def stored(doctype, **values) -> str:
	doc = frappe.get_doc({"doctype": doctype, "name": make.unique("X"), **values})
	BaseDocument.db_insert(doc)
	return doc.name


def test_redemptions_by_sponsor(world, redemptions):
	answer = run("Redemptions by Sponsor", world.a.officer, period="This Month")
	rows = {row.label: row for row in answer.rows}
	assert (rows["李锦记"].requests, rows["李锦记"].waiting, rows["李锦记"].points) == (2, 1, 10)
	assert (rows["Without a sponsor"].fulfilled, rows["Without a sponsor"].refused) == (1, 1)
	assert (answer.total.points, answer.cards["Points Redeemed"]) == (18, 18)
	assert run("Redemptions by Sponsor", period="This Month", sponsor=redemptions.sponsor).total.points == 15


def test_redemptions_by_item(world, redemptions):
	answer = run("Redemptions by Item", world.a.officer, period="This Month")
	rows = {row.label: row for row in answer.rows}
	assert (rows["酱油"].qty, rows["酱油"].stock, rows["酱油"].sponsor_name) == (2, 9, "李锦记")
	assert rows["理发"].stock is None
	assert bars(answer) == {"酱油": 10, "理发": 8}


def test_redemptions_by_month_have_no_gap(world, redemptions):
	answer = run("Redemptions by Month", world.a.officer, period="Last 12 Months")
	assert len(answer.rows) == 12
	assert (answer.rows[-1].points, answer.total.volunteers) == (18, 2)
	assert run("Redemptions by Month", world.b.officer, period="Last 12 Months").total.points == 5


@pytest.mark.parametrize("report", ALL)
def test_empty_and_refused(world, report):
	frappe.set_user("Administrator")
	frappe.set_user(make.make_user("Report Manager"))
	with pytest.raises(frappe.PermissionError):
		run(report, period="This Year")
	frappe.set_user("Administrator")
	nobody = make.make_user(make.DISTRICT)
	assert run(report, nobody, period="This Year", only_mine=1).rows == []


def test_the_audit_is_for_managers_and_auditors(world):
	for role in (make.CITY, make.LEADER, make.VOLUNTEER):
		frappe.set_user("Administrator")
		frappe.set_user(make.make_user(role))
		with pytest.raises(frappe.PermissionError):
			run("Points Ledger Audit")


def test_the_audit_shows_what_the_proof_finds(world):
	pytest.importorskip("volunteer_services.time_bank.services.books.audit")
	assert run("Points Ledger Audit", make.make_user(make.AUDITOR)).rows == []
	frappe.db.sql("update `tabPoints Account` set balance = balance + 1 where name = %s", (key(world.bob),))
	rows = run("Points Ledger Audit", make.make_user(make.AUDITOR)).rows
	assert key(world.bob) in {row.reference_name for row in rows}


# --- the public page ------------------------------------------------------------------------------------


@pytest.fixture
def visit():
	"""Open the page as a guest."""

	def open_page(**parameters):
		frappe.set_user("Guest")
		frappe.local.form_dict = frappe._dict(parameters)
		frappe.local.response = frappe._dict(docs=[])
		address = {"REMOTE_ADDR": f"192.0.2.{make.unique()}"}
		set_request(path="/volunteer-points-pool", query_string=parameters, environ_base=address)
		return get_response("volunteer-points-pool")

	yield open_page
	frappe.local.form_dict = frappe._dict()


def test_anybody_reads_the_pool_s_statement(world, visit):
	pass_on(grant(world.a, 3), world.a.manager, world.a.officer)
	response = visit(lang="en")
	text = response.get_data(as_text=True)
	assert response.status_code == 200, re.findall(r"Traceback.*?</", text, re.S)
	assert f'data-balance="{balance(POOL)}"' in text
	assert "安**" in text and "Elderly Living Alone" in text
	for name in ("安安安", "易", "陈婆婆"):
		assert name not in text, name
	assert "公益池" in visit(lang="zh").get_data(as_text=True)


def test_the_months_add_up_to_the_balance(world):
	pass_on(grant(world.a, 3), world.a.manager, world.a.officer)
	frappe.set_user("Administrator")
	data = pool.statement()
	assert len(data["months"]) == 12
	now = data["months"][0]
	assert (now["donated"], now["granted"]) >= (6, 3)
	assert sum(row["donated"] + row["others"] - row["granted"] for row in data["months"]) == data["balance"]
	assert data["donations"][0] == {"day": frappe.utils.nowdate(), "donor": None, "points": 4}


def test_the_api_is_limited(world):
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.verification_requests_per_hour = 2
	settings.flags.ignore_permissions = True
	settings.save()
	frappe.set_user("Guest")
	address = f"192.0.2.{make.unique()}"
	frappe.local.request = types.SimpleNamespace(method="GET", headers={}, remote_addr=address)
	frappe.local.form_dict = frappe._dict(cmd="volunteer_services.api.points.pool_statement")
	try:
		api.pool_statement()
		api.pool_statement()
		with pytest.raises(RequestLimitError):
			api.pool_statement()
	finally:
		del frappe.local.request
		frappe.local.form_dict = frappe._dict()
