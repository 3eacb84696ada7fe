"""The rules of applications that come over the internet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_registry.domain import age, errors, joining

TODAY = date(2026, 11, 28)
POLICY = age.AgePolicy()


def gate(born: str) -> age.AgeGate:
	return age.gate(date.fromisoformat(born), TODAY, POLICY)


@pytest.mark.parametrize(
	("kind", "born", "error"),
	[
		("Self", "2008-11-28", None),
		("Self", "2008-11-29", errors.ApplicantIsMinorError),
		("On Behalf", "2012-01-01", errors.ApplicantIsMinorError),
		("On Behalf", "1940-01-01", None),
		("Minor", "2012-01-01", None),
		("Minor", "2000-01-01", errors.ApplicantIsAdultError),
		("Anybody", "2000-01-01", errors.ApplicationKindError),
	],
)
def test_who_applies_for_whom(kind, born, error):
	if error:
		with pytest.raises(error):
			joining.check_kind(kind, gate(born), 18)
	else:
		joining.check_kind(kind, gate(born), 18)


@pytest.mark.parametrize(
	("kind", "lacking", "label"),
	[
		("Self", "full_name", "Name of Person"),
		("Self", "region", "Region"),
		("Self", "mobile", "Mobile"),
		("Minor", "guardian_name", "Guardian Name"),
		("Minor", "guardian_phone", "Guardian Phone"),
		("On Behalf", "proxy_name", "Proxy Name"),
		("On Behalf", "proxy_relation", "Relation"),
		("On Behalf", "proxy_phone", "Phone of the Proxy"),
	],
)
def test_what_is_missing_is_named(kind, lacking, label):
	full = dict.fromkeys(
		(
			"full_name",
			"region",
			"mobile",
			"guardian_name",
			"guardian_phone",
			"proxy_name",
			"proxy_relation",
			"proxy_phone",
		),
		"x",
	)
	joining.check_filled(kind, full)
	with pytest.raises(errors.ApplicationGapError) as refused:
		joining.check_filled(kind, {**full, lacking: "  "})
	assert refused.value.params == (label,)


@pytest.mark.parametrize(
	("kind", "values", "phone"),
	[
		("Self", {"mobile": "1"}, "1"),
		("Minor", {"guardian_phone": "2"}, "2"),
		("Minor", {"mobile": "1", "guardian_phone": "2"}, "1"),
		("On Behalf", {"mobile": None, "proxy_phone": "3"}, "3"),
		("Self", {"guardian_phone": "2"}, ""),
	],
)
def test_the_phone_to_ask_with(kind, values, phone):
	assert joining.phone_of(kind, values) == phone


@given(st.binary(min_size=joining.NUMBER_BYTES, max_size=joining.NUMBER_BYTES))
def test_a_number_is_read_back_however_it_is_typed(random_bytes):
	number = joining.make_number(random_bytes)
	assert joining.normalise_number(number) == number
	assert joining.normalise_number(f" {number.lower().replace('-', ' ')} ") == number
	assert joining.normalise_number(number[3:].replace("0", "o").replace("1", "l")) == number


@pytest.mark.parametrize(
	"text", ["", "AP-", "AP-1234", "AP-UUUU-UUUU-UUUU", "AP-1234-5678-9012-3", "%' or 1=1"]
)
def test_anything_else_is_no_number(text):
	assert joining.normalise_number(text) == ""


@given(st.text(max_size=40))
def test_what_is_read_has_the_stored_form(text):
	number = joining.normalise_number(text)
	assert not number or joining.normalise_number(number) == number
