"""Hours by region, team or a word of the record: one query for rows, sub-totals and the grand total.

People are counted once in each row, so rows do not add up to the total and the total is counted by itself.
People served are those of the activity: its records carry the same number, which counts once an activity.
"""

import frappe
from frappe import _

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation.documents.titles import titles
from volunteer_services.foundation.reporting.query import (
	Where,
	bar_chart,
	column,
	fetch,
	hours,
	is_checked,
	scope_note,
	share,
	summary,
	word,
)
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.service_records.reporting import comparison, empty
from volunteer_services.service_records.reporting.trees import REGIONS, TEAMS, Tree  # noqa: F401 (reports name the trees by this module)
from volunteer_services.service_records.reporting.where import log_where
from volunteer_services.volunteer_registry.reporting.regions import holds_part_only

CHART_BARS = 20
# What one can group by besides the trees: field of the record, and the DocType whose titles name the groups.
DIMENSIONS = {
	"Category": ("category", None),
	"Theme": ("theme", None),
	"Recipient Group": ("recipient_group", None),
	"Age Group": ("age_band", None),
	"Entry Source": ("source", None),
	"Class of Hours": ("trust_class", None),
	"Project": ("project", "Volunteer Project"),
	"Service Site": ("site", "Service Site"),
	"Recording Unit": ("recording_unit", "Recording Unit"),
	"Recorded By": ("recorder", "User"),
	"Political Status": ("political_status", None),
}
# The words of a dimension are those of this DocType, where it is not the record's.
_WORDS_OF = {"Political Status": "Volunteer Profile"}
_KEYS = {
	"political_status": """(select `political_status` from `tabVolunteer Profile`
		where `tabVolunteer Profile`.`name` = `log`.`volunteer`)""",
}


def by_tree(tree: Tree, filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary) of the hours summed up along a tree.

	With a level in the filters the rows of that level only, else the whole tree with indents. Officers of a
	region see the nodes of their own part of the tree.
	"""
	rows = _tree_rows(tree, log_where(filters))
	total = rows.pop()
	rows = _own_part(tree, rows)
	if is_checked(filters, "with_empty"):
		rows += empty.nodes(tree, filters, {row.node for row in rows})
	rows = _order(rows, filters.get("level"))
	for row in rows:
		row.label = row.label or _("Unspecified")
		row.level = _(row.level) if row.level else ""
	bars = rows if filters.get("level") else _leading(rows)
	earlier = comparison.earlier(filters, lambda where: _tree_rows(tree, where))
	return _result(_tree_columns(tree), rows, total, bars, earlier)


def by_word(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary) of the hours by a word of the record, the most hours first."""
	name = filters.get("group_by") or "Category"
	if name not in DIMENSIONS:
		frappe.throw(_("Reports cannot be grouped by {0}.").format(name), ReportFilterError)
	field, doctype = DIMENSIONS[name]
	rows = _word_rows(field, log_where(filters))
	total = rows.pop()
	names = titles(doctype, [row.node for row in rows]) if doctype else {}
	for row in rows:
		row.label = names.get(row.node) or word(row.node, _WORDS_OF.get(name, "Service Log"))
	rows.sort(key=lambda row: (-row.minutes, row.label))
	link = {"link_doctype": doctype, "link_field": "node"} if doctype else {}
	columns = [column("label", _(name), width=240, **link), *_measures()]
	earlier = comparison.earlier(filters, lambda where: _word_rows(field, where))
	return _result(columns, rows, total, rows, earlier)


def _figures(key: str, where: Where) -> str:
	"""Minutes and records by group and volunteer, and the people served by group and activity."""
	return f"""select {key} as node, `log`.`volunteer`, sum(`log`.`minutes`) as minutes,
			count(*) as participations, 0 as people_served
		from `tabService Log` as `log` where {where.sql} group by {key}, `log`.`volunteer`
		union all
		select {key}, null, 0, 0, max(`log`.`people_served`)
		from `tabService Log` as `log` where {where.sql}
		group by {key}, coalesce(`log`.`activity`, `log`.`name`)"""  # noqa: S608


_SUMS = """sum(figures.minutes) as minutes, sum(figures.participations) as participations,
	count(distinct figures.`volunteer`) as volunteers, sum(figures.people_served) as people_served"""


def _word_rows(field: str, where: Where) -> list[frappe._dict]:
	return _whole_numbers(
		fetch(
			f"""with figures as ({_figures(_KEYS.get(field, f"`log`.`{field}`"), where)})
			select 0 as is_total, figures.node as node, {_SUMS} from figures group by figures.node
			union all
			select 1, null, {_SUMS} from figures
			order by is_total, node""",  # noqa: S608
			where.params,
		)
	)


def _tree_rows(tree: Tree, where: Where) -> list[frappe._dict]:
	"""Each node with the sums of itself and all below it, the records without a node, the total last."""
	top = f"above.`name`, above.`{tree.title}`, above.`{tree.level}`, above.`lft`, above.`rgt`"
	return _whole_numbers(
		fetch(
			f"""with figures as ({_figures(f"`log`.`{tree.field}`", where)})
			select 0 as is_total, above.`name` as node, above.`{tree.title}` as label,
				above.`{tree.level}` as level, above.`lft` as lft, above.`rgt` as rgt, {_SUMS}
			from figures
			left join `tab{tree.doctype}` as node on node.`name` = figures.node
			left join `tab{tree.doctype}` as above on above.`lft` <= node.`lft` and above.`rgt` >= node.`rgt`
			group by {top}
			union all
			select 1, null, null, null, null, null, {_SUMS} from figures
			order by is_total, lft""",  # noqa: S608
			where.params,
		)
	)


def _whole_numbers(rows: list[frappe._dict]) -> list[frappe._dict]:
	for row in rows:
		for field in ("minutes", "participations", "volunteers", "people_served"):
			row[field] = int(row[field] or 0)
	return rows


def _own_part(tree: Tree, rows: list[frappe._dict]) -> list[frappe._dict]:
	"""Nodes above the user's own would look like their totals while they hold a part only: leave them out."""
	mine = scope.get_scope()
	bounds = mine.regions if tree is REGIONS else mine.teams
	if mine.unrestricted or not bounds:
		return rows
	return [row for row in rows if row.lft is None or not holds_part_only(row, bounds)]


def _order(rows: list[frappe._dict], level: str | None) -> list[frappe._dict]:
	if level:
		rows = [row for row in rows if row.level == level]
		return sorted(rows, key=lambda row: (-row.minutes, row.label))
	rows = sorted(rows, key=lambda row: (row.lft is None, row.lft or 0))
	open_nodes: list[int] = []
	for row in rows:
		while open_nodes and row.lft is not None and open_nodes[-1] < row.lft:
			open_nodes.pop()
		row.indent = len(open_nodes) if row.lft is not None else 0
		if row.lft is not None:
			open_nodes.append(row.rgt)
	return rows


def _leading(rows: list[frappe._dict]) -> list[frappe._dict]:
	"""The rows worth comparing in a chart: the first depth at which there are several."""
	for depth in range(max((row.indent for row in rows), default=0) + 1):
		bars = [row for row in rows if row.indent == depth]
		if len(bars) > 1:
			return bars
	return rows[:1]


def _measures() -> list[dict]:
	return [
		column("hours", _("Hours"), "Float", 110, precision=2),
		column("share", _("Share of Hours"), "Percent", 140),
		column("participations", _("Participations"), "Int", 130),
		column("volunteers", _("Volunteers"), "Int", 110),
		column("people_served", _("People Served"), "Int", 130),
	]


def _tree_columns(tree: Tree) -> list[dict]:
	return [
		column("label", _(tree.doctype), width=300, link_doctype=tree.doctype, link_field="node"),
		column("level", _("Level"), width=100),
		*_measures(),
	]


def _result(columns: list[dict], rows: list, total: frappe._dict, bars: list, earlier: dict | None) -> tuple:
	if not rows:
		return columns, [], scope_note(), None, None
	for row in (*rows, total):
		row.hours, row.share = hours(row.minutes), share(row.minutes, total.minutes)
	if earlier is not None:
		comparison.add(columns, (*rows, total), earlier)
	last = frappe._dict(total, label=_("Totals"), bold=1)
	if "indent" in rows[0]:
		last.indent = 0
	return columns, [*rows, last], scope_note(), _chart(bars), _cards(total)


def _chart(bars: list) -> dict:
	bars = sorted(bars, key=lambda row: -row.minutes)[:CHART_BARS]
	return bar_chart([row.label for row in bars], {_("Hours"): [row.hours for row in bars]})


def _cards(total: frappe._dict) -> list[dict]:
	return summary(
		(_("Hours"), total.hours),
		(_("Participations"), total.participations),
		(_("Volunteers"), total.volunteers),
		(_("People Served"), total.people_served),
	)
