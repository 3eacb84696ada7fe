import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from tests.unit.synthetic import mobiles, resident_ids
from volunteer_services.volunteer_registry.domain import errors
from volunteer_services.volunteer_registry.domain.contact import (
	last_four,
	normalise_credit_code,
	normalise_email,
	normalise_mobile,
)

KNOWN = "91110000600037341L"


@given(mobiles)
def test_a_mobile_number_is_the_same_however_it_is_typed(number):
	wide = "".join(chr(ord(char) + 0xFEE0) for char in number)
	grouped = f"{number[:3]}-{number[3:7]} {number[7:]}"
	for typed in (
		number,
		wide,
		grouped,
		f"+86 {number}",
		f"0086{number}",
		f"86{number}",
		f"（{number}）\u200b",
	):
		assert normalise_mobile(typed) == number


def test_numbers_from_elsewhere_keep_their_country_code():
	assert normalise_mobile("+852 9123 4567") == "+85291234567"
	assert normalise_mobile("＋853-66123456") == "+85366123456"


@pytest.mark.parametrize(
	"typed",
	["", "12800001234", "1380000123", "138000012345", "0760-88888888", "+8612345678901", "无", "91234567"],
)
def test_other_numbers_are_refused(typed):
	with pytest.raises(errors.MobileFormatError):
		normalise_mobile(typed)


def test_the_refused_number_is_masked():
	with pytest.raises(errors.MobileFormatError) as caught:
		normalise_mobile("23800001234")
	assert "238****1234" in str(caught.value)


def test_email_addresses():
	assert normalise_email(" Zhang.San@Example.ORG ") == "Zhang.San@example.org"
	assert normalise_email("ｚｓ@163.com") == "zs@163.com"
	for wrong in ("", "zs", "zs@", "@163.com", "zs@163", "z s@163.com", "a@b@c.com", "zs@.com", "a,b@c.com"):
		with pytest.raises(errors.EmailFormatError):
			normalise_email(wrong)


def test_last_four():
	assert last_four("138 0000-1234") == "1234"
	assert last_four("11010519491231002x") == "002X"
	assert [last_four(short) for short in ("123", "", None)] == [None, None, None]


@given(resident_ids)
def test_last_four_of_an_identity_number_are_its_end(number):
	assert number.endswith(last_four(number))


@given(
	st.sampled_from(["9", "5", "1", "N", "Y"]),
	st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9),
)
def test_credit_codes_are_checked_by_their_last_character(authority, organisation):
	body = f"{authority}2440000{organisation}"[:17]
	code = body + uscc.calc_check_digit(body)
	assert normalise_credit_code(f" {code[:8]}-{code[8:]} ".lower()) == code
	wrong = "0" if code[-1] != "0" else "1"
	with pytest.raises(errors.CreditCodeError):
		normalise_credit_code(body + wrong)


@given(st.integers(8, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_of_a_credit_code_is_noticed(place, char):
	assume(KNOWN[place] != char)
	assert normalise_credit_code(KNOWN) == KNOWN
	with pytest.raises(errors.CreditCodeError):
		normalise_credit_code(KNOWN[:place] + char + KNOWN[place + 1 :])


def test_other_codes_are_refused():
	for wrong in ("", KNOWN[:-1], KNOWN + "1", KNOWN.replace("6", "I", 1), "Z1110000600037341L"):
		with pytest.raises(errors.CreditCodeError):
			normalise_credit_code(wrong)
