"""Identity numbers: what is valid, what a number says about its holder, how it is masked.

Sources: GB 11643 (18 characters, ISO 7064 MOD 11-2), the residence permit for residents of Hong Kong, Macao
and Taiwan of 2018 (the same structure, areas 810000, 820000, 830000), the foreign permanent resident card
(3 letters and 12 digits; since December 2023 18 digits that begin with 9, same check character).
[L67 §5] one person registers once, so the normalised number is the key.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from stdnum import numdb
from stdnum.cn import ric

from volunteer_services.volunteer_registry.domain import errors
from volunteer_services.volunteer_registry.domain.codes import IdType, Sex

PERMIT_AREAS = ("810000", "820000", "830000")
OLDEST_AGE = 130
_STATED = (Sex.MALE, Sex.FEMALE)
_CITIZEN = re.compile(r"[0-9]{17}[0-9X]")
_FOREIGN_OLD = re.compile(r"[A-Z]{3}[0-9]{12}")
_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,15}")


@dataclass(frozen=True)
class Identity:
	"""A valid number and what it says.

	``sex`` and ``date_of_birth`` are None where the number does not hold them. ``converted``: it was entered
	with 15 digits. ``area_known``: the first six digits are in the table of areas; the table has gaps, so an
	unknown county of a known province is accepted and only said.
	"""

	id_type: IdType
	normalised: str
	masked: str
	sex: Sex | None = None
	date_of_birth: date | None = None
	converted: bool = False
	area_known: bool = True

	@property
	def may_be_cut(self) -> bool:
		return looks_cut(self.normalised)


def normalise_id(raw: str) -> str:
	"""Full-width characters, blanks, hyphens and lower case are smoothed; × at the end is taken as X."""
	text = unicodedata.normalize("NFKC", raw).upper()
	text = "".join(
		char for char in text if unicodedata.category(char)[0] not in "ZC" and char not in "-‐–—−_·."
	)
	return text[:-1] + "X" if text.endswith("×") else text


def parse(id_type: str, raw: str, today: date | None = None) -> Identity:
	"""The identity behind a number as it was typed.

	With ``today`` a birth date in the future or more than 130 years ago is refused too.
	Raises a subclass of IdentityError that shows the number masked only.
	"""
	if id_type not in IdType.options():
		raise errors.IdTypeError(id_type)
	kind = IdType(id_type)
	number = normalise_id(raw)
	if kind is IdType.RESIDENT:
		identity = _parse_resident(number)
	elif kind is IdType.PERMIT:
		identity = _parse_permit(number)
	elif kind is IdType.FOREIGN_CARD:
		identity = _parse_foreign_card(number)
	else:
		identity = _parse_passport(number)
	_check_birth_range(identity, today)
	return identity


def looks_cut(number: str) -> bool:
	"""Whether a number of 18 digits ends as a spreadsheet leaves it, which keeps 15. One in eleven of these
	has a right check character all the same."""
	return len(number) == 18 and number.endswith("000")


def check_agreement(
	identity: Identity, sex: str | None, date_of_birth: date | None
) -> tuple[Sex | None, date | None]:
	"""Sex and birth date of the form, filled from the number where the form leaves them open.

	Raises SexMismatchError, BirthDateMismatchError where both say something and it differs.
	"""
	stated = Sex(sex) if sex else None
	if identity.sex is None:
		agreed_sex = stated
	else:
		if stated in _STATED and stated is not identity.sex:
			raise errors.SexMismatchError(identity.masked)
		agreed_sex = identity.sex
	born = identity.date_of_birth
	if born and date_of_birth and born != date_of_birth:
		raise errors.BirthDateMismatchError(identity.masked, born.isoformat(), date_of_birth.isoformat())
	return agreed_sex, born or date_of_birth


def compose_resident_id(area: str, date_of_birth: date, serial: int) -> str:
	"""A number with a right check character, for tests and demonstration data.

	``area`` has six digits (93.... etc. composes the foreign card); an odd ``serial`` (0–999) is a man's.
	"""
	if not re.fullmatch(r"[0-9]{6}", area) or not 0 <= serial <= 999:
		raise ValueError(f"no area of six digits or no serial of three: {area}, {serial}")
	body = f"{area}{date_of_birth:%Y%m%d}{serial:03d}"
	return body + str(ric.calc_check_digit(body + "0"))


def mask_id(number: str, shown: int = 2) -> str:
	"""The last two characters of a long number; of a short one the last quarter at most.

	More would be enough to find the rest: birth date, sex and the check character leave a handful of numbers.
	``shown``: characters shown instead of two, to whom the settings name.
	"""
	length = len(number)
	shown = min(shown, length // 4)
	return "*" * (length - shown) + (number[-shown:] if shown else "")


def mask_name(name: str) -> str:
	"""A name as public lists show it: the first character only (张三 → 张*, 欧阳小明 → 欧***)."""
	text = name.strip()
	if not text:
		return ""
	return text[0] + ("***" if text[0].isascii() else "*" * max(1, len(text) - 1))


def mask_mobile(mobile: str) -> str:
	"""138****1234; anything that has not 11 digits is masked like an identity number."""
	if re.fullmatch(r"[0-9]{11}", mobile):
		return f"{mobile[:3]}****{mobile[-4:]}"
	return mask_id(mobile)


def _parse_resident(number: str) -> Identity:
	converted = bool(re.fullmatch(r"[0-9]{15}", number))
	if converted:
		body = f"{number[:6]}19{number[6:]}"
		number = body + ric.calc_check_digit(body + "0")
	if _CITIZEN.fullmatch(number):
		if number.startswith(PERMIT_AREAS):
			raise errors.IdIsPermitError(mask_id(number))
		if number.startswith("9"):
			raise errors.IdIsForeignCardError(mask_id(number))
	born = _check_citizen(number)
	if not _area_parts(number[:2]):
		raise errors.IdAreaError(mask_id(number), number[:2])
	area_known = "county" in _area_parts(number[:6])
	return _citizen(IdType.RESIDENT, number, born, converted=converted, area_known=area_known)


def _parse_permit(number: str) -> Identity:
	if _CITIZEN.fullmatch(number) and not number.startswith(PERMIT_AREAS):
		raise errors.PermitPrefixError(mask_id(number))
	return _citizen(IdType.PERMIT, number, _check_citizen(number))


def _parse_foreign_card(number: str) -> Identity:
	if _FOREIGN_OLD.fullmatch(number):
		return Identity(IdType.FOREIGN_CARD, number, mask_id(number))
	if not (_CITIZEN.fullmatch(number) and number.startswith("9")):
		raise errors.ForeignCardFormatError(mask_id(number))
	born = _check_citizen(number)
	if not _area_parts(number[1:3]):
		raise errors.IdAreaError(mask_id(number), number[1:3])
	return _citizen(IdType.FOREIGN_CARD, number, born)


def _parse_passport(number: str) -> Identity:
	if not _PASSPORT.fullmatch(number):
		raise errors.PassportFormatError(mask_id(number))
	return Identity(IdType.PASSPORT, number, mask_id(number))


def _check_citizen(number: str) -> date:
	"""Length, characters, check character and birth date; returns the birth date."""
	if len(number) != 18:
		raise errors.IdLengthError(mask_id(number), len(number))
	if not _CITIZEN.fullmatch(number):
		raise errors.IdFormatError(mask_id(number))
	if number[-1] != ric.calc_check_digit(number):
		if looks_cut(number):
			raise errors.IdCutError(mask_id(number))
		raise errors.IdChecksumError(mask_id(number))
	try:
		return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
	except ValueError:
		raise errors.IdBirthDateError(mask_id(number)) from None


def _citizen(
	kind: IdType, number: str, born: date, *, converted: bool = False, area_known: bool = True
) -> Identity:
	sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
	return Identity(kind, number, mask_id(number), sex, born, converted, area_known)


def _area_parts(digits: str) -> dict[str, str]:
	"""Province and county of an area code, of any year.

	``ric.validate`` also asks whether the county existed in the year of birth. Numbers were first given out
	in 1984, to people of all ages: that test refuses the elders of a city founded later (442000 since 1988).
	"""
	parts = numdb.get("cn/loc").info(digits)
	return {key: value for _, properties in parts for key, value in properties.items()}


def _check_birth_range(identity: Identity, today: date | None) -> None:
	born = identity.date_of_birth
	if today and born and not (born <= today and today.year - born.year <= OLDEST_AGE):
		raise errors.IdBirthDateRangeError(identity.masked, born.isoformat())
