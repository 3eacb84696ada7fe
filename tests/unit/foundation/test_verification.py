import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from volunteer_services.foundation.domain import errors
from volunteer_services.foundation.domain.verification import (
	ALPHABET,
	certificate_no,
	format_code,
	make_code,
	normalise_code,
)

random_bytes = st.binary(min_size=12, max_size=16)


def is_code(text: str) -> bool:
	try:
		return bool(normalise_code(text))
	except errors.VerificationCodeError:
		return False


@given(random_bytes)
def test_a_code_survives_the_way_over_paper(data):
	code = make_code(data)
	printed = format_code(code)
	assert len(code) == 20
	assert printed.count("-") == 4
	wide = "".join(chr(ord(char) + 0xFEE0) for char in code)
	looks_alike = code.replace("0", "o").replace("1", "l")
	for typed in (
		code,
		printed,
		printed.lower(),
		f"  {printed}\n",
		wide,
		looks_alike,
		printed.replace("-", " — "),
	):
		assert normalise_code(typed) == code
	assert normalise_code(normalise_code(printed)) == code


@given(random_bytes, st.integers(0, 19), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(data, place, char):
	code = make_code(data)
	assume(code[place] != char)
	assert not is_code(code[:place] + char + code[place + 1 :])


@given(random_bytes, st.integers(0, 19), st.integers(0, 19))
def test_two_swapped_characters_are_noticed(data, one, other):
	code = list(make_code(data))
	assume(code[one] != code[other])
	code[one], code[other] = code[other], code[one]
	assert not is_code("".join(code))


@given(st.sets(st.binary(min_size=12, max_size=12), min_size=2, max_size=20))
def test_the_code_carries_95_of_the_random_bits(datas):
	bits = {int.from_bytes(data, "big") & (2**95 - 1) for data in datas}
	assert len({make_code(data) for data in datas}) == len(bits)


@given(st.text(max_size=60))
def test_any_text_is_either_a_code_or_refused_by_its_rule(text):
	try:
		assert len(normalise_code(text)) == 20
	except errors.VerificationCodeError as error:
		assert "20 characters" in str(error)


def test_codes_printed_years_ago_stay_valid():
	for code in ("BG2J04W06818G1801001", "ZZZZZZZZZZZZZZZZZZZT"):
		assert is_code(code)
	assert make_code(bytes(range(12))) == "BG2J04W06818G1801001"


def test_refusals():
	code = make_code(bytes(range(12)))
	for wrong in ("", code[:-1], code + "0", "U" + code[1:], code[:10]):
		with pytest.raises(errors.VerificationCodeError):
			normalise_code(wrong)
	with pytest.raises(errors.RandomnessError):
		make_code(b"12345678901")


def test_certificate_numbers():
	assert certificate_no("ZSXL", 2026, 42) == "ZSXL2026000042"
	assert certificate_no("A", 2026, 999_999) == "A2026999999"
	assert certificate_no("A", 2026, 1) == "A2026000001"
	for serial in (0, 1_000_000, -1):
		with pytest.raises(errors.CertificateSerialError):
			certificate_no("A", 2026, serial)
	for prefix in ("", "ab", "A-B", "中山", "A" * 13):
		with pytest.raises(errors.CertificatePrefixError):
			certificate_no(prefix, 2026, 1)
