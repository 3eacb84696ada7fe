"""What print formats share: the QR code, the address of the check page, dates and times as they are written.

The functions below are registered as Jinja methods in hooks.py.
"""

from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import cint, get_url, getdate

from volunteer_services.foundation.domain import verification
from volunteer_services.foundation.domain.worktime import hours_of

CHECK_PAGE = "/verify-certificate"


def qr_data_uri(text: str, scale: int = 4, is_one_of_many: bool = False) -> str:
	"""``text`` as a QR code: a PNG data URI, ``scale`` pixels a module, for the ``src`` of an image.

	``is_one_of_many``: one of the eight patterns of the standard is taken instead of comparing all of them,
	which takes most of the time where a print has hundreds of codes.
	"""
	import segno  # here, so that a print without QR code does not need it

	mask = 2 if is_one_of_many else None
	return segno.make(text, error="m", micro=False, mask=mask).png_data_uri(scale=scale, border=2)


def verification_url(code: str | None = None) -> str:
	"""The address of the public check page, with the code filled in when one is given."""
	address = get_url(CHECK_PAGE)
	return f"{address}?code={quote(printed_code(code))}" if code else address


def printed_code(code: str | None) -> str:
	"""A verification code in groups of four, as it is typed from paper."""
	return verification.format_code(code or "")


def date_zh(day) -> str:
	"""2026年3月5日; empty for no date."""
	if not day:
		return ""
	day = getdate(day)
	return f"{day.year}年{day.month}月{day.day}日"


def date_en(day) -> str:
	"""5 March 2026; empty for no date."""
	if not day:
		return ""
	day = getdate(day)
	return f"{day.day} {day:%B %Y}"


def hours_zh(minutes: int | None) -> str:
	"""Minutes as 12小时30分钟."""
	whole, rest = divmod(cint(minutes), 60)
	return f"{whole:,}小时" + (f"{rest}分钟" if rest else "")


def hours_en(minutes: int | None) -> str:
	"""Minutes as 12 h 30 min."""
	whole, rest = divmod(cint(minutes), 60)
	return f"{whole:,} h" + (f" {rest} min" if rest else "")


def hours_text(minutes: int | None) -> str:
	"""Minutes as hours and minutes in the user's language."""
	whole, rest = divmod(cint(minutes), 60)
	return _("{0} h {1} min").format(f"{whole:,}", rest) if rest else _("{0} h").format(f"{whole:,}")


def hours_number(minutes: int | None) -> str:
	"""Minutes as hours with two decimals, for columns of figures: 1,234.50."""
	return f"{hours_of(cint(minutes)):,.2f}"


def is_chinese() -> bool:
	"""Whether the text is to be Chinese: the language of the print or of the user."""
	return (frappe.local.lang or "").lower().startswith("zh")
