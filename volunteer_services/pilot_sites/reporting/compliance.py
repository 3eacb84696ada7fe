"""Compliance of the sites: by region, and which items of the standard they miss."""

import frappe
from frappe import _

from volunteer_services.foundation.reporting.query import bar_chart, column, share, summary
from volunteer_services.pilot_sites.domain import checklist
from volunteer_services.pilot_sites.reporting import standards
from volunteer_services.volunteer_registry.reporting import regions

# Fields of the rows by the state that they count.
COUNTED = {
	checklist.CERTIFIED: "certified",
	checklist.RECTIFY: "needs_rectification",
	checklist.UNDER_REVIEW: "under_review",
	checklist.LAPSED: "lapsed",
	checklist.NOT_ASSESSED: "never_assessed",
}
CHART_BARS = 20


def by_region(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary) of the sites by region.

	With a level in the filters the regions of that level, else the whole tree with indents and the states of
	all sites as the chart.
	"""
	standard, day, level = standards.standard_of(filters), standards.day_of(filters), filters.get("level")
	regions.check_level(level)
	sites = standards.standings(filters, standard)
	message = standards.note(standard, day, with_ticks=False)
	if not sites:
		return _region_columns(), [], message, None, None
	rows = [frappe._dict(node, **figures(members)) for node, members in regions.grouped(sites, level)]
	total = frappe._dict(label=_("Totals"), bold=1, **figures(sites))
	chart = _region_chart(rows) if level else _state_chart(total)
	return _region_columns(), [*rows, total], message, chart, _region_cards(total)


def figures(sites: list[frappe._dict]) -> dict:
	"""How many sites there are and in which state; ``rate``: percent certified of all."""
	counts = dict.fromkeys(COUNTED.values(), 0)
	for site in sites:
		counts[COUNTED[site.state]] += 1
	return {
		"sites": len(sites),
		"assessed": sum(bool(site.is_decided) for site in sites),
		**counts,
		"rate": share(counts["certified"], len(sites)),
	}


def missed_items(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary) of the standard's items, the one missed most first.

	Each site counts by the assessment of its ticks; sites that were never assessed are not counted. With a
	level in the filters the regions of that level stand below each item.
	"""
	standard, day, level = standards.standard_of(filters), standards.day_of(filters), filters.get("level")
	regions.check_level(level)
	sites = [site for site in standards.standings(filters, standard) if site.assessment]
	message = standards.note(standard, day)
	if not sites or not standard.items:
		return _item_columns(), [], message, None, None
	answers = standards.ticks(sites)
	items = item_rows(sites, answers, standard.items)
	nodes, rows = regions.grouped(sites, level) if level else [], []
	for item in items:
		rows.extend([item, *_item_regions(item, nodes, answers)])
	total = frappe._dict(
		label=_("Totals"),
		bold=1,
		assessed=len(sites),
		missed=sum(item.missed for item in items),
		met=sum(item.met for item in items),
	)
	total.share = share(total.missed, total.missed + total.met)
	chart = bar_chart(
		[item.label for item in items], {_("Service Sites"): [item.missed for item in items]}, "Int"
	)
	return _item_columns(), [*rows, total], message, chart, _item_cards(sites, items, answers)


def item_rows(sites: list, answers: dict, items: list[tuple[str, str]]) -> list[frappe._dict]:
	"""One row an item, the one that most sites miss first."""
	rows = [
		frappe._dict(code=code, label=title, indent=0, **_missed(sites, answers, code))
		for code, title in items
	]
	return sorted(rows, key=lambda row: (-row.share, -row.missed))


def _missed(sites: list, answers: dict, code: str) -> dict:
	found = [answers[site.assessment][code] for site in sites if code in answers[site.assessment]]
	missed = sum(not met for met in found)
	return {
		"assessed": len(found),
		"missed": missed,
		"met": len(found) - missed,
		"share": share(missed, len(found)),
	}


def _item_regions(item: frappe._dict, nodes: list, answers: dict) -> list[frappe._dict]:
	rows = [
		frappe._dict(
			code=item.code,
			label=node.label,
			region=node.name,
			no_drill=node.no_drill,
			indent=1,
			**_missed(members, answers, item.code),
		)
		for node, members in nodes
	]
	return sorted(rows, key=lambda row: (row.region is None, -row.missed, row.label))


def _region_columns() -> list[dict]:
	by_state = {
		field: {"drill": "Site Overview", "drill_from": {"region": "name"}, "drill_to": {"state": state}}
		for state, field in COUNTED.items()
	}
	return [
		column("label", _("Region"), width=240, link_doctype="Service Region", link_field="name"),
		column("level", _("Region Level"), width=100),
		column("sites", _("Service Sites"), "Int", 110, drill="Site Overview", drill_from={"region": "name"}),
		column("assessed", _("Assessed"), "Int", 90),
		column("certified", _("Certified Sites"), "Int", 100, **by_state["certified"]),
		column("needs_rectification", _("Need Rectification"), "Int", 100, **by_state["needs_rectification"]),
		column("under_review", _("Assessment Under Review"), "Int", 100, **by_state["under_review"]),
		column("lapsed", _("Lapsed Sites"), "Int", 100, **by_state["lapsed"]),
		column("never_assessed", _("Never Assessed"), "Int", 100, **by_state["never_assessed"]),
		column("rate", _("Share Certified (%)"), "Percent", 120),
	]


def _region_chart(rows: list[frappe._dict]) -> dict:
	leading = sorted(rows, key=lambda row: (-row.sites, row.label))[:CHART_BARS]
	series = {
		standards.state_word(state): [row[COUNTED[state]] for row in leading] for state in standards.STATES
	}
	chart = bar_chart([row.label for row in leading], series, "Int")
	chart["colors"] = list(standards.COLOURS.values())
	return chart


def _state_chart(total: frappe._dict) -> dict:
	"""How many sites are in each state; the workspace shows it as a ring.

	As a ring in a report, Frappe's charts stumble over their own redrawing.
	"""
	labels = [standards.state_word(state) for state in standards.STATES]
	return bar_chart(
		labels, {_("Service Sites"): [total[COUNTED[state]] for state in standards.STATES]}, "Int"
	)


def _region_cards(total: frappe._dict) -> list[dict]:
	return summary(
		(_("Service Sites"), total.sites),
		(_("Certified Sites"), total.certified),
		(_("Need Rectification"), total.needs_rectification),
		(_("Lapsed Sites"), total.lapsed),
		(_("Never Assessed"), total.never_assessed),
		(_("Share Certified (%)"), total.rate),
	)


def _item_columns() -> list[dict]:
	drill = {"drill": "Site Overview", "drill_from": {"missing": "code", "region": "region"}}
	return [
		column("label", _("Checklist Item"), width=260),
		column("assessed", _("Sites Assessed"), "Int", 120),
		column("missed", _("Sites That Miss It"), "Int", 140, **drill),
		column("met", _("Sites That Meet It"), "Int", 140),
		column("share", _("Share Missing (%)"), "Percent", 140),
	]


def _item_cards(sites: list, items: list, answers: dict) -> list[dict]:
	complete = sum(all(answers[site.assessment].values()) for site in sites)
	return [
		*summary((_("Sites Assessed"), len(sites)), (_("Sites That Miss Nothing"), complete)),
		{
			"label": _("Missed Most"),
			"value": items[0].label if items[0].missed else _("None"),
			"datatype": "Data",
		},
	]
