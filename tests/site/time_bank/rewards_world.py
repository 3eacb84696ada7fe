"""Volunteers with points, rewards and redemptions for the tests."""

import frappe

from tests import factories as make
from volunteer_services.time_bank.services.books import accounts, ledger
from volunteer_services.time_bank.services.rewards import desk

REDEMPTION, ITEM, SPONSOR = "Reward Redemption", "Reward Item", "Reward Sponsor"
SIGNED = {"collected_by": "陈奶奶", "receipt_signed": 1}


def give(volunteer: str, points: int) -> str:
	"""Points from the opening balances; returns the account."""
	account, source = accounts.volunteer_key(volunteer), accounts.issue_key("Opening")
	accounts.ensure([account, source])
	ledger.post(make.unique("opening-"), [(account, points), (source, -points)], "Opening")
	return account


def rich(place, points: int = 500, hours: int = 120, **values):
	"""A registered volunteer with so many points and approved hours (a document)."""
	volunteer = place.volunteer(**values)
	frappe.db.set_value(
		"Volunteer Profile",
		volunteer.name,
		{"total_minutes": hours * 60, "star_level": 1 if hours >= 100 else 0},
		update_modified=False,
	)
	give(volunteer.name, points)
	return volunteer


def sponsor(**values):
	return make._insert({"doctype": SPONSOR, "sponsor_name": make.unique("爱心企业"), **values})


def item(place=None, **values):
	"""An available reward of 20 points with ten pieces."""
	return make._insert(
		{
			"doctype": ITEM,
			"item_title": make.unique("大米"),
			"reward_type": "Goods",
			"status": "Available",
			"points_price": 20,
			"has_stock": 1,
			"stock_qty": 10,
			"site": place.site.name if place else None,
			**values,
		}
	)


def request(user: str, volunteer, reward, **values):
	"""A request entered in the form (channel Counter)."""
	frappe.set_user(user)
	return frappe.get_doc(
		{"doctype": REDEMPTION, "volunteer": volunteer.name, "reward_item": reward.name, **values}
	).insert()


def ask(user: str, reward, qty: int = 1, **values):
	"""A request on one's own page."""
	frappe.set_user(user)
	return desk.request_own(user, reward.name, qty, **values)


def go(user: str, doc, state: str, **values):
	"""Take a redemption to a state as a user would in the form; returns it anew."""
	frappe.set_user(user)
	doc = frappe.get_doc(REDEMPTION, doc.name)
	doc.update(values)
	doc.workflow_state = state
	return doc.save()


def points(volunteer) -> tuple[int, int]:
	"""Balance and held points."""
	key = accounts.volunteer_key(getattr(volunteer, "name", volunteer))
	return frappe.db.get_value("Points Account", key, ["balance", "held"])


def stock(reward) -> tuple[int, int]:
	"""Stock and held pieces."""
	return frappe.db.get_value(ITEM, getattr(reward, "name", reward), ["stock_qty", "held_qty"])
