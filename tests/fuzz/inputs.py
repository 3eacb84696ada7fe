"""Bad inputs for a function, made by a seeded generator: the same number gives the same input every time."""

from __future__ import annotations

import inspect
import json
import random
from dataclasses import dataclass

LONG = "志愿" * 5_000
DEEP = "[" * 400 + "]" * 400
SQL = (
	"' or 1=1 -- ",
	"'; drop table `tabUser`; -- ",
	'") union select name from tabUser #',
	"\\' or sleep(0) or \\'",
	"%(name)s",
	"%s",
	"%",
	"`name`",
	"1=1",
)
PATHS = (
	"../../etc/passwd",
	"/private/files/x.pdf",
	"C:\\windows\\win.ini",
	"file:///etc/passwd",
	"/files/%00.png",
)
DAYS = (
	"0000-00-00",
	"9/22/2026",
	"2026-02-30",
	"2026-13-01",
	"9999-12-31",
	"0001-01-01",
	"2026-02-29 25:61:61",
	"2026-01-01T00:00:00Z",
	"-1",
	"tomorrow",
	"２０２６-０１-０１",
	"20260101",
	"2026-W01-1",
)
NUMBERS = (
	"NaN",
	"Infinity",
	"-Infinity",
	"1e309",
	"99999999999999999999",
	"-99999999999999999999",
	"2147483648",
	"-2147483649",
	"0x10",
	"1_000",
	"٣",
	"３",
	"½",
	"1,5",
	"--1",
	" ",
)
BROKEN_JSON = (
	"[",
	"{",
	"{'a': 1}",
	"[NaN]",
	'{"a": Infinity}',
	'["\\ud800"]',
	'["\\u0000"]',
	"[1,]",
	"nul",
	'"text"',
	"7",
	"true",
	"null",
	DEEP,
	'[["name", "=", {"a": 1}]]',
	'[["nowhere", "=", "x"]]',
	'[["name", "regexp", "x"]]',
	'[["name; drop", "=", "x"]]',
	'[["creation", "between", ["0000-00-00", "x"]]]',
	'[["volunteer.mobile", "like", "1%"]]',
	'[["User", "name", "=", "Administrator"]]',
	'[["name", "in", [[1], [2]]]]',
	'{"name": ["in"]}',
	'{"name": ["like", null, 3]}',
	'{"doctype": "User", "name": "Administrator"}',
	'[{"doctype": "User"}]',
	'[{"expert_name": ["x"]}]',
	'[{"expert_name": {"a": 1}, "parent": "x", "docstatus": 2}]',
	'{"minutes": "NaN", "service_date": "0000-00-00"}',
	'{"new_minutes": 1e400, "new_starts_on": "2026-02-30 10:00:00"}',
	'{"new_minutes": -1, "new_rating": 99, "new_project": ["x"]}',
)
TEXTS = (
	"",
	" ",
	"\x00",
	"a\x00b",
	"\ud800",
	"x\udfff",
	"\u202e\u200b\ufeff",
	"😀" * 50,
	"<script>alert(1)</script>",
	"{{ 7*7 }}",
	"\r\nSet-Cookie: a=b",
	LONG,
	"x" * 141,
	"None",
	"undefined",
	"__class__",
	"New Service Log 1",
	*SQL,
	*PATHS,
)
YES_AND_NO = ("1", "0", "true", "false", "yes", "no", "on", "2", "-1", "maybe", "是", "否", "")
OBJECTS = (
	None,
	True,
	False,
	0,
	-1,
	1.5,
	2**31,
	2**63,
	10**400,
	float("nan"),
	float("inf"),
	[],
	{},
	[[]],
	[None],
	[{}],
	{"a": {"b": [1]}},
	{"name": "x"},
	["x", ["y", ["z"]]],
	["a\x00", "\ud800"],
	[float("nan")],
	[2**70],
	list(range(50)),
	{"": ""},
	{"doctype": "User", "name": "Administrator"},
)
STRAY = ("\x00", "'", '"', "\\", "\ud83d", "\u202e", "%", "{")
EXTRA = (
	"ignore_permissions",
	"flags",
	"doctype",
	"as_dict",
	"order_by",
	"fields",
	"cmd_",
	"self",
	"_user",
	"user",
)


@dataclass(frozen=True)
class Case:
	"""One request: its arguments, and whether they travel as JSON or as a form."""

	number: int
	arguments: dict
	as_json: bool


def case(function, known: dict[str, list], seed: str, number: int) -> Case:
	"""Good arguments where the world has them, one to three of them spoilt, missing or too many."""
	chance = random.Random(f"{seed}:{number}")
	as_json = chance.random() < 0.5
	parameters = [
		parameter
		for parameter in inspect.signature(function).parameters.values()
		if parameter.kind is not inspect.Parameter.VAR_KEYWORD
	]
	given: dict = {}
	for parameter in parameters:
		is_required = parameter.default is inspect.Parameter.empty
		if is_required or chance.random() < 0.5:
			given[parameter.name] = good(parameter, known, chance)
	names = [parameter.name for parameter in parameters]
	for name in chance.sample(names, min(len(names), chance.choice((1, 1, 1, 2, 3)))):
		if chance.random() < 0.12:
			given.pop(name, None)
		else:
			given[name] = bad(chance, as_json)
	if not names or chance.random() < 0.1:
		given[chance.choice(EXTRA)] = bad(chance, as_json)
	return Case(number, given, as_json)


def good(parameter: inspect.Parameter, known: dict[str, list], chance: random.Random):
	"""A value that the world has for an argument of this name, else one of its type."""
	if known.get(parameter.name):
		return chance.choice(known[parameter.name])
	hint = str(parameter.annotation)
	if "bool" in hint:
		return chance.choice((True, False, "1", "0"))
	if "int" in hint or "float" in hint:
		return chance.choice((0, 1, 2, 5))
	return None if parameter.default is None else chance.choice(("x", "测试"))


def bad(chance: random.Random, as_json: bool):
	"""A bad value; what only JSON can carry travels in JSON only."""
	pools = (TEXTS, DAYS, NUMBERS, BROKEN_JSON, YES_AND_NO, OBJECTS if as_json else TEXTS, (None,))
	value = chance.choice(chance.choice(pools))
	if isinstance(value, str) and value and chance.random() < 0.1:
		place = chance.randrange(len(value))
		value = value[:place] + chance.choice(STRAY) + value[place:]
	return value


def body(found: Case) -> tuple[bytes, str]:
	"""What is sent, and its type."""
	if found.as_json:
		return json.dumps(found.arguments).encode(), "application/json"
	from urllib.parse import urlencode

	pairs = {name: _as_in_a_form(value) for name, value in found.arguments.items()}
	return urlencode(pairs).encode(), "application/x-www-form-urlencoded"


def _as_in_a_form(value):
	if isinstance(value, str):
		return value.encode("utf-8", "surrogatepass")
	return "" if value is None else json.dumps(value) if isinstance(value, list | dict) else value
