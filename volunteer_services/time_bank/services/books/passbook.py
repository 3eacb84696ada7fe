"""时间存折: the printed booklet of an account, for people without a phone.

Printing and marking are two steps: a jammed printer can repeat. A line is printed once; printing it again
needs a reason, which stays on the account.
"""

import frappe
from frappe import _
from frappe.utils import cint, now

from volunteer_services.exceptions import PointsAccountError, ReasonRequiredError
from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.foundation.rules import enforce
from volunteer_services.time_bank.domain import passbook as rules
from volunteer_services.time_bank.services.books import ledger, statements

ACCOUNT = "Points Account"
LAYOUT = rules.Layout()
_FIELDS = ["name", "holder", "account_kind", "passbook_no", "passbook_lines", "passbook_seq", "entry_count"]


def position_of(account) -> rules.Position:
	"""How far the passbook of an account row is printed."""
	number = (account.passbook_no or "").rpartition("-")[2]
	return rules.Position(cint(number) or 1, cint(account.passbook_lines), cint(account.passbook_seq))


def number_of(holder: str, position: rules.Position) -> str:
	"""The number on the cover: the volunteer's number and the number of the booklet."""
	return f"{holder}-{position.book:02d}"


def lines(account: str) -> dict:
	"""What is to be printed next.

	``rows`` (number, page, row, day, what, minutes, points, balance, is_balance), ``lines_before`` and
	``count`` for ``mark_printed``, ``passbook_no``, ``room`` (lines left afterwards), ``waiting`` (entries
	that do not fit any more).
	"""
	row = frappe.db.get_value(ACCOUNT, account, _FIELDS, as_dict=True)
	_check_kind(account, row)
	position = position_of(row)
	planned = rules.plan(LAYOUT, position, cint(row.entry_count))
	shown = [line for line in planned if line.seq]
	found = statements.of_seq(account, shown[0].seq, shown[-1].seq) if shown else {}
	last = planned[-1].seq if planned else position.seq
	return {
		"passbook_no": row.passbook_no or number_of(row.holder, position),
		"lines_before": position.lines,
		"count": len(planned),
		"room": LAYOUT.capacity - position.lines - len(planned),
		"waiting": cint(row.entry_count) - last,
		"rows": [_row(line, found.get(line.seq)) for line in planned],
	}


def _row(line: rules.Line, entry: frappe._dict | None) -> dict:
	entry = entry or frappe._dict()
	shown = {"number": line.number, "page": line.page, "row": line.row, "is_balance": line.is_balance}
	if line.is_balance:
		return {
			**shown, "day": None, "what": _("Balance brought forward"), "minutes": 0, "points": None,
			"balance": cint(entry.balance_after),
		}  # fmt: skip
	return {
		**shown, "day": entry.day, "what": entry.what, "minutes": cint(entry.minutes),
		"points": cint(entry.points), "balance": cint(entry.balance_after),
	}  # fmt: skip


def passbook_pages(account: str) -> frappe._dict:
	"""The passbook as it is laid out for the printer: cover, and pages with a slot for each line; slots above
	the first new line stay blank. Jinja method of hooks.py. Raises PermissionError."""
	doc = frappe.get_doc(ACCOUNT, account)
	doc.check_permission("print")
	plan = lines(account)
	by_page: dict[int, list[dict]] = {}
	for row in plan["rows"]:
		by_page.setdefault(row["page"], []).append(row)
	holder = _holder(doc)
	return frappe._dict(
		passbook_no=plan["passbook_no"],
		has_cover=not plan["lines_before"],
		holder=holder,
		slots=LAYOUT.lines,
		pages=[
			frappe._dict(number=page, rows={row["row"]: row for row in rows}, is_new=rows[0]["row"] == 1)
			for page, rows in sorted(by_page.items())
		],
		is_full=bool(plan["waiting"]),
	)


def _holder(doc) -> frappe._dict:
	person = frappe.db.get_value(
		"Volunteer Profile", doc.volunteer, ["volunteer_no", "full_name", "primary_team"], as_dict=True
	)
	team = person.primary_team and frappe.db.get_value(
		"Volunteer Team", person.primary_team, ["team_name", "site"], as_dict=True
	)
	site = team and team.site and frappe.db.get_value("Service Site", team.site, "site_name")
	return frappe._dict(
		volunteer_no=person.volunteer_no,
		full_name=person.full_name,
		team_name=team.team_name if team else "",
		site_name=site or "",
	)


def mark_printed(account: str, lines_before: int, count: int) -> dict:
	"""Note that ``count`` lines were printed from ``lines_before`` on; the same note twice counts once.

	Raises PointsAccountError when somebody else printed meanwhile.
	"""

	def step(position: rules.Position, entry_count: int) -> rules.Position:
		return rules.printed(LAYOUT, position, lines_before, count, entry_count)

	return _move(account, step)


def print_again(account: str, line: int, reason: str) -> dict:
	"""Go back to before ``line``, which is printed again with all that follow, for a reason."""
	_require(reason)
	done = _move(account, lambda position, _count: rules.rewound(position, line))
	_comment(account, _("The passbook is printed again from line {0}: {1}"), line, reason)
	return done


def begin_book(account: str, reason: str) -> dict:
	"""Begin a new booklet: the old one is full, lost or spoilt. It begins with the balance."""
	_require(reason)
	done = _move(account, lambda position, _count: rules.next_book(position))
	_comment(account, _("The passbook {0} was begun: {1}"), done["passbook_no"], reason)
	return done


def _move(account: str, step) -> dict:
	ledger.lock([account])
	row = frappe.db.sql(
		"""select `name`, `holder`, `account_kind`, `passbook_no`, `passbook_lines`, `passbook_seq`,
			`entry_count`
		from `tabPoints Account` where `name` = %s for update""",
		(account,),
		as_dict=True,
	)[0]
	_check_kind(account, row)
	before = position_of(row)
	with enforce(PointsAccountError, _("Passbook")):
		after = step(before, cint(row.entry_count))
	values = {
		"passbook_no": number_of(row.holder, after),
		"passbook_lines": after.lines,
		"passbook_seq": after.seq,
	}
	update_each(ACCOUNT, {account: values}, {"passbook_printed_on": now()})
	return values


def _check_kind(account: str, row) -> None:
	if not row or row.account_kind != "Volunteer":
		frappe.throw(
			_("The account {0} has no passbook: only volunteers have one.").format(account),
			PointsAccountError,
			title=_("Passbook"),
		)


def _require(reason: str) -> None:
	if not (reason or "").strip():
		frappe.throw(_("Give a reason."), ReasonRequiredError, title=_("Reason Missing"))


def _comment(account: str, text: str, value, reason: str) -> None:
	frappe.get_doc(ACCOUNT, account).add_comment(
		"Info", text.format(value, frappe.utils.escape_html(reason.strip()))
	)
