import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.service_records.domain import errors
from volunteer_services.service_records.domain.corrections import (
	RecordValues,
	changed_fields,
	check_correction,
	net_minutes,
)

DAY = date(2026, 3, 5)
TODAY = date(2026, 3, 20)
OLD = RecordValues("V1", DAY, 120, {"location": "小榄", "service_content": "理发"})
records = st.builds(RecordValues, st.sampled_from(["V1", "V2", "V3"]), st.just(DAY), st.integers(1, 1440))


@given(st.lists(records, min_size=1, max_size=8), st.booleans())
def test_a_chain_of_corrections_leaves_each_volunteer_with_the_last_version_only(chain, struck_out):
	totals = {chain[0].volunteer: chain[0].minutes}
	versions = [*chain, None] if struck_out else chain
	for old, new in itertools.pairwise(versions):
		for volunteer, minutes in net_minutes(old, new).items():
			totals[volunteer] = totals.get(volunteer, 0) + minutes
	expected = {} if struck_out else {chain[-1].volunteer: chain[-1].minutes}
	assert {volunteer: minutes for volunteer, minutes in totals.items() if minutes} == expected


def test_net_minutes():
	assert net_minutes(OLD, RecordValues("V1", DAY, 90)) == {"V1": -30}
	assert net_minutes(OLD, RecordValues("V1", DAY, 120, {"location": "古镇"})) == {}
	assert net_minutes(OLD, RecordValues("V2", DAY, 100)) == {"V1": -120, "V2": 100}
	assert net_minutes(OLD, None) == {"V1": -120}


def test_changed_fields():
	new = RecordValues("V1", date(2026, 3, 6), 90, {"location": "小榄", "service_content": "修理"})
	assert changed_fields(OLD, new) == ["service_date", "minutes", "service_content"]
	assert changed_fields(OLD, RecordValues("V1", DAY, 120)) == []


def test_what_a_correction_must_have():
	new = RecordValues("V1", DAY, 90)
	check_correction(OLD, new, "签退时间记错", TODAY)
	check_correction(OLD, None, "重复记录", TODAY)
	check_correction(OLD, RecordValues("V1", TODAY, 120), "日期", TODAY)
	with pytest.raises(errors.CorrectionReasonError):
		check_correction(OLD, new, " \n", TODAY)
	with pytest.raises(errors.NothingCorrectedError):
		check_correction(OLD, RecordValues("V1", DAY, 120, {"location": "小榄"}), "?", TODAY)
	with pytest.raises(errors.CorrectedMinutesError):
		check_correction(OLD, RecordValues("V1", DAY, 0), "0", TODAY)
	with pytest.raises(errors.CorrectedDateError):
		check_correction(OLD, RecordValues("V1", date(2026, 3, 21), 120), "日期", TODAY)
