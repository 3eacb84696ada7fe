"""A code in a text message instead of a password: how long it holds, how often it may be tried."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

DIGITS = 6
LIFETIME_SECONDS = 300
MOST_TRIES = 5
PER_PHONE_AN_HOUR, PER_PHONE_A_DAY = 3, 10
PER_ADDRESS_AN_HOUR = 20


def printed(number: int) -> str:
	"""A random number below 10^6 as the six digits of the message."""
	return f"{number % 10**DIGITS:0{DIGITS}d}"


def normalise(code: str) -> str:
	"""The digits of what somebody typed; empty for what cannot be a code."""
	typed = "".join(unicodedata.normalize("NFKC", code).split())
	return typed if len(typed) == DIGITS and typed.isascii() and typed.isdigit() else ""


def digest(phone: str, code: str, secret: str) -> str:
	"""What is kept of a code: its HMAC with the phone, so that who reads the cache has no code."""
	return hmac.new(secret.encode(), f"{phone}:{code}".encode(), hashlib.sha256).hexdigest()


def is_own_page(address: str) -> bool:
	"""Whether somebody may be led there after the login: pages of this app for one person."""
	path = address.partition("?")[0]
	return path in ("/my-volunteer-service",) or path.startswith("/my-volunteer-service/")
