"""The reviewed table of all methods (methods.csv).

One line per method: dotted path, class, whether the walk calls it, the engines that have it (empty: all
three), what it shows of documents that the caller may not open ("DocType.field; …"), the reason. The
classes:

* ``asks the scope``: the rights and conditions of the DocType are asked on its way;
* ``overridden``: Frappe's own would pass the scope; ours stands before it (hooks.py, doors);
* ``harmless``: no document of ours comes near it;
* ``system only``: only a System Manager or the Administrator gets through.

Not called is what ends sessions, sends, fetches, runs programs or rewrites the database: the reason says so.
"""

import csv
import functools
import pathlib
from typing import NamedTuple

CLASSES = ("asks the scope", "overridden", "harmless", "system only")
# What the column "engines" says → the version for which a line that nobody needs any more is reported.
ENGINES = {"15.0.0-dev": "15.0.0-dev", "15.101": "15.101.1", "16.10": "16.10.7"}
HOW_TO = (
	"Nobody has classified these whitelisted methods of Frappe {version}:\n  {methods}\n"
	"Read each: does it show or change documents without asking their rights and conditions? Then put one "
	"line for it into tests/walker/methods.csv (asks the scope | overridden | harmless | system only; called "
	"or not; the reason), with an override in hooks.py where it passes the scope."
)


class Line(NamedTuple):
	method: str
	kind: str
	driven: bool
	engines: tuple[str, ...]
	shows: frozenset[str]
	reason: str


@functools.cache
def read() -> dict[str, Line]:
	with open(pathlib.Path(__file__).with_name("methods.csv"), newline="", encoding="utf-8") as file:
		rows = list(csv.reader(file))[1:]
	lines = [
		Line(method, kind, driven == "yes", tuple(engines.split()), frozenset(shows.split("; ")), reason)
		for method, kind, driven, engines, shows, reason in rows
	]
	assert len(lines) == len({line.method for line in lines}), "a method has two lines"
	return {line.method: line for line in lines}


def stale(lines: dict[str, Line], methods, version: str) -> list[str]:
	"""Lines for the running engine whose method it has not; none for an unknown version."""
	running = next((name for name, exact in ENGINES.items() if exact == version), None)
	return [
		line.method
		for line in lines.values()
		if running in (line.engines or ENGINES) and line.method not in methods
	]
