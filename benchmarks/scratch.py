"""Tables of the benchmark's own beside the site's: same columns and indexes, other names, dropped at the end.

The measured code runs unchanged; every statement that it sends is pointed at the scratch tables. So a site
with real data can be measured on, and neither its users nor its scheduler notice.
"""

import math
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import frappe


class Scratch:
	"""Context manager around the site's connection. ``doctypes``: whose tables are replaced by empty ones.

	``benchmark`` is part of the tables' names, so that two benchmarks can run at once.
	"""

	def __init__(self, benchmark: str, doctypes: Iterable[str]) -> None:
		self.prefix = f"Benchmark {benchmark} "
		self.doctypes = tuple(doctypes)
		names = "|".join(re.escape(doctype) for doctype in sorted(self.doctypes, key=len, reverse=True))
		self.pattern = re.compile(rf"\btab({names})(?=[`\"'. ]|$)")
		self.send = None

	def __enter__(self) -> "Scratch":
		if frappe.db.db_type != "mariadb":
			raise SystemExit("The benchmarks run on MariaDB.")
		self.drop()
		for doctype in self.doctypes:
			frappe.db.sql_ddl(f"create table `tab{self.prefix}{doctype}` like `tab{doctype}`")
		self.send = frappe.db.sql
		frappe.db.sql = self.sql
		return self

	def __exit__(self, *exc) -> None:
		frappe.db.rollback()
		frappe.db.sql = self.send
		self.drop()

	def sql(self, query, *args, **kwargs):
		"""In the place of frappe.db.sql."""
		text = str(query)
		# The values of an insert name no table, and reading megabytes of them would be timed as the code's.
		end = text.find(" values ") if text.startswith("insert into") else -1
		head, rest = (text[:end], text[end:]) if end > 0 else (text, "")
		return self.send(self.pattern.sub(rf"tab{self.prefix}\1", head) + rest, *args, **kwargs)

	def drop(self) -> None:
		"""Drop the scratch tables, also those of a run that was killed."""
		for doctype in self.doctypes:
			frappe.db.sql_ddl(f"drop table if exists `tab{self.prefix}{doctype}`")

	def set_aside_indexes(self, doctype: str) -> list[str]:
		"""Drop the secondary indexes while filling; returns the clauses that add them again."""
		found: dict[str, list] = {}
		for row in self.send(f"show index from `tab{self.prefix}{doctype}`", as_dict=True):
			if row.Key_name != "PRIMARY":
				found.setdefault(row.Key_name, []).append(row)
		clauses = []
		for name, rows in found.items():
			columns = ", ".join(
				f"`{row.Column_name}`" for row in sorted(rows, key=lambda row: row.Seq_in_index)
			)
			clauses.append(f"add {'' if rows[0].Non_unique else 'unique '}index `{name}` ({columns})")
		drops = ", ".join(f"drop index `{name}`" for name in found)
		if drops:
			frappe.db.sql_ddl(f"alter table `tab{self.prefix}{doctype}` {drops}")
		return clauses

	def add_indexes(self, doctype: str, clauses: list[str]) -> None:
		"""Build indexes by sorting: much faster than row by row."""
		if clauses:
			frappe.db.sql_ddl(f"alter table `tab{self.prefix}{doctype}` {', '.join(clauses)}")

	def analyze(self) -> None:
		"""Let the optimiser know how large the tables are, as a server in use does."""
		for doctype in self.doctypes:
			self.send(f"analyze table `tab{self.prefix}{doctype}`")


class Stopwatch:
	"""Wall time and processor time of the database server and of Python together, in seconds.

	On a machine that does other work too, only the processor time says what something costs. It is nan where
	the server's process cannot be seen.
	"""

	def __init__(self) -> None:
		folder, file = frappe.db.sql("select @@datadir, @@pid_file")[0]
		try:
			self.server = Path(f"/proc/{int((Path(folder) / file).read_text())}/task")
			self._used()
		except (OSError, ValueError):
			self.server = None

	def time(self, work: Callable[[], object]) -> tuple[float, float]:
		"""Run ``work``; returns (wall time, processor time)."""
		wall, used = time.perf_counter(), self._used()
		work()
		return time.perf_counter() - wall, self._used() - used

	def _used(self) -> float:
		if not self.server:
			return math.nan
		threads = sum(int(file.read_text().split()[0]) for file in self.server.glob("*/schedstat"))
		return time.process_time() + threads / 1e9


def insert_many(doctype: str, fields: tuple[str, ...], rows: Iterator[tuple], at_once: int = 2000) -> int:
	"""Multi-row inserts with a commit each; returns the number of rows."""
	head = f"insert into `tab{doctype}` ({', '.join(f'`{field}`' for field in fields)}) values "
	one = "(" + ", ".join(["%s"] * len(fields)) + ")"
	total = 0
	batch: list[tuple] = []
	for row in rows:
		batch.append(row)
		if len(batch) == at_once:
			total += _send(head, one, batch)
	return total + (_send(head, one, batch) if batch else 0)


def _send(head: str, one: str, batch: list[tuple]) -> int:
	count = len(batch)
	frappe.db.sql(head + ", ".join([one] * count), [value for row in batch for value in row])
	frappe.db.commit()
	batch.clear()
	return count
