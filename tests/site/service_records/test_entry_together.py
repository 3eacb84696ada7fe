"""New logs of a batch: what is stored together is what one form after the other would have stored."""

from __future__ import annotations

import frappe
import pytest

from tests import factories as make
from tests.queries import queries_of
from tests.site.service_records.test_bulk import open_to_dos
from volunteer_services.service_records.services import entry

LOG = "Service Log"
_OF_THE_ROW = ("name", "creation", "modified", "recorded_on", "volunteer", "volunteer_name", "external_id")


@pytest.fixture
def place():
	place = make.Place().staff()
	frappe.set_user(place.leader)
	return place


def served(place, who, hour=9, **values) -> dict:
	return {
		"volunteer": who.name,
		"project": place.project.name,
		"service_content": "清洁海滩",
		"location": "海滨",
		"activity_leader": "张队长",
		"starts_on": f"2026-03-05 {hour:02d}:00:00",
		"ends_on": f"2026-03-05 {hour + 2:02d}:00:00",
		**values,
	}


def one_by_one(monkeypatch, rows: list[dict]) -> list:
	with monkeypatch.context() as patched:
		patched.setattr(entry, "others_listen", lambda doctype: True)
		return entry.create_many(rows, "Import")


def stored(name: str) -> dict:
	(row,) = frappe.db.sql(f"select * from `tab{LOG}` where `name` = %s", (name,), as_dict=True)
	return {field: value for field, value in row.items() if field not in _OF_THE_ROW}


def test_both_ways_store_the_same_and_open_the_same_to_dos(place, monkeypatch):
	def rows(number):
		attested = ("Leader Scan", "Credited")
		people = [place.volunteer() for _n in range(3)]
		return [
			served(place, who, hour, external_id=f"{number}-{who.name}-{hour}", attested=attested)
			for who in people
			for hour in (8, 14)
		]

	single = one_by_one(monkeypatch, rows(1))
	together = entry.create_many(rows(2), "Import")
	assert all(result.name for result in (*single, *together))
	assert [stored(result.name) for result in together] == [stored(result.name) for result in single]
	assert stored(together[1].name)["day_minutes"] == 240, "the second of a day knows the first"
	assert stored(together[0].name)["trust_class"] == "Credited"
	to_dos = open_to_dos([result.name for result in together])
	assert to_dos == open_to_dos([result.name for result in single]) and len(to_dos) == 6


def test_a_row_that_overlaps_with_one_of_its_batch_is_refused(place):
	who = place.volunteer()
	first, second, third = entry.create_many(
		[served(place, who), served(place, who, 10), served(place, who, 11)], "Import"
	)
	assert first.name and third.name and "overlap" in second.problem.lower()
	assert frappe.db.count(LOG, {"volunteer": who.name}) == 2


def test_two_rows_of_one_number_become_one_record(place):
	who, other = place.volunteer(), place.volunteer()
	results = entry.create_many(
		[
			served(place, who, external_id="A-1"),
			served(place, other, external_id="A-1"),
			served(place, other, 14, external_id="A-2"),
		],
		"Import",
	)
	assert [bool(result.name) for result in results] == [True, False, True]
	assert "A-1" in results[1].problem or "unique" in results[1].problem.lower()
	assert frappe.db.count(LOG, {"volunteer": ["in", [who.name, other.name]]}) == 2


def test_whoever_may_not_record_here_stores_nothing(place):
	elsewhere = make.Place().staff()
	frappe.set_user(elsewhere.leader)
	(result,) = entry.create_many([served(place, place.volunteer())], "Import")
	assert not result.name and result.problem
	assert not frappe.db.count(LOG, {"project": place.project.name})


def test_each_further_record_costs_few_queries(place, monkeypatch):
	few = [served(place, place.volunteer()) for _n in range(2)]
	many = [served(place, place.volunteer()) for _n in range(22)]
	entry.create_many([served(place, place.volunteer())], "Import")
	cost_of_few = queries_of(monkeypatch, entry.create_many, few, "Import")
	more = queries_of(monkeypatch, entry.create_many, many, "Import") - cost_of_few
	assert more <= 20 * 5, f"{more / 20} queries for each further record"
