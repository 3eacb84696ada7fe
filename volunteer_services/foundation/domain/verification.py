"""Verification codes and numbers of certificates [L67 §14–17].

A code is 19 characters of Crockford's base32 (95 random bits, so nobody guesses one) and a check character,
written in groups of four. It is typed from paper: case, hyphens, blanks, full width and the look-alikes O, I,
L are forgiven, and a slip is told from a forgery before the database is asked.
"""

from __future__ import annotations

import re
import unicodedata

from volunteer_services.foundation.domain import errors

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 20
RANDOM_BYTES = 12
MAX_SERIAL = 999_999
_GROUP = 4
_LOOKALIKES = str.maketrans("OIL", "011")
_SEPARATORS = re.compile(r"[\s\-‐-―−_.·]+")
_PREFIX = re.compile(r"[A-Z0-9]{1,12}")
_FIELD_POLYNOMIAL = 0b100101


def make_code(random_bytes: bytes) -> str:
	"""A code in its stored form (20 characters without hyphens) from 12 or more bytes of ``secrets``.

	Raises RandomnessError for fewer bytes.
	"""
	if len(random_bytes) < RANDOM_BYTES:
		raise errors.RandomnessError(RANDOM_BYTES, len(random_bytes))
	number = int.from_bytes(random_bytes[:RANDOM_BYTES], "big")
	body = "".join(ALPHABET[(number >> 5 * place) & 31] for place in range(CODE_LENGTH - 1))
	return body + _check_character(body)


def normalise_code(text: str) -> str:
	"""The stored form of a code as somebody typed it.

	Raises VerificationCodeError when the length, a character or the check character is wrong.
	"""
	code = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper().translate(_LOOKALIKES)
	if len(code) != CODE_LENGTH or set(code) - set(ALPHABET) or code[-1] != _check_character(code[:-1]):
		raise errors.VerificationCodeError(text.strip()[:40], CODE_LENGTH)
	return code


def format_code(code: str) -> str:
	"""A code as it is printed: XXXX-XXXX-XXXX-XXXX-XXXX."""
	return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def certificate_no(unit_prefix: str, year: int, serial: int) -> str:
	"""``{prefix}{year}{serial:06}``, the number under which a recording unit issues.

	Raises CertificatePrefixError, CertificateSerialError.
	"""
	if not _PREFIX.fullmatch(unit_prefix):
		raise errors.CertificatePrefixError(unit_prefix)
	if not 1 <= serial <= MAX_SERIAL:
		raise errors.CertificateSerialError(serial, MAX_SERIAL, year)
	return f"{unit_prefix}{year:04d}{serial:06d}"


def _check_character(body: str) -> str:
	"""A sum over the field of 32 elements, weighted by powers of 2.

	Unlike a plain sum it notices each wrong character and each swap of two characters at any distance.
	"""
	total = 0
	for char in body:
		total = (total ^ ALPHABET.index(char)) << 1
		if total & 32:
			total ^= _FIELD_POLYNOMIAL
	return ALPHABET[total]
