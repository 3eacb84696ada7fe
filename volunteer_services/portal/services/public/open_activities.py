"""Activities that call the public, as anybody may look for them. Nobody is named; the exact place and the
contact are shown only where the notice says so, since a service may be given at somebody's home."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, format_datetime, get_datetime, get_url, now_datetime

from volunteer_services.foundation.paper import printing
from volunteer_services.portal.domain import browsing
from volunteer_services.portal.domain.browsing import Filters
from volunteer_services.portal.services.public import hours_notice, regions
from volunteer_services.volunteer_projects.domain.codes import ProjectCategory
from volunteer_services.volunteer_projects.domain.notice import Part
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.notice import contents

ROUTE = "volunteer-activities"
PAGE_LENGTH = 20
CATEGORIES = frozenset(str(one) for one in ProjectCategory)
# Who is called by a passphrase knows where they got it; what a team does for itself is on its members' pages.
CALLS_ALL = "coalesce(a.`audience`, '') in ('', 'Public', 'Passphrase')"
_HIDDEN = {Part.PLACE: "shows_place", Part.CONTACT: "shows_contact"}
_PARTS_OF_THE_DAY = {
	"morning": lambda: _("in the morning"),
	"afternoon": lambda: _("in the afternoon"),
	"evening": lambda: _("in the evening"),
}


def listed(asked: Filters) -> frappe._dict:
	"""One page: ``rows`` in words, and ``has_more``. Three queries, whatever the number of activities."""
	where, values = _conditions(asked)
	order = "a.`starts_on`, a.`name`"
	if asked.near:
		nearest = regions.by_distance(asked.near)
		if nearest:
			places = ", ".join(frappe.db.escape(name) for name in nearest)
			order = f"field(a.`region`, {places}) = 0, field(a.`region`, {places}), {order}"
	rows = frappe.db.sql(
		f"""select a.`name`, a.`activity_name`, a.`starts_on`, a.`ends_on`, a.`category`, a.`sign_up_from`,
			a.`sign_up_until`, a.`audience`, s.`site_name`, r.`region_name`
		from `tabService Activity` a
		left join `tabService Site` s on s.`name` = a.`site`
		left join `tabService Region` r on r.`name` = a.`region`
		where {" and ".join(where)} order by {order} limit %(limit)s offset %(offset)s""",  # noqa: S608
		{**values, "limit": PAGE_LENGTH + 1, "offset": (asked.page - 1) * PAGE_LENGTH},
		as_dict=True,
	)
	shown = rows[:PAGE_LENGTH]
	left = places_left([row.name for row in shown])
	return frappe._dict(
		rows=[_row(row, left.get(row.name)) for row in shown], has_more=len(rows) > PAGE_LENGTH
	)


def _conditions(asked: Filters) -> tuple[list[str], dict]:
	where = ["a.`workflow_state` = 'Published'", "a.`starts_on` > %(now)s", CALLS_ALL]
	values: dict = {"now": now_datetime()}
	if asked.region:
		where.append(
			"""a.`region` in (select below.`name` from `tabService Region` below
			inner join `tabService Region` top on below.`lft` >= top.`lft` and below.`rgt` <= top.`rgt`
			where top.`name` = %(region)s)"""
		)
		values["region"] = asked.region
	if days := asked.days():
		where.append("a.`starts_on` < %(day_after)s and a.`ends_on` > %(day)s")
		values |= {"day": days[0], "day_after": days[1]}
	if hours := asked.hours():
		where.append("time(a.`starts_on`) >= %(from)s and time(a.`starts_on`) < %(until)s")
		values |= {"from": hours[0], "until": hours[1]}
	if asked.category:
		where.append("a.`category` = %(category)s")
		values["category"] = asked.category
	if asked.has_places:
		where.append(
			"""exists (select 1 from `tabActivity Shift` f where f.`activity` = a.`name`
			and f.`starts_on` > %(now)s and (f.`capacity` = 0 or f.`places_taken` < f.`capacity`))"""
		)
	return where, values


def places_left(names: list[str]) -> dict[str, int | None]:
	"""Places that the shifts of each activity have left; None where any number may come. One query."""
	if not names:
		return {}
	rows = frappe.db.sql(
		"""select `activity`, min(`capacity`), sum(greatest(`capacity` - `places_taken`, 0))
		from `tabActivity Shift` where `activity` in %s group by `activity`""",
		(tuple(names),),
	)
	return {name: cint(left) if cint(fewest) else None for name, fewest, left in rows}


def _row(row, left: int | None) -> frappe._dict:
	return frappe._dict(
		address=f"/{ROUTE}/{row.name}",
		title=row.activity_name,
		when=when(row),
		place=" · ".join(part for part in (row.region_name, row.site_name) if part),
		category=_(row.category, context="Service Activity") if row.category else "",
		state=state(row, left),
		is_open=_is_open(row),
	)


def when(row) -> str:
	"""From when to when, short where it is one day."""
	starts_on, ends_on = get_datetime(row.starts_on), get_datetime(row.ends_on)
	if starts_on.date() == ends_on.date():
		return f"{starts_on:%Y-%m-%d %H:%M}–{ends_on:%H:%M}"
	return f"{starts_on:%Y-%m-%d %H:%M} – {ends_on:%Y-%m-%d %H:%M}"


def _is_open(row) -> bool:
	now = now_datetime()
	return not (
		(row.sign_up_from and get_datetime(row.sign_up_from) > now)
		or (row.sign_up_until and get_datetime(row.sign_up_until) < now)
	)


def state(row, left: int | None) -> str:
	"""Whether one may sign up now, and how many places are left."""
	now = now_datetime()
	if row.sign_up_from and get_datetime(row.sign_up_from) > now:
		return _("Sign-up opens on {0}").format(format_datetime(row.sign_up_from))
	if row.sign_up_until and get_datetime(row.sign_up_until) < now:
		return _("Sign-up is over")
	if left is None:
		return _("Any number of people")
	return _("{0} places left").format(left) if left else _("Full: waiting list")


def choices() -> dict:
	"""What the form of filters offers, in words."""
	return {
		"regions": regions.tree(),
		"categories": [(value, _(value, context="Service Activity")) for value in sorted(CATEGORIES)],
		"parts_of_the_day": [(key, word()) for key, word in _PARTS_OF_THE_DAY.items()],
	}


def read(asked) -> Filters:
	return browsing.read(asked, CATEGORIES)


# --- one activity -------------------------------------------------------------------------------------------


def one(name: str, page: int = 1) -> frappe._dict | None:
	"""The page of an activity: its notice while it calls people, its outcome and the hours to object to
	(their ``page``) when it is over, the reason when it was called off; None for what calls not the public. A
	bounded number of queries."""
	row = _activity(name)
	if not row:
		return None
	is_coming = row.workflow_state == "Published" and get_datetime(row.ends_on) > now_datetime()
	is_over = row.workflow_state in ("Completed", "Recorded")
	left = places_left([row.name]).get(row.name) if is_coming else None
	address = get_url(f"/{ROUTE}/{row.name}")
	found = frappe._dict(
		name=row.name,
		title=row.activity_name,
		when=when(row),
		place=" · ".join(part for part in (row.region_name, row.site_name) if part),
		category=_(row.category, context="Service Activity") if row.category else "",
		team=row.team_name,
		is_coming=is_coming,
		is_open=is_coming and get_datetime(row.starts_on) > now_datetime() and _is_open(row),
		state=state(row, left) if is_coming else _(row.workflow_state, context="Service Activity"),
		called_off=row.decision_reason if row.workflow_state == "Called Off" else "",
		lines=_notice(row) if is_coming else [],
		shifts=_shifts(row.name) if is_coming else [],
		asks_passphrase=row.audience == "Passphrase",
		calendar=f"/api/method/volunteer_services.api.activities.ical?activity={row.name}"
		if is_coming and row.audience != "Passphrase"
		else "",
		address=address,
		outcome=_outcome(row) if is_over else None,
		hours=hours_notice.shown(row.name, page) if is_over else None,
		description=_short(row),
	)
	found.share = _("{0}, {1}, {2}. Sign up: {3}").format(found.title, found.when, found.place, address)
	found.qr = printing.qr_data_uri(address, 4)
	return found


def _activity(name: str) -> frappe._dict | None:
	columns = ", ".join(f"a.`{field}`" for field in (*contents.FIELDS, "shows_place", "shows_contact"))
	rows = frappe.db.sql(
		f"""select a.`name`, {columns}, a.`category`, a.`audience`, a.`workflow_state`, a.`sign_up_from`,
			a.`sign_up_until`, a.`decision_reason`, a.`people_served`, a.`logs_created`, s.`site_name`,
			r.`region_name`, t.`team_name`
		from `tabService Activity` a
		left join `tabService Site` s on s.`name` = a.`site`
		left join `tabService Region` r on r.`name` = a.`region`
		left join `tabVolunteer Team` t on t.`name` = a.`team`
		where a.`name` = %s and a.`workflow_state` in ('Published', 'Completed', 'Recorded', 'Called Off')
			and coalesce(a.`is_make_up`, 0) = 0 and {CALLS_ALL}""",  # noqa: S608 (our columns)
		(name,),
		as_dict=True,
	)
	return rows[0] if rows else None


def named(name: str) -> str:
	"""The activity, if it has a page; empty for every other."""
	return found.name if (found := titled(name)) else ""


def titled(name: str) -> frappe._dict | None:
	"""Name, title and time of an activity that has a page."""
	row = _activity(name) if name else None
	return frappe._dict(name=row.name, title=row.activity_name, when=when(row)) if row else None


def _notice(row) -> list[tuple[str, str]]:
	"""Label and text of each part; what is told to those who sign up says so."""
	told = _("Told to those who signed up.")
	return [
		(
			_(str(line.part)),
			line.text if line.part not in _HIDDEN or cint(row.get(_HIDDEN[line.part])) else told,
		)
		for line in contents.of(row).lines
		if line.text
	]


def _shifts(activity: str) -> list[frappe._dict]:
	rows = [row for row in shifts.of_activity(activity) if not cint(row.is_whole)]
	return [
		frappe._dict(
			title=" · ".join(part for part in (row.shift_title, row.post) if part),
			when=when(row),
			places=_("{0} places left").format(max(cint(row.capacity) - cint(row.places_taken), 0))
			if cint(row.capacity)
			else _("Any number of people"),
		)
		for row in rows
	]


def _outcome(row) -> frappe._dict:
	"""How many came, for how long, and how many were served; nobody is named."""
	people, minutes = frappe.db.sql(
		"""select count(distinct `volunteer`), coalesce(sum(`minutes`), 0) from `tabService Log`
		where `activity` = %s and `docstatus` = 1""",
		(row.name,),
	)[0]
	return frappe._dict(
		people=cint(people), hours=printing.hours_text(cint(minutes)), served=cint(row.people_served)
	)


def _short(row) -> str:
	return " ".join((row.service_content or "").split())[:120]
