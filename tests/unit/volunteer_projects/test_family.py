"""Whose children somebody may sign up: by the guardian on the file, or by a proof that the staff entered."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.family import (
	COMES,
	Adult,
	Child,
	check_comes_along,
	is_in_care,
)
from volunteer_services.volunteer_projects.domain.sign_up import Status

TODAY = date(2026, 3, 5)
MOTHER = Adult("李秀兰", "13900001234", "li@volunteers.example", date(1985, 5, 1))
SON = Child("李小明", date(2014, 6, 1), "李秀兰", "13900001234")


def test_the_guardian_of_the_file_by_name_and_phone():
	assert is_in_care(MOTHER, SON, TODAY)
	assert is_in_care(MOTHER, replace(SON, guardian_phone="+86 139-0000-1234"), TODAY)


@pytest.mark.parametrize(
	"change",
	[
		{"guardian_name": "李秀蓝"},
		{"guardian_phone": "13900001235"},
		{"guardian_phone": "", "guardian_name": "李秀兰"},
		{"guardian_name": ""},
		{"born": date(2008, 3, 5)},
		{"born": None},
	],
)
def test_neither_half_a_match_nor_an_adult_is_in_care(change):
	assert not is_in_care(MOTHER, replace(SON, **change), TODAY)


def test_empty_phones_match_nobody():
	assert not is_in_care(replace(MOTHER, mobile=""), replace(SON, guardian_phone="无"), TODAY)


def test_a_proxy_whom_the_staff_entered_and_who_is_of_age():
	granny = Adult("陈阿婆", "", "chen@volunteers.example", date(1955, 1, 1))
	assert is_in_care(granny, replace(SON, proxies=frozenset({"chen@volunteers.example"})), TODAY)
	assert not is_in_care(granny, SON, TODAY)
	assert not is_in_care(replace(granny, user=""), replace(SON, proxies=frozenset({""})), TODAY)
	assert not is_in_care(replace(MOTHER, born=date(2009, 1, 1)), SON, TODAY)


@given(st.none() | st.sampled_from([status.value for status in Status]))
def test_the_adult_holds_a_place_at_the_same_shift(status):
	if status in COMES:
		check_comes_along("李秀兰", status)
	else:
		with pytest.raises(errors.AloneError, match="李秀兰"):
			check_comes_along("李秀兰", status)
