"""The catalogue of rewards: what it takes, and what a volunteer finds in it.

There are hundreds of rewards: the queries read one page and count, whatever the number.
"""

import frappe
from frappe import _
from frappe.utils import cint, cstr, nowdate

from volunteer_services.exceptions import RewardItemError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.time_bank.domain.redemption import check_not_cash_like
from volunteer_services.time_bank.services.earning.rules import rule_in_force
from volunteer_services.time_bank.services.rewards import redemptions, stock

PAGE_LENGTH = 12
MAX_PAGE_LENGTH = 100
_COLUMNS = (
	"i.`name`, i.`item_title`, i.`reward_type`, i.`reward_group`, i.`points_price`, i.`image`, "
	"i.`has_stock`, i.`stock_qty`, i.`held_qty`, i.`valid_to`, i.`min_star`, i.`limit_per_volunteer`, "
	"i.`description`, i.`how_to_collect`, s.`sponsor_name`, p.`site_name`"
)
_ORDERS = {"price": "i.`points_price`, i.`item_title`, i.`name`", "new": "i.`creation` desc, i.`name`"}


def check_words(*texts: str | None) -> None:
	"""Raise RewardItemError, naming the word, where a text speaks of cash or of something like it [S4]."""
	words = cstr(settings().cash_like_words).splitlines()
	with enforce(RewardItemError, _("Nothing Like Cash")):
		check_not_cash_like(texts, words)


def check_offer(item) -> None:
	"""Price, days, limits and words of a Reward Item. Raises RewardItemError."""
	with enforce(RewardItemError, _("Reward Item")):
		redemptions.offer_of(item).check(cint(item.stock_qty))
	check_words(item.item_title, item.description, item.how_to_collect)


def check_sponsor(item) -> None:
	"""What is offered has a sponsor who still gives, where it has one. Raises RewardItemError."""
	if item.status != "Available" or not item.sponsor:
		return
	if frappe.db.get_value("Reward Sponsor", item.sponsor, "status") == "Inactive":
		frappe.throw(
			_("The sponsor {0} is inactive: activate the sponsor, or withdraw the reward.").format(
				item.sponsor
			),
			RewardItemError,
			title=_("Reward Item"),
		)


def catalogue(
	volunteer: str | None = None,
	text: str | None = None,
	reward_type: str | None = None,
	reward_group: str | None = None,
	only_affordable: bool = False,
	order: str = "price",
	page: int = 1,
	page_length: int = PAGE_LENGTH,
) -> frappe._dict:
	"""One page of what can be redeemed today: rows, page (1 …), pages, count, points (at disposal).

	For ``volunteer``: rewards of their own city and of the levels above it, by the rule in force, in stock. A
	row's ``left`` is what is left of it (None: it never runs out), ``in_reach`` whether points and star
	suffice. A page beyond the last is the last.
	"""
	person = person_of(volunteer)
	values = {"today": nowdate(), "points": person.points, "star": person.star, "text": f"%{like(text)}%"}
	where = conditions(person, values, text, reward_type, reward_group, only_affordable)
	source = """from `tabReward Item` i left join `tabReward Sponsor` s on s.`name` = i.`sponsor`
		left join `tabService Site` p on p.`name` = i.`site`"""
	count = frappe.db.sql(f"select count(*) {source} where {where}", values)[0][0]
	length = min(max(1, page_length), MAX_PAGE_LENGTH)
	pages = max(1, -(-count // length))
	page = min(max(1, page), pages)
	values.update(limit=length, offset=(page - 1) * length)
	link = f", i.`{stock.ERP_LINK}`, i.`site`, i.`region`" if stock.erp() else ""
	rows = frappe.db.sql(
		f"""select {_COLUMNS}{link} {source} where {where}
		order by {_ORDERS.get(order, _ORDERS["price"])} limit %(limit)s offset %(offset)s""",
		values,
		as_dict=True,
	)
	for row in rows:
		row.left = stock.available(row)
		row.in_reach = bool(
			cint(row.points_price) <= person.points
			and cint(row.min_star) <= person.star
			and person.may_redeem
			and row.left != 0
		)
		for column in ("has_stock", "stock_qty", "held_qty", stock.ERP_LINK):
			row.pop(column, None)
	return frappe._dict(rows=rows, page=page, pages=pages, count=count, points=person.points)


def conditions(
	person, values: dict, text=None, reward_type=None, reward_group=None, only_affordable: bool = False
) -> str:
	"""SQL over the reward ``i`` and its sponsor ``s``: what can be redeemed today. Adds to ``values``, which
	brings ``today`` and, where they are asked for, ``text``, ``points`` and ``star``."""
	parts = [
		"i.`status` = 'Available'",
		"(i.`valid_from` is null or i.`valid_from` <= %(today)s)",
		"(i.`valid_to` is null or i.`valid_to` >= %(today)s)",
		_in_stock(),
	]
	version = person.version
	if not version:
		parts.append("1 = 0")
	elif not version.rule.goods_allowed:
		parts.append("i.`reward_type` = 'Service'")
	if person.city:
		values["lft"], values["rgt"] = person.city
		parts.append(
			"""(i.`region` is null or i.`region` in (select `name` from `tabService Region`
			where (`lft` >= %(lft)s and `rgt` <= %(rgt)s) or (`lft` <= %(lft)s and `rgt` >= %(rgt)s)))"""
		)
	if cstr(text).strip():
		parts.append(
			"""(i.`item_title` like %(text)s or s.`sponsor_name` like %(text)s
			or i.`description` like %(text)s)"""
		)
	for column, wanted in (("reward_type", reward_type), ("reward_group", reward_group)):
		if wanted:
			values[column] = wanted
			parts.append(f"i.`{column}` = %({column})s")
	if only_affordable:
		parts.append("i.`points_price` <= %(points)s and i.`min_star` <= %(star)s")
	return " and ".join(parts)


def _in_stock() -> str:
	"""What is left by our own counting; the stock of items of the ERP is asked for each row of a page."""
	own = "i.`has_stock` = 0 or i.`stock_qty` > i.`held_qty`"
	return f"({own} or coalesce(i.`{stock.ERP_LINK}`, '') <> '')" if stock.erp() else f"({own})"


def like(text: str | None) -> str:
	"""The text without the signs that stand for any other in a comparison."""
	return cstr(text).strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def person_of(volunteer: str | None) -> frappe._dict:
	"""Points, star and city of a volunteer; somebody without a file sees the whole catalogue."""
	version = rule_in_force()
	if not volunteer:
		return frappe._dict(points=0, star=0, city=None, may_redeem=False, version=version)
	found = frappe.db.get_value(
		"Volunteer Profile",
		volunteer,
		["region", "star_level", "workflow_state", "is_restricted", "total_minutes"],
		as_dict=True,
	)
	return frappe._dict(
		version=version,
		points=redemptions.standing(volunteer).available,
		star=cint(found.star_level),
		city=_city_of(found.region),
		may_redeem=bool(
			version
			and found.workflow_state == "Registered"
			and not cint(found.is_restricted)
			and cint(found.total_minutes) >= version.rule.redeem_from_minutes
		),
	)


def _city_of(region: str | None) -> tuple[int, int] | None:
	"""The bounds of the city in which a region lies, or of the region itself where there is none above it."""
	rows = frappe.db.sql(
		"""select above.`lft`, above.`rgt` from `tabService Region` here
		inner join `tabService Region` above on above.`lft` <= here.`lft` and above.`rgt` >= here.`rgt`
		where here.`name` = %s and (above.`region_level` = 'City' or above.`name` = here.`name`)
		order by above.`lft` limit 1""",
		(region,),
	)
	return rows[0] if rows else None
