"""Accounts of points: their entries, what the pool has, shortfalls, leaving, earlier records."""

import frappe

from volunteer_services.foundation import access, limits, settings
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import MANAGER, OFFICERS
from volunteer_services.time_bank.reporting import pool
from volunteer_services.time_bank.services.books import accounts, reviews, statements
from volunteer_services.time_bank.services.earning import backlog, leaving, rules

ACCOUNT = "Points Account"


@endpoint()
def entries(account: str, start: int = 0, page_length: int = statements.PAGE_LENGTH) -> dict:
	"""A page of an account's entries, the latest first, with the words of what stands behind them."""
	access.require_permission(ACCOUNT, "read", account)
	return statements.entries(account, start, page_length)


@endpoint()
def of_volunteer(volunteer: str) -> dict:
	"""The account of a volunteer: account (None before the first point), balance, held, shortfall, status,
	and exit_policy (Keep, Pool, Relatives) by the reason on the file."""
	access.require_permission("Volunteer Profile", "read", volunteer)
	key = accounts.volunteer_key(volunteer)
	row = frappe.db.get_value(ACCOUNT, key, ["balance", "held", "shortfall", "status"], as_dict=True)
	reason = frappe.db.get_value("Volunteer Profile", volunteer, "exit_reason")
	return {
		"account": key if row else None,
		"balance": row.balance if row else 0,
		"held": row.held if row else 0,
		"shortfall": row.shortfall if row else 0,
		"status": row.status if row else None,
		"exit_policy": leaving.policy(reason),
	}


@endpoint()
def pool_balance() -> int:
	"""Points in the public pool, for those who prepare grants."""
	access.require_permission("Hardship Grant", "read")
	return accounts.balance(accounts.POOL)


@endpoint(methods=["POST"])
def write_off(account: str, reason: str) -> dict:
	"""Write off the shortfall of an account and end its review; city officers and managers, in scope."""
	access.require_permission(ACCOUNT, "read", account)
	return {"points": retry.whole(lambda: reviews.write_off(account, reason))}


@endpoint(methods=["POST"])
def settle_exit(volunteer: str) -> dict:
	"""Move what a deregistered volunteer left to the public pool, where the settings say so."""
	access.require_role(OFFICERS)
	access.require_permission("Volunteer Profile", "write", volunteer)
	return {"points": retry.whole(lambda: leaving.settle(volunteer))}


@endpoint()
def rule_in_force() -> dict | None:
	"""The rule by which today's service earns points: name and effective_from; None without one."""
	access.require_permission("Points Rule", "read")
	version = rules.rule_in_force()
	if not version:
		return None
	title = frappe.db.get_value("Points Rule", version.name, "rule_name")
	return {"name": version.name, "rule_name": title, "effective_from": str(version.effective_from)}


@endpoint(methods=["POST"])
def credit_earlier_records() -> dict:
	"""Credit approved records that brought no points yet, as a job; managers. Returns {"job"}."""
	access.require_role(MANAGER)
	return {"job": backlog.start()}


@endpoint(allow_guest=True, methods=["GET"])
def pool_statement() -> dict:
	"""The public pool's statement, for anybody: balance, months, latest gifts and grants, names masked."""
	limits.require("pool", limits.address(), settings.checks_per_hour())
	return pool.statement()
