"""Mobile numbers, e-mail addresses and unified social credit codes (统一社会信用代码, GB 32100)."""

from __future__ import annotations

import re
import unicodedata

from stdnum.cn import uscc

from volunteer_services.volunteer_registry.domain import errors
from volunteer_services.volunteer_registry.domain.identity import mask_mobile

_SEPARATORS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\-‐-―−_.·()]+")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_PREFIXED = re.compile(r"(?:\+|00)?86(1[3-9][0-9]{9})")
_ABROAD = re.compile(r"\+(?!86)[1-9][0-9]{6,14}")
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@(?:[^@\s,;<>\".]+\.)+[^@\s,;<>\".]{2,}")
_CREDIT_CODE = re.compile(r"[1-9ANY][1-9A-Z][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")


def normalise_mobile(raw: str) -> str:
	"""11 digits of a mainland number, whatever the prefix (+86, 0086) and blanks.

	A number from elsewhere is kept with its + and country code, since residents of Hong Kong and Macao serve
	too. Raises MobileFormatError, which shows the number masked.
	"""
	text = _SEPARATORS.sub("", unicodedata.normalize("NFKC", raw))
	if _MOBILE.fullmatch(text) or _ABROAD.fullmatch(text):
		return text
	prefixed = _PREFIXED.fullmatch(text)
	if not prefixed:
		raise errors.MobileFormatError(mask_mobile(text[:40]))
	return prefixed[1]


def normalise_email(raw: str) -> str:
	"""The address without blanks around it, the domain in lower case. Raises EmailFormatError."""
	text = unicodedata.normalize("NFKC", raw).strip()
	if not _EMAIL.fullmatch(text) or len(text) > 254:
		raise errors.EmailFormatError(text[:100])
	local, _, domain = text.rpartition("@")
	return f"{local}@{domain.lower()}"


def last_four(number: str | None) -> str | None:
	"""The last four letters or digits of a mobile or identity number, None if there are fewer."""
	text = "".join(re.findall(r"[0-9A-Z]", unicodedata.normalize("NFKC", number or "").upper()))
	return text[-4:] if len(text) >= 4 else None


def normalise_credit_code(raw: str) -> str:
	"""The 18 characters of a unified social credit code with a right check character.

	The first character may be a letter (A, N, Y: armed forces, rural collectives, others), which a village's
	economic cooperative has. Raises CreditCodeError.
	"""
	text = _SEPARATORS.sub("", unicodedata.normalize("NFKC", raw)).upper()
	if not _CREDIT_CODE.fullmatch(text) or uscc.calc_check_digit(text[:17]) != text[17]:
		raise errors.CreditCodeError(text[:40])
	return text
