from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.synthetic import AREAS, birth_dates, foreign_card_ids, permit_ids, resident_ids, serials
from volunteer_services.volunteer_registry.domain import errors
from volunteer_services.volunteer_registry.domain.codes import IdType, Sex
from volunteer_services.volunteer_registry.domain.identity import (
	check_agreement,
	compose_resident_id,
	mask_id,
	mask_mobile,
	mask_name,
	normalise_id,
	parse,
)

RESIDENT, PERMIT, PASSPORT, CARD = IdType.RESIDENT, IdType.PERMIT, IdType.PASSPORT, IdType.FOREIGN_CARD
PUBLISHED = "11010519491231002X"  # the example of GB 11643


@given(st.sampled_from(AREAS), birth_dates, serials)
def test_a_composed_number_says_what_it_was_composed_of(area, born, serial):
	identity = parse(RESIDENT, compose_resident_id(area, born, serial), today=date(2026, 1, 1))
	assert identity.date_of_birth == born
	assert identity.sex is (Sex.MALE if serial % 2 else Sex.FEMALE)
	assert identity.normalised[:6] == area
	assert not identity.converted


@given(resident_ids, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_noticed(number, position, char):
	assume(number[position] != char)
	with pytest.raises(errors.IdentityError):
		parse(RESIDENT, number[:position] + char + number[position + 1 :])


@given(resident_ids, st.integers(0, 15))
def test_two_swapped_neighbours_are_always_noticed(number, position):
	assume(number[position] != number[position + 1])
	swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
	with pytest.raises(errors.IdentityError):
		parse(RESIDENT, swapped)


@given(resident_ids)
def test_however_it_is_typed_it_is_the_same_number(number):
	wide = "".join(chr(ord(char) + 0xFEE0) for char in number)
	spaced = f" {number[:6]} {number[6:14]}-{number[14:]}\u200b\n"
	for typed in (number.lower(), wide, spaced):
		assert parse(RESIDENT, typed) == parse(RESIDENT, number)


def test_the_published_example_and_its_ways_of_writing_x():
	for typed in (
		PUBLISHED,
		PUBLISHED.lower(),
		PUBLISHED[:-1] + "×",
		PUBLISHED[:-1] + "Ⅹ",
		PUBLISHED[:-1] + "ｘ",
	):
		identity = parse(RESIDENT, typed)
		assert identity.normalised == PUBLISHED
		assert identity.date_of_birth == date(1949, 12, 31)
		assert identity.sex is Sex.FEMALE


def test_an_old_number_of_15_digits_becomes_the_same_person():
	identity = parse(RESIDENT, "110105 491231 002")
	assert identity.normalised == PUBLISHED
	assert identity.converted


def test_an_elder_of_a_city_founded_later_is_not_refused():
	identity = parse(RESIDENT, compose_resident_id("442000", date(1950, 3, 8), 12))
	assert identity.area_known


def test_an_unknown_county_is_said_and_an_unknown_province_refused():
	assert not parse(RESIDENT, compose_resident_id("449999", date(1980, 1, 1), 1)).area_known
	with pytest.raises(errors.IdAreaError):
		parse(RESIDENT, compose_resident_id("090101", date(1980, 1, 1), 1))


@pytest.mark.parametrize(
	("typed", "error"),
	[
		("", errors.IdLengthError),
		("4401031985010112", errors.IdLengthError),
		("4401031985010112345678", errors.IdLengthError),
		("44010319850101X23X", errors.IdFormatError),
		("٤٤٠١٠٣١٩٨٥٠١٠١١٢٣٤", errors.IdFormatError),
		(PUBLISHED[:-1] + "1", errors.IdChecksumError),
		("11010519490231002" + "6", errors.IdBirthDateError),
	],
)
def test_each_fault_has_its_own_error(typed, error):
	with pytest.raises(error):
		parse(RESIDENT, typed)


def test_a_number_of_another_type_names_the_type_to_choose():
	with pytest.raises(errors.IdIsPermitError):
		parse(RESIDENT, compose_resident_id("810000", date(1990, 1, 1), 1))
	with pytest.raises(errors.IdIsForeignCardError):
		parse(RESIDENT, "911124198108030024")
	with pytest.raises(errors.PermitPrefixError):
		parse(PERMIT, PUBLISHED)
	with pytest.raises(errors.IdTypeError):
		parse("Driving Licence", PUBLISHED)


@given(permit_ids)
def test_permits_say_sex_and_birth_date_like_resident_numbers(number):
	identity = parse("HK Macao Taiwan Residence Permit", number)
	assert identity.normalised == number
	assert f"{identity.date_of_birth:%Y%m%d}" == number[6:14]
	assert identity.sex is (Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def test_the_published_examples_of_the_new_foreign_card():
	man, woman = parse(CARD, "932682198501010017"), parse(CARD, "911124198108030024")
	assert (man.sex, man.date_of_birth) == (Sex.MALE, date(1985, 1, 1))
	assert (woman.sex, woman.date_of_birth) == (Sex.FEMALE, date(1981, 8, 3))


@given(foreign_card_ids)
def test_new_foreign_cards_are_checked_by_their_last_character(number):
	wrong = "0" if number[-1] != "0" else "1"
	assert parse(CARD, number).normalised == number
	with pytest.raises(errors.IdChecksumError):
		parse(CARD, number[:-1] + wrong)


def test_the_old_foreign_card_and_passports_say_nothing_of_their_holder():
	card = parse(CARD, "can 1100 8108 0310")
	assert (card.normalised, card.sex, card.date_of_birth) == ("CAN110081080310", None, None)
	assert parse(PASSPORT, "e-12345678").normalised == "E12345678"
	for wrong in ("", "E123", "ABCDEFGH", "E1234567890123456", "护照12345678", "E12345*78"):
		with pytest.raises(errors.PassportFormatError):
			parse(PASSPORT, wrong)
	for wrong in ("CA1100810803100", PUBLISHED, "CAN1100810803101"):
		with pytest.raises(errors.ForeignCardFormatError):
			parse(CARD, wrong)
	with pytest.raises(errors.IdAreaError):
		parse(CARD, compose_resident_id("909124", date(1981, 8, 3), 2))


def test_births_in_the_future_or_in_another_age_are_refused_when_the_day_is_known():
	future = compose_resident_id("440103", date(2026, 6, 2), 1)
	assert parse(RESIDENT, future, today=date(2026, 6, 2)).date_of_birth == date(2026, 6, 2)
	with pytest.raises(errors.IdBirthDateRangeError):
		parse(RESIDENT, future, today=date(2026, 6, 1))
	with pytest.raises(errors.IdBirthDateRangeError):
		parse(RESIDENT, compose_resident_id("440103", date(1885, 1, 1), 1), today=date(2026, 6, 1))


def test_the_form_is_filled_from_the_number_or_must_agree_with_it():
	identity = parse(RESIDENT, PUBLISHED)
	born = date(1949, 12, 31)
	assert check_agreement(identity, None, None) == (Sex.FEMALE, born)
	assert check_agreement(identity, "Unknown", born) == (Sex.FEMALE, born)
	assert check_agreement(identity, "Female", born) == (Sex.FEMALE, born)
	with pytest.raises(errors.SexMismatchError):
		check_agreement(identity, "Male", born)
	with pytest.raises(errors.BirthDateMismatchError, match="1949-12-31, but 1949-12-30"):
		check_agreement(identity, "Female", date(1949, 12, 30))
	passport = parse(PASSPORT, "E12345678")
	assert check_agreement(passport, "Male", born) == (Sex.MALE, born)
	assert check_agreement(passport, "", None) == (None, None)


@given(
	st.sampled_from(list(IdType)),
	st.one_of(resident_ids, st.text("0123456789X", max_size=25), st.text(max_size=25)),
)
def test_no_error_shows_an_identity_number(kind, number):
	shown = normalise_id(number)
	try:
		parse(kind, number, today=date(2000, 1, 1))
	except errors.IdentityError as error:
		assert len(shown) < 4 or shown not in str(error)
		if len(shown) >= 15 and len(set(shown)) > 4:
			assert shown[3:-4] not in str(error)


@given(st.text("0123456789ABCX", max_size=40))
def test_a_mask_keeps_the_length_and_shows_two_characters_at_most(number):
	masked = mask_id(number)
	assert len(masked) == len(number)
	shown = [char for char in masked if char != "*"]
	assert len(shown) <= min(2, len(number) // 4)


def test_masks_of_names_and_mobiles():
	assert [mask_name(n) for n in ("张三", "欧阳小明", "李", " 王五 ", "")] == [
		"张*",
		"欧***",
		"李*",
		"王*",
		"",
	]
	assert mask_name("Anna Lee") == "A***"
	assert mask_mobile("13800001234") == "138****1234"
	assert "9123" not in mask_mobile("+85291234567")
	assert mask_id(PUBLISHED) == "****************2X"


def test_composing_refuses_nonsense():
	for area, serial in (("44010", 1), ("44010a", 1), ("440103", 1000), ("440103", -1)):
		with pytest.raises(ValueError, match="no area"):
			compose_resident_id(area, date(1980, 1, 1), serial)


@pytest.mark.parametrize("serial", range(0, 1000, 100))
def test_a_number_of_which_a_spreadsheet_kept_fifteen_digits_says_so(serial):
	number = compose_resident_id("440106", date(1990, 1, 1), serial)
	cut = number[:15] + "000"
	if cut == number:
		assert parse(RESIDENT, cut).may_be_cut
	else:
		with pytest.raises(errors.IdCutError, match="three noughts"):
			parse(RESIDENT, cut)


def test_a_slip_in_typing_is_no_cut_number():
	number = compose_resident_id("440106", date(1990, 1, 1), 123)
	assert not parse(RESIDENT, number).may_be_cut
	with pytest.raises(errors.IdChecksumError, match="slip in typing"):
		parse(RESIDENT, number[:-1] + ("1" if number[-1] != "1" else "2"))


def test_a_valid_number_may_end_in_three_noughts():
	found = next(
		number
		for day in range(1, 29)
		if (number := compose_resident_id("440106", date(1990, 1, day), 100)).endswith("000")
	)
	assert parse(RESIDENT, found).may_be_cut
