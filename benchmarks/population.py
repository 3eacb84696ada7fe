"""Invented volunteers, teams and logs for the benchmarks: always the same for the same numbers."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import frappe
from scratch import Scratch, insert_many

STAMP = "2026-01-01 08:00:00"
FIRST_DAY = date(2024, 1, 1)
LOGS_AT_HAND = 730
PART = 100_000
MOST_INDEXED = 2_000_000
"""Beyond, only the indexes that begin with the volunteer are built: the others take an hour."""
CONTENTS = ("探访空巢老人", "文明劝导与交通引导", "课后辅导", "社区环境清洁", "义诊与健康咨询")
VOLUNTEER_FIELDS = (
	"name", "creation", "modified", "owner", "modified_by", "volunteer_no", "full_name", "sex",
	"date_of_birth", "workflow_state", "primary_team", "region", "id_type", "id_number_hash", "mobile",
	"address", "data_consent", "registered_on", "notify_by",
)  # fmt: skip
LOG_FIELDS = (
	"name", "creation", "modified", "owner", "modified_by", "docstatus", "workflow_state", "volunteer",
	"volunteer_name", "service_date", "minutes", "hours", "service_content", "location", "activity_leader",
	"recorder", "recorded_on", "source", "team", "site", "region", "category", "theme", "project",
)  # fmt: skip


def volunteer_name(number: int) -> str:
	"""The name of the n-th volunteer, as the series makes them."""
	return f"V{number:08d}"


def fill_volunteers(count: int, teams: int) -> None:
	"""Registered volunteers, spread over the teams; one part made in Python, the others by the server."""
	user = "Administrator"
	part = min(count, PART)
	rows = (
		(
			volunteer_name(n), STAMP, STAMP, user, user, volunteer_name(n), f"志愿者{n:07d}", "Female",
			"1980-05-17", "Registered", f"TEAM-{n % teams:05d}", f"R{n % teams:05d}", "Resident ID",
			f"{n:064x}",
			None, "广东省中山市小榄镇新市社区", 1, "2023-01-01", "None",
		)
		for n in range(part)
	)  # fmt: skip
	insert_many("Volunteer Profile", VOLUNTEER_FIELDS, rows)

	def others(copy: int) -> dict[str, str]:
		who, number, name, team = _who("name", copy * part, teams)
		return {
			"name": number, "volunteer_no": number, "full_name": name,
			"primary_team": f"concat('TEAM-', {team})", "region": f"concat('R', {team})",
			"id_number_hash": f"lpad(lower(hex({who})), 64, '0')",
		}  # fmt: skip

	_copy("Volunteer Profile", VOLUNTEER_FIELDS, count, part, others)


def fill_logs(scratch: Scratch, count: int, volunteers: int, teams: int, approved: float = 0.95) -> None:
	"""Logs of one to eight hours; a few volunteers serve much, most a little, as in life.

	One part is made in Python; the others are copies of it by the server, for the next volunteers each.
	"""
	indexes = scratch.set_aside_indexes("Service Log")
	part = min(count, PART)
	people = max(1, volunteers * part // count)
	insert_many("Service Log", LOG_FIELDS, _logs(part, people, teams, approved))
	if count > MOST_INDEXED:
		indexes = [clause for clause in indexes if "(`volunteer`" in clause]

	def others(copy: int) -> dict[str, str]:
		_number, volunteer, name, team = _who("volunteer", copy * people, teams)
		return {
			"name": f"concat(lpad(hex({copy}), 5, '0'), substring(`name`, 6))",
			"volunteer": volunteer, "volunteer_name": name,
			"team": f"concat('TEAM-', {team})", "region": f"concat('R', {team})",
		}  # fmt: skip

	_copy("Service Log", LOG_FIELDS, count, part, others)
	scratch.add_indexes("Service Log", indexes)


def _who(column: str, shift: int, teams: int) -> tuple[str, str, str, str]:
	"""SQL for number, series name, full name and team number of the volunteer ``shift`` after ``column``."""
	who = f"(cast(substring(`{column}`, 2) as unsigned) + {shift})"
	team = f"lpad(mod({who}, {teams}), 5, '0')"
	return who, f"concat('V', lpad({who}, 8, '0'))", f"concat('志愿者', lpad({who}, 7, '0'))", team


def _copy(
	doctype: str, fields: tuple[str, ...], count: int, part: int, others: Callable[[int], dict[str, str]]
) -> None:
	"""Copy the table's first part up to ``count`` rows. ``others``: what differs in the n-th copy, as SQL."""
	columns = ", ".join(f"`{field}`" for field in fields)
	frappe.db.sql_ddl(f"create temporary table `benchmark_part` select {columns} from `tab{doctype}`")
	for copy in range(1, -(-count // part)):
		other = others(copy)
		values = ", ".join(other.get(field, f"`{field}`") for field in fields)
		frappe.db.sql(
			f"insert into `tab{doctype}` ({columns}) select {values} from `benchmark_part` "
			f"limit {min(part, count - copy * part)}"
		)
		frappe.db.commit()
	frappe.db.sql_ddl("drop temporary table `benchmark_part`")


def _logs(count: int, volunteers: int, teams: int, approved: float) -> Iterator[tuple]:
	chance = random.Random(20260305)
	for n in range(count):
		who = int(volunteers * chance.random() ** 2)
		yield log_row(
			f"{n:012x}{chance.getrandbits(32):08x}",
			who,
			FIRST_DAY + timedelta(days=chance.randrange(LOGS_AT_HAND)),
			60 + 5 * chance.randrange(85),
			teams,
			int(chance.random() < approved),
		)


def log_row(name: str, who: int, day: date, minutes: int, teams: int, docstatus: int = 1) -> tuple:
	"""One row of LOG_FIELDS."""
	user = "Administrator"
	team = who % teams
	entered = f"{day} {8 + minutes % 12:02}:{who % 60:02}:{minutes % 60:02}"
	return (
		name, entered, entered, user, user, docstatus, "Approved" if docstatus else "Pending Site Review",
		volunteer_name(who), f"志愿者{who:07d}", day, minutes, round(minutes / 60, 2), CONTENTS[who % 5],
		"新市社区居民活动中心", "张队长", user, STAMP, "Import", f"TEAM-{team:05d}", f"SITE-{team % 199:05d}",
		f"R{team:05d}", "Assistance", "People", "PROJ-00001",
	)  # fmt: skip
