"""What is shown at the door: a person's signed pass, and the code of an activity that changes every minute.

The pass is a signed text in a QR code: it can be shown, and scanned, where there is no network. It says who
holds it and until when; whoever copies it can show it for a day, so the leader looks at the face, too.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from datetime import datetime, timedelta

import frappe
import jwt
import pyotp
from frappe import _
from frappe.utils import format_datetime, get_datetime, now_datetime
from frappe.utils.password import get_encryption_key

from volunteer_services.exceptions import CheckInError

HOLDS = timedelta(hours=24)
PRINTED_EARLY = timedelta(hours=4)
CODE_SECONDS = 60
_ALGORITHM = "HS256"
_HEADER = {"typ": None}
"""Short, so that the QR code is coarse enough for any camera, and a scanner that types fits into a field."""
_EPOCH = datetime(2020, 1, 1)


def make(volunteer: str, now: datetime | None = None) -> dict:
	"""A pass of the volunteer that holds for a day: {text, until} (``until`` in the site's time)."""
	since = (now or now_datetime()).replace(second=0, microsecond=0)
	until = since + HOLDS
	claims = {"v": volunteer, "f": _minutes(since), "u": _minutes(until)}
	text = jwt.encode(claims, _key("pass"), algorithm=_ALGORITHM, headers=_HEADER)
	return {"text": text, "until": until}


def _minutes(moment: datetime) -> int:
	return int((moment - _EPOCH).total_seconds() // 60)


def _moment(minutes: int) -> datetime:
	return _EPOCH + timedelta(minutes=minutes)


def for_shift(volunteer: str, starts_on: datetime, ends_on: datetime) -> str | None:
	"""The text of a pass that is printed beforehand: it holds for a day from some hours before the shift on.
	None for a shift that is over."""
	if get_datetime(ends_on) < now_datetime():
		return None
	return make(volunteer, get_datetime(starts_on) - PRINTED_EARLY)["text"]


def holder(text: str, seen_at: datetime) -> str:
	"""The volunteer whose pass was scanned at that time, which may be some hours ago.

	Raises CheckInError for a text that is no pass of this site, and for one that did not hold at that time.
	"""
	try:
		claims = jwt.decode(text.strip(), _key("pass"), algorithms=[_ALGORITHM])
		volunteer, since, until = claims["v"], _moment(claims["f"]), _moment(claims["u"])
	except (jwt.InvalidTokenError, KeyError, TypeError, OverflowError):
		frappe.throw(
			_("The code is no check-in code of a volunteer. Let the person open the own page and show it."),
			CheckInError,
			title=_("Check-in"),
		)
	# The clock of the phone that scanned may be ahead or behind by a little.
	slack = timedelta(minutes=10)
	if not since - slack <= seen_at <= until + slack:
		frappe.throw(
			_("The code held from {0} to {1}. Let the person open the own page again.").format(
				format_datetime(since), format_datetime(until)
			),
			CheckInError,
			title=_("Check-in"),
		)
	return volunteer


def code_of(activity: str) -> dict:
	"""The code that the activity shows now: {code, seconds}; another follows after so many seconds."""
	now = int(time.time())
	return {"code": _totp(activity).at(now), "seconds": CODE_SECONDS - now % CODE_SECONDS}


def is_code_of(activity: str, code: str) -> bool:
	"""Whether the activity showed the code within the last minute or two."""
	digits = "".join(one for one in code if one.isdigit())
	now, totp = int(time.time()), _totp(activity)
	return any(
		hmac.compare_digest(totp.at(now - ago * CODE_SECONDS), digits)
		for ago in (0, 1)  # the one that was read a moment before it changed
	)


def _totp(activity: str) -> pyotp.TOTP:
	secret = hmac.new(_key("code").encode(), activity.encode(), hashlib.sha256).digest()[:20]
	return pyotp.TOTP(base64.b32encode(secret).decode(), interval=CODE_SECONDS)


def _key(purpose: str) -> str:
	"""A key of its own for each purpose, from that of the site."""
	secret = get_encryption_key().encode()
	return hmac.new(secret, f"volunteer_services check-in {purpose}".encode(), hashlib.sha256).hexdigest()
