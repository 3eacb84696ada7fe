"""Redeeming points: what a redemption copies, whether the rules allow it, and what it moves.

A request holds points and stock together or neither (invariant 4). Everything happens under the locks that
all writers take in one order: the volunteer, the accounts, the item. Rows that decide are read with a lock:
a plain read would show what was there when the transaction began.
"""

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, now, nowdate

from volunteer_services.exceptions import OutOfScopeError, RedemptionError, SelfApprovalError
from volunteer_services.foundation.roles import is_staff
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.settings import settings
from volunteer_services.time_bank.domain import redemption as rules
from volunteer_services.time_bank.services.books import accounts, ledger
from volunteer_services.time_bank.services.earning.rules import rule_in_force
from volunteer_services.time_bank.services.rewards import stock
from volunteer_services.volunteer_registry.services import locks, logins

DOCTYPE = "Reward Redemption"
_PERSON_FIELDS = (
	"`name`, `full_name`, `workflow_state`, `is_restricted`, `total_minutes`, `star_level`, `date_of_birth`, "
	"`region`, `primary_team`, `user`"
)


def lock(
	volunteer: str | None, item: str | None, sponsor: str | None = None, *, with_sink=False
) -> frappe._dict | None:
	"""Lock volunteer, accounts and item until the transaction ends; names that do not exist lock nothing.

	Returns the item's row. ``with_sink``: also the account of ``sponsor``, to which redeemed points go.
	"""
	locks.lock_volunteers([volunteer])
	keys = [accounts.sink_key(sponsor)] if with_sink else []
	if volunteer and frappe.db.exists("Volunteer Profile", volunteer):
		keys.append(accounts.volunteer_key(volunteer))
	if keys:
		accounts.ensure(keys)
		ledger.lock(keys)
	return stock.locked(item) if item and frappe.db.exists(stock.ITEM, item) else None


def item_of(doc) -> frappe._dict:
	"""The reward's row as the document's transaction locked it. Raises DoesNotExistError."""
	if not doc.flags.locked_item or doc.flags.locked_item.name != doc.reward_item:
		doc.flags.locked_item = stock.locked(doc.reward_item)
	return doc.flags.locked_item


def person_of(volunteer: str) -> frappe._dict:
	"""The volunteer's row as it stands now; the caller holds its lock. Raises DoesNotExistError."""
	rows = frappe.db.sql(
		f"select {_PERSON_FIELDS} from `tabVolunteer Profile` where `name` = %s for update",  # noqa: S608
		(volunteer,),
		as_dict=True,
	)
	if not rows:
		frappe.throw(_("There is no volunteer {0}.").format(volunteer), frappe.DoesNotExistError)
	return rows[0]


def offer_of(item) -> rules.Offer:
	"""A reward (document or row) as the rules take it."""
	return rules.Offer(
		title=cstr(item.item_title),
		price=cint(item.points_price),
		is_goods=item.reward_type == "Goods",
		is_available=item.status == "Available",
		valid_from=getdate(item.valid_from) if item.valid_from else None,
		valid_to=getdate(item.valid_to) if item.valid_to else None,
		min_star=cint(item.min_star),
		limit=cint(item.limit_per_volunteer),
	)


def had(volunteer: str, item: str, but: str | None = None) -> int:
	"""How many of a reward the volunteer has redeemed or requested, without the redemption ``but``.

	A locking read over the index on both: whoever else asks for the same reward waits at its row.
	"""
	rows = frappe.db.sql(
		"""select `name`, `qty`, `workflow_state` from `tabReward Redemption`
		where `reward_item` = %s and `volunteer` = %s for update""",
		(item, volunteer),
	)
	return sum(cint(qty) for name, qty, state in rows if name != but and state in rules.COUNTED_STATES)


def standing(volunteer: str) -> frappe._dict:
	"""The points of a volunteer: balance, held, available, status of the account."""
	return kept(volunteer) or frappe._dict(balance=0, held=0, available=0, status="Active")


def kept(volunteer: str) -> frappe._dict | None:
	"""The same; None before the time bank has an account of the volunteer."""
	key = accounts.volunteer_key(volunteer)
	found = frappe.db.get_value(accounts.DOCTYPE, key, ["balance", "held", "status"], as_dict=True)
	if found:
		found.available = 0 if found.status != "Active" else max(0, cint(found.balance) - cint(found.held))
	return found or None


def fill(doc, person, item) -> None:
	"""Copy from the volunteer and the reward what the redemption shows and what its scope needs."""
	doc.volunteer_name, doc.item_title = person.full_name, item.item_title
	doc.points_price, doc.reward_type, doc.sponsor = cint(item.points_price), item.reward_type, item.sponsor
	with enforce(RedemptionError, _("Redeeming Points")):
		doc.points = rules.points_of(offer_of(item), _whole(doc.qty))
	doc.team = person.primary_team
	team_site = frappe.db.get_value("Volunteer Team", doc.team, "site") if doc.team else None
	doc.site = item.site or doc.site or team_site  # who hands it out decides about it, too
	site_region = frappe.db.get_value("Service Site", doc.site, "region") if doc.site else None
	doc.region = site_region or person.region
	doc.is_counter_item = is_one_step(doc.channel, doc.points)
	if doc.beneficiary_kind != "Other":
		doc.beneficiary = None
	if doc.channel != rules.PROXY:
		doc.proxy_name = doc.proxy_proof = None


def is_one_step(channel: str, points: int) -> int:
	"""Whether a redemption goes from request to hand-over in one step, by today's settings."""
	policy = settings()
	return int(
		rules.is_one_step(channel, points, cint(policy.counter_limit_points), cint(policy.two_persons_points))
	)


def check(doc, person, item) -> None:
	"""Whether the rules of today allow what the redemption asks, points and stock included.

	Raises RedemptionError, RewardStockError, InsufficientPointsError, PointsAccountError.
	"""
	version = rule_in_force()
	wish = rules.Wish(
		qty=_whole(doc.qty),
		channel=cstr(doc.channel),
		is_for_other=doc.beneficiary_kind == "Other",
		beneficiary=cstr(doc.beneficiary),
		proxy_name=cstr(doc.proxy_name),
		has_proof=bool(doc.proxy_proof),
		guardian_agrees=bool(cint(doc.guardian_agrees)),
		had=had(person.name, item.name, doc.name) if cint(item.limit_per_volunteer) else 0,
	)
	with enforce(RedemptionError, _("Redeeming Points")):
		rules.check_request(
			version and version.rule,
			rules.Person(
				person.workflow_state,
				bool(cint(person.is_restricted)),
				cint(person.total_minutes),
				cint(person.star_level),
				getdate(person.date_of_birth) if person.date_of_birth else None,
			),
			offer_of(item),
			wish,
			getdate(nowdate()),
			cint(settings().guardian_age),
		)
	stock.check(item, cint(doc.qty))


def _whole(qty) -> int | str:
	return cint(qty) if cstr(qty).strip().lstrip("-").isdigit() else cstr(qty)


def check_writer(doc, person, before) -> None:
	"""Volunteers ask for themselves, on their own page; the staff for volunteers whose file it may see.

	Raises RedemptionError, OutOfScopeError.
	"""
	if doc.flags.ignore_permissions:
		return
	user = frappe.session.user
	is_own = bool(person.user) and person.user == user
	if is_own and not is_staff():
		if before and before.channel != rules.PORTAL:
			frappe.throw(
				_("{0} was entered by {1}. Ask there, or enter a request of your own.").format(
					doc.name, before.requested_by
				),
				frappe.PermissionError,
				title=_("Not Allowed"),
			)
		doc.channel = rules.PORTAL
		doc.site = before.site if before else None  # who decides is not the volunteer's choice
	elif not is_own and doc.channel == rules.PORTAL and not (before and before.channel == rules.PORTAL):
		frappe.throw(
			_("Only volunteers themselves redeem on their own page. Choose the channel Counter or Proxy."),
			RedemptionError,
			title=_("Redeeming Points"),
		)
	if not is_own and not frappe.has_permission("Volunteer Profile", "read", person.name):
		frappe.throw(
			_("The file of {0} lies outside your appointments. Ask the volunteer's own team or site.").format(
				person.name
			),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)


def hold(doc) -> None:
	"""Hold points and stock together, or neither."""
	item = item_of(doc)
	stock.check(item, cint(doc.qty))
	ledger.hold(accounts.volunteer_key(doc.volunteer), cint(doc.points))
	stock.hold(item, cint(doc.qty))


def release(doc) -> None:
	"""Let go of both."""
	ledger.release(accounts.volunteer_key(doc.volunteer), cint(doc.points))
	stock.release(item_of(doc), cint(doc.qty))


def transfer_key(name: str) -> str:
	"""The key of the transfer that a redemption posts."""
	return f"redeem-{name}"


def check_handover(doc) -> None:
	"""Whether this user may hand over now, and the receipt is signed. Raises SelfApprovalError,
	RedemptionError, OutOfScopeError."""
	user = frappe.session.user
	if user != "Administrator" and user in logins.of_volunteer(doc.volunteer):
		frappe.throw(
			_("{0} is your own redemption: somebody else must hand it over.").format(doc.name),
			SelfApprovalError,
			title=_("Not Allowed"),
		)
	check_place(doc)
	handover = rules.Handover(
		points=cint(doc.points),
		handed_by=user,
		approved_by=cstr(doc.approved_by),
		collected_by=cstr(doc.collected_by),
		is_signed=bool(cint(doc.receipt_signed) or doc.signature),
	)
	with enforce(RedemptionError, _("Handover")):
		handover.check(cint(settings().two_persons_points))


def check_take_back(doc) -> None:
	"""Raise SelfApprovalError: one's own redemption is taken back by somebody else, who sees the reward come
	back."""
	user = frappe.session.user
	if user != "Administrator" and user in logins.of_volunteer(doc.volunteer):
		frappe.throw(
			_("{0} is your own redemption: somebody else must take it back.").format(doc.name),
			SelfApprovalError,
			title=_("Not Allowed"),
		)


def check_place(doc) -> None:
	"""What lies at a site is handed out by those who serve at that site or above it.

	Raises OutOfScopeError.
	"""
	place = frappe.db.get_value(stock.ITEM, doc.reward_item, "site")
	if not place:
		return
	team_site = frappe.db.get_value("Volunteer Team", doc.team, "site") if doc.team else None
	values = {
		"site": place,
		"region": frappe.db.get_value("Service Site", place, "region"),
		"team": doc.team if team_site == place else None,
	}
	if not scope.permits(DOCTYPE, values):
		frappe.throw(
			_("{0} is handed out at {1}, outside your appointments. Send the volunteer there.").format(
				doc.item_title, frappe.db.get_value("Service Site", place, "site_name")
			),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)


def hand_over(doc) -> None:
	"""Post the points to the sponsor's account and issue the stock; the ERP's error takes all of it back."""
	account = accounts.volunteer_key(doc.volunteer)
	sink = accounts.sink_key(doc.sponsor)
	points = cint(doc.points)
	accounts.ensure([sink])
	ledger.post(
		transfer_key(doc.name),
		[(account, -points), (sink, points)],
		"Redeemed",
		(DOCTYPE, doc.name),
		remark=doc.item_title,
		released={account: points},
	)
	stock.issue(doc, item_of(doc))


def take_back(doc) -> None:
	"""Give the points back by a transfer of its own, and take the reward back into stock."""
	ledger.reverse(transfer_key(doc.name), (DOCTYPE, doc.name), remark=cstr(doc.decision_reason)[:140])
	stock.take_back(doc, item_of(doc))


def stamp(doc, by: str, on: str) -> None:
	"""Write who did it, and when."""
	doc.set(by, frappe.session.user)
	doc.set(on, now())
