"""Counters of numbered names: they go with the DocTypes that count by them."""

import re

import frappe

_NUMBERED = re.compile(r"(?P<prefix>[A-Z]+-)(?:\.YYYY\.-)?\.#+")


def own_prefixes(doctypes: list[str]) -> list[str]:
	"""What the numbered names of these DocTypes begin with, unless another DocType's begin with it too."""
	patterns = frappe.get_all(
		"DocType", filters={"name": ["in", doctypes or [""]]}, pluck="autoname", limit_page_length=0
	)
	found = {match["prefix"] for autoname in patterns if (match := _NUMBERED.fullmatch(autoname or ""))}
	others = _of_others(doctypes)
	return sorted(prefix for prefix in found if not any(text.startswith(prefix) for text in others))


def _of_others(doctypes: list[str]) -> set[str]:
	named = frappe.get_all(
		"DocType", filters={"name": ["not in", doctypes or [""]]}, pluck="autoname", limit_page_length=0
	)
	series = []
	for doctype, field, value in (
		("DocField", "fieldname", "options"),
		("Property Setter", "field_name", "value"),
	):
		series += frappe.get_all(doctype, filters={field: "naming_series"}, pluck=value, limit_page_length=0)
	texts = {(name or "").removeprefix("format:") for name in named}
	return texts | {line.strip() for options in series for line in (options or "").split("\n")}


def reserve(key: str, count: int) -> int:
	"""Take ``count`` numbers of the counter ``key`` (``TA-2026-``) at once; returns the first of them.

	The counter is the engine's own, locked until the transaction ends: single documents count on from there.
	"""
	rows = frappe.db.sql("select `current` from `tabSeries` where `name` = %s for update", (key,))
	if rows:
		frappe.db.sql("update `tabSeries` set `current` = `current` + %s where `name` = %s", (count, key))
		return rows[0][0] + 1
	frappe.db.sql("insert into `tabSeries` (`name`, `current`) values (%s, %s)", (key, count))
	return 1


def drop(prefixes: list[str]) -> None:
	"""Forget the counters, of every year."""
	for prefix in prefixes:
		counter = re.compile(rf"{re.escape(prefix)}(?:[A-Z0-9]{{1,12}}-)?(?:\d{{4}}-)?")
		rows = frappe.db.sql(
			"select `name` from `tabSeries` where `name` like %s", (f"{prefix}%",), pluck=True
		)
		for name in filter(counter.fullmatch, rows):
			frappe.db.delete("Series", {"name": name})
