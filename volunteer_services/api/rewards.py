"""Rewards: browse the catalogue, redeem on one's own page or at the counter, receive and count stock.

What moves points runs whole again when the database chose it as the victim of a deadlock.
"""

import frappe

from volunteer_services.foundation import access
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Text
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import STAFF
from volunteer_services.time_bank.services.rewards import catalogue as rewards
from volunteer_services.time_bank.services.rewards import counter, desk, redemptions, stock
from volunteer_services.volunteer_registry.services import own_file


@endpoint(methods=["GET", "POST"])
def catalogue(
	text: str | None = None,
	reward_type: str | None = None,
	reward_group: str | None = None,
	only_affordable: bool = False,
	order: str = "price",
	page: int = 1,
	page_length: int = rewards.PAGE_LENGTH,
) -> dict:
	"""One page of what can be redeemed today, for the caller's own file if there is one: rows, page, pages,
	count, points. ``order``: price or new."""
	access.require_permission("Reward Item", "read")
	file = own_file.own_file(frappe.session.user)
	return rewards.catalogue(
		file.name if file else None,
		text,
		reward_type,
		reward_group,
		only_affordable,
		order,
		page,
		page_length,
	)


@endpoint(methods=["POST"])
def request(
	reward_item: str, qty: int = 1, beneficiary: str | None = None, guardian_agrees: bool = False
) -> dict:
	"""Ask for a reward with the caller's own points. Returns name, workflow_state and points.

	Raises RedemptionError, RewardStockError, InsufficientPointsError, PointsAccountError.
	"""
	access.require_permission("Reward Redemption", "create")
	return _answer(
		retry.whole(
			lambda: desk.request_own(
				frappe.session.user,
				reward_item,
				qty,
				beneficiary=beneficiary,
				guardian_agrees=int(guardian_agrees),
			)
		)
	)


@endpoint(methods=["POST"])
def cancel(redemption: str, reason: str | None = None) -> dict:
	"""Cancel a redemption that was not handed over: points and stock are free again."""
	access.require_permission("Reward Redemption", "write", redemption)
	return _answer(retry.whole(lambda: desk.cancel(redemption, reason)))


@endpoint(methods=["GET", "POST"])
def standing(volunteer: str) -> dict:
	"""The points of a volunteer: balance, held, available and the status of the account."""
	access.require_permission("Volunteer Profile", "read", volunteer)
	return redemptions.standing(volunteer)


@endpoint(methods=["POST"])
def preview(
	volunteer: str,
	reward_item: str,
	qty: int = 1,
	channel: str = "Counter",
	beneficiary: str | None = None,
	guardian_agrees: bool = False,
) -> dict:
	"""What a redemption at the counter would be: points, available, left, is_one_step, problem."""
	access.require_role(STAFF)
	access.require_permission("Volunteer Profile", "read", volunteer)
	return desk.preview(
		volunteer, reward_item, qty, channel, beneficiary=beneficiary, guardian_agrees=int(guardian_agrees)
	)


@endpoint(methods=["GET", "POST"])
def offered_at_counter(
	doctype: str,
	txt: str | None = None,
	searchfield: str | None = None,
	start: int = 0,
	page_len: int = 20,
	filters: dict | None = None,
) -> list:
	"""Query of a Link field, in the shape that Frappe asks for: (name, title, points, place) of the rewards
	that the user may hand over today. ``filters``: volunteer."""
	access.require_role(STAFF)
	access.require_permission("Reward Item", "read")
	volunteer = (filters or {}).get("volunteer")
	if volunteer:
		access.require_permission("Volunteer Profile", "read", volunteer)
	return counter.offered(txt, volunteer, start, page_len)


@endpoint(methods=["POST"])
def redeem_at_counter(
	volunteer: str,
	reward_item: str,
	qty: int = 1,
	collected_by: str | None = None,
	receipt_signed: bool = False,
	signature: Text | None = None,
	beneficiary: str | None = None,
	guardian_agrees: bool = False,
	remark: str | None = None,
) -> dict:
	"""Request and hand over in one step; what needs an approval first stays requested."""
	access.require_role(STAFF)
	access.require_permission("Reward Redemption", "create")
	return _answer(
		retry.whole(
			lambda: desk.at_counter(
				volunteer,
				reward_item,
				qty,
				collected_by=collected_by,
				receipt_signed=int(receipt_signed),
				signature=signature,
				beneficiary=beneficiary,
				guardian_agrees=int(guardian_agrees),
				remark=remark,
			)
		)
	)


@endpoint(methods=["POST"])
def hand_over(
	redemption: str, collected_by: str, receipt_signed: bool = False, signature: Text | None = None
) -> dict:
	"""Hand over what was approved, or requested and of low value, to who collects and signs."""
	access.require_permission("Reward Redemption", "write", redemption)
	return _answer(
		retry.whole(
			lambda: desk.hand_over(
				redemption,
				collected_by=collected_by,
				receipt_signed=int(receipt_signed),
				signature=signature,
			)
		)
	)


@endpoint(methods=["POST"])
def receive_stock(reward_item: str, qty: int, remark: str | None = None) -> dict:
	"""Add pieces that came in. Returns stock_qty."""
	access.require_permission("Reward Item", "write", reward_item)
	return {"stock_qty": retry.whole(lambda: stock.receive(reward_item, qty, remark))}


@endpoint(methods=["POST"])
def correct_stock(reward_item: str, counted: int, expected: int, reason: str) -> dict:
	"""Set the stock to what was counted; ``expected`` is the stock that was shown. Returns stock_qty."""
	access.require_permission("Reward Item", "write", reward_item)
	return {"stock_qty": retry.whole(lambda: stock.correct(reward_item, counted, expected, reason))}


def _answer(doc) -> dict:
	return {"name": doc.name, "workflow_state": doc.workflow_state, "points": doc.points}
