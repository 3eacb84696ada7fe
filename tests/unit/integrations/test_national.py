"""The national layout: nothing without a code is guessed, no minute is lost, no row passes midnight."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.integrations.exchange.domain import national
from volunteer_services.integrations.exchange.domain.national import Hold

BEGINS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(
	lambda moment: moment.replace(second=0, microsecond=0)
)
MOST = 24 * 60
NINE = datetime(2026, 3, 5, 9)
PERSON = {
	"full_name": "张三", "id_type": "Resident ID", "sex": "Male", "date_of_birth": date(1980, 1, 2),
	"political_status": "CPC Member", "region": "440103", "registered_on": date(2026, 1, 5), "star_level": 2,
	"total_minutes": 9000,
}  # fmt: skip


@given(BEGINS, st.integers(1, 4 * MOST), st.data())
def test_pieces_say_all_minutes_within_their_days(begins, span, data):
	minutes = data.draw(st.integers(1, span))
	most = data.draw(st.integers(1, MOST))
	ends = begins + timedelta(minutes=span)
	found = national.pieces(begins, ends, minutes, most)
	assert sum(piece.minutes for piece in found) == minutes
	for piece in found:
		assert 1 <= piece.minutes <= most
		assert begins <= piece.begins < piece.ends <= ends
		last = piece.ends - timedelta(microseconds=1)
		assert piece.begins.date() == last.date(), "no row over midnight"
		assert abs(piece.lost) <= Decimal("0.3"), "two decimals of an hour are 36 seconds apart"
	for one, other in pairwise(found):
		assert one.ends <= other.begins


def test_a_night_is_two_rows():
	begins = datetime(2026, 3, 5, 22)
	found = national.pieces(begins, begins + timedelta(hours=4), 210)
	assert [(piece.begins.hour, piece.ends.hour, piece.minutes) for piece in found] == [
		(22, 0, 105),
		(0, 2, 105),
	]


@pytest.mark.parametrize(("minutes", "most"), [(0, MOST), (61, MOST), (-5, MOST), (30, 0)])
def test_what_no_time_holds_is_refused(minutes, most):
	with pytest.raises(ValueError, match=str(minutes)):
		national.pieces(NINE, NINE + timedelta(hours=1), minutes, most)


@pytest.mark.parametrize(
	("minutes", "text"), [(100, "1.67"), (60, "1.00"), (1, "0.02"), (150, "2.50"), (0, "0.00")]
)
def test_hours_have_two_decimals(minutes, text):
	assert national.hours(minutes) == text


@pytest.mark.parametrize(("code", "area"), [("44", "44" + "0" * 16), ("440103001002", "440103001002000000")])
def test_an_area_has_eighteen_digits(code, area):
	assert national.area(code) == area


@pytest.mark.parametrize("code", ["R-1", "4" * 19, "44 01"])
def test_what_is_no_area_is_refused(code):
	with pytest.raises(ValueError, match=code):
		national.area(code)


def test_a_person_with_codes_is_whole():
	found = national.person(PERSON)
	assert not found.holds
	assert found.row == {
		"albp0003": "张三", "albp0004": "01", "albp0006": "1", "albp0014": "1980-01-02", "albp0007": "01",
		"albp0020": "440103" + "0" * 12, "albp0034": "2026-01-05", "albp0026": "2", "albp0089": "150.00",
	}  # fmt: skip


@pytest.mark.parametrize(
	("field", "value", "element"),
	[
		("sex", "Unspecified", "albp0006"),
		("sex", "Unknown", "albp0006"),
		("id_type", "HK Macao Taiwan Residence Permit", "albp0004"),
		("id_type", "Foreign Permanent Resident Card", "albp0004"),
		("political_status", "Something New", "albp0007"),
	],
)
def test_what_has_no_code_is_held_with_its_value(field, value, element):
	found = national.person({**PERSON, field: value})
	assert found.holds == (Hold(element, value),) and element not in found.row


def test_a_service_says_how_it_was_attested_and_where_it_stands():
	(piece,) = national.pieces(NINE, NINE + timedelta(hours=3), 150)
	values = {
		"volunteer_no": "VP-1", "entry_method": "Leader Scan", "workflow_state": "Approved",
		"trust_class": "Credited",
	}  # fmt: skip
	assert national.service(values, piece).row == {
		"0175": "VP-1", "0181": "2026-03-05 09:00:00", "0182": "2026-03-05 12:00:00",
		"0172": "2.50", "0173": "4", "0174": "2", "0187": "1",
	}  # fmt: skip
	pending = national.service({**values, "workflow_state": "Pending Site Review"}, piece)
	assert pending.row["0174"] == "0"
	assert national.service({**values, "entry_method": "Manual"}, piece).holds == (Hold("0173", "Manual"),)


@given(st.sampled_from(sorted(national.PROJECT_STATES)) | st.text(max_size=5))
def test_a_state_without_code_is_held(state):
	found = national.Columns().code("0015", national.PROJECT_STATES, state).coded()
	assert bool(found.holds) == (bool(state) and state not in national.PROJECT_STATES)
