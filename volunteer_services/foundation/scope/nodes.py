"""The tree nodes that appointments reach, as SQL: by query where one document is probed, in lists in the
shape that costs the database least. All shapes keep exactly the same rows.
"""

# The texts are built of escaped names, numbers and the columns that the scope names.
# ruff: noqa: S608

import frappe

Bounds = tuple[tuple[int, int], ...]
"""(lft, rgt) of each node that somebody is appointed to."""
FEW = 100
"""So many nodes are named without looking further: the database reads their names in a third of a
millisecond."""
MOST_NAMED = 2000
"""Up to so many nodes are named one by one in the condition of a list."""
_SEARCHED = frozenset({"region", "site", "team", "own"})


class Queried:
	"""Nodes below the bounds as queries: nothing has to be asked before. For ``exists`` probes."""

	def searched(self, columns: dict[str, str], regions: Bounds, teams: Bounds) -> dict[str, str]:
		"""The columns by kind, as they are to stand in the condition."""
		return columns

	def inside(self, column: str, doctype: str, bounds: Bounds) -> str:
		"""Condition: ``column`` names a node below the bounds."""
		return f"{column} in ({self.below(doctype, bounds)})"

	def below(self, doctype: str, bounds: Bounds) -> str:
		"""What stands within ``in (...)``; empty without bounds."""
		return f"select `name` from `tab{doctype}` where {_ranges(bounds)}" if bounds else ""


class Listed(Queried):
	"""For lists and reports.

	Given a query in ``in (...)``, MariaDB collects the rows of all nodes first and sorts them. Given names or
	a stretch of names it reads a list in its order, stops after a page, and counts within an index. But each
	name costs it 3 to 4 µs in every statement, so that a thousand cost more than a page; a stretch of names
	costs nothing. Regions are such stretches, since their codes begin with the code of the region above.
	"""

	def searched(self, columns: dict[str, str], regions: Bounds, teams: Bounds) -> dict[str, str]:
		"""With many nodes, one column only is open to the search in indexes.

		Of a region *or* a team *or* one's own file, MariaDB would merge the indexes: it fetches and sorts
		all rows of all nodes for a page of twenty. Where it cannot search for one of them, it reads the list
		in its order.
		"""
		if max(_at_most(regions), _at_most(teams)) <= FEW:
			return columns
		wide = "region" if _at_most(regions) > FEW and "region" in columns else "team"
		hidden = {kind: f"concat({columns[kind]})" for kind in _SEARCHED.intersection(columns) - {wide}}
		return {**columns, **hidden}

	def inside(self, column: str, doctype: str, bounds: Bounds) -> str:
		"""Condition: ``column`` names a node below the bounds.

		A row that names no node at all could lie in a stretch of names; ``retention`` refuses to delete a
		node that a row names, and renaming, so that there is none.
		"""
		parts, named = [], list(dict.fromkeys(bounds))
		if _at_most(bounds) > FEW:
			for bound, low, high in _stretches(doctype, named):
				named.remove(bound)
				parts.append(f"{column} between {frappe.db.escape(low)} and {frappe.db.escape(high)}")
		if named:
			parts.append(f"{column} in ({self.below(doctype, tuple(named))})")
		return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"

	def below(self, doctype: str, bounds: Bounds) -> str:
		"""The nodes by name, or the query where they are too many."""
		query = super().below(doctype, bounds)
		if not query:
			return ""
		count, names = frappe.db.sql(
			f"select count(*), {_quoted_names()} from ({query} limit {MOST_NAMED + 1}) as n"
		)[0]
		return names.replace("%", "%%") if names and count <= MOST_NAMED else query


def _stretches(doctype: str, bounds: list[tuple[int, int]]) -> list[tuple[tuple[int, int], str, str]]:
	"""Those bounds below which lie many nodes that follow each other in the order of all names, with the
	first and the last name."""
	found = " union all ".join(
		f"select {int(lft)} as lft, {int(rgt)} as rgt, count(*) as nodes, min(`name`) as low, "
		f"max(`name`) as high from `tab{doctype}` where {_ranges(((lft, rgt),))}"
		for lft, rgt in bounds
	)
	rows = frappe.db.sql(
		f"""select s.lft, s.rgt, s.low, s.high from ({found}) as s where s.nodes > {FEW} and s.nodes =
			(select count(*) from `tab{doctype}` as n where n.`name` between s.low and s.high)"""
	)
	return [((lft, rgt), low, high) for lft, rgt, low, high in rows]


def _at_most(bounds: Bounds) -> int:
	"""An upper limit for the number of nodes: each takes two numbers of its own."""
	return sum((rgt - lft + 1) // 2 for lft, rgt in bounds)


def _ranges(bounds: Bounds) -> str:
	return " or ".join(f"(`lft` >= {int(lft)} and `rgt` <= {int(rgt)})" for lft, rgt in bounds)


def _quoted_names() -> str:
	"""All names in one text, each quoted as a literal: quicker than a row for each."""
	if frappe.db.db_type == "mariadb":
		return "group_concat(quote(n.`name`) separator ', ')"
	return "string_agg(quote_literal(n.`name`), ', ')"
