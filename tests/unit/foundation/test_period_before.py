"""The period before: as many whole months, else as many days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.reporting.period import Period, before


@pytest.mark.parametrize(
	("given_days", "wanted"),
	[
		(("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28")),
		(("2026-01-01", "2026-03-31"), ("2025-10-01", "2025-12-31")),
		(("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")),
		(("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29")),
		(("2026-03-05", "2026-03-06"), ("2026-03-03", "2026-03-04")),
		(("2026-03-05", "2026-03-05"), ("2026-03-04", "2026-03-04")),
	],
)
def test_before(given_days, wanted):
	days = Period(*map(date.fromisoformat, given_days))
	assert before(days) == Period(*map(date.fromisoformat, wanted))


def test_an_open_period_has_none_before():
	assert before(Period()) is None
	assert before(Period(date(2026, 1, 1), None)) is None
	assert before(Period(None, date(2026, 1, 1))) is None


@given(
	st.dates(date(2000, 1, 1), date(2100, 1, 1)),
	st.integers(0, 800),
)
def test_it_ends_where_the_period_begins(start, length):
	end = date.fromordinal(start.toordinal() + length)
	earlier = before(Period(start, end))
	assert (start - earlier.end).days == 1
	assert earlier.start <= earlier.end
	assert abs((earlier.end - earlier.start).days - length) <= 2 + 3 * (length // 365 + 1)
