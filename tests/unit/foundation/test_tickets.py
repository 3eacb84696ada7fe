"""Numbers that people ask with, and the key of a page that posts twice."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from volunteer_services.foundation.domain import errors, tickets


@given(st.sampled_from(["AP", "TS"]), st.binary(min_size=tickets.NUMBER_BYTES, max_size=tickets.NUMBER_BYTES))
@example("AP", b"\x00\x00\x00\x00\x00\x00\x02\xca")  # its body begins with the letters of the prefix
def test_a_number_is_read_back_however_it_is_typed(prefix, random_bytes):
	number = tickets.make(prefix, random_bytes)
	assert tickets.normalise(prefix, number) == number
	assert tickets.normalise(prefix, f" {number.lower().replace('-', ' ')} ") == number
	assert tickets.normalise(prefix, number[3:].replace("0", "o").replace("1", "l")) == number


@given(st.text(max_size=40))
def test_what_is_read_has_the_stored_form(text):
	number = tickets.normalise("TS", text)
	assert not number or tickets.normalise("TS", number) == number


@pytest.mark.parametrize("key", ["", "a" * 31, "g" * 32, "A" * 32, "a" * 33])
def test_a_key_has_32_hex_digits(key):
	assert tickets.check_key("0af" + "1" * 29)
	with pytest.raises(errors.PageKeyError):
		tickets.check_key(key)
