"""The time bank: rules, books, rewards, gifts."""

import frappe
from frappe.model.base_document import BaseDocument

from tests import factories as make
from tests.site.time_bank import giving_world, rewards_world
from tests.walker.makers.registry import later_day, makes
from volunteer_services.time_bank.services.books import accounts


@makes("Points Rule")
def rule(place, made):
	return make._insert(
		{
			"doctype": "Points Rule",
			"rule_name": make.unique("规则"),
			"effective_from": later_day(),
			"rounding": "Per Log",
			"minutes_per_point": 60,
			"rating_factors": [{"rating": 5, "factor_percent": 120}],
		}
	)


@makes("Points Account")
def account(place, made):
	key = accounts.volunteer_key(made["Volunteer Profile"].name)
	giving_world.give(key, 200)
	return frappe.get_doc("Points Account", key)


@makes("Points Entry")
def entry(place, made):
	return frappe.get_doc("Points Entry", {"account": made["Points Account"].name})


@makes("Points Transfer")
def transfer(place, made):
	return frappe.get_doc("Points Transfer", made["Points Entry"].transfer)


@makes("Points Earning")
def earning(place, made):
	"""Put there below the guard: the service of the points writes them."""
	log = made["Service Log"].name
	if not frappe.db.exists("Points Earning", log):
		doc = frappe.get_doc(
			{
				"doctype": "Points Earning",
				"service_log": log,
				"volunteer": made["Volunteer Profile"].name,
				"points": 2,
			}
		)
		doc.name = log
		BaseDocument.db_insert(doc)
	return frappe.get_doc("Points Earning", log)


@makes("Points Adjustment")
def adjustment(place, made):
	rows = [(made["Volunteer Profile"], 3)]
	return giving_world.adjustment("Adjusted", rows, region=place.region.name).insert()


@makes("Points Donation")
def donation(place, made):
	made["Points Account"]
	doc = giving_world.donation(made["Volunteer Profile"], consent_proof=None)
	doc.flags.ignore_mandatory = True
	return doc.insert()


@makes("Hardship Grant")
def grant(place, made):
	return giving_world.grant(place).insert()


@makes("Reward Sponsor")
def sponsor(place, made):
	return rewards_world.sponsor(region=place.region.name)


@makes("Reward Item")
def item(place, made):
	return rewards_world.item(place)


@makes("Reward Redemption")
def redemption(place, made):
	made["Points Account"]
	frappe.db.set_value(
		"Volunteer Profile", made["Volunteer Profile"].name, {"total_minutes": 7200, "star_level": 1}
	)
	return rewards_world.request(place.manager, made["Volunteer Profile"], made["Reward Item"])
