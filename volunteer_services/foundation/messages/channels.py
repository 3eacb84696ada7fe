"""The ways out of the house: e-mail through Frappe's queue, text messages through Frappe's SMS Settings, and
the robot of a staff group in 企业微信, which is told numbers and nothing of any person."""

from __future__ import annotations

import frappe
import requests
from frappe import _
from frappe.core.doctype.sms_settings import sms_settings

from volunteer_services.foundation.settings import settings

EMAIL, SMS, ROBOT = "Email", "SMS", "Robot"
MOST_SMS_CHARACTERS = 300
_SECONDS = 10


class MessageChannelError(Exception):
	"""The channel is closed, has no address, or the other end refused."""


def exists(channel: str) -> bool:
	"""Whether the site has set up this channel."""
	if channel == EMAIL:
		return bool(frappe.db.exists("Email Account", {"default_outgoing": 1, "enable_outgoing": 1}))
	if channel == SMS:
		return bool(frappe.db.get_single_value("SMS Settings", "sms_gateway_url"))
	return bool(robot_address())


def robot_address() -> str | None:
	"""The address of the group's robot; it is a secret: whoever knows it can write to the group."""
	return settings().get_password("robot_address", raise_exception=False)


def out(channel: str, address: str | None, texts: list[str], lang: str) -> None:
	"""Hand the texts over, as one message. Raises whatever the channel raises, for the next try."""
	if channel == ROBOT:
		_robot(texts)
		return
	if not address:
		raise MessageChannelError("no address")
	(_email if channel == EMAIL else _sms)(address, texts, lang)


def _email(address: str, texts: list[str], lang: str) -> None:
	paragraphs = "".join(f"<p>{frappe.utils.escape_html(text)}</p>" for text in texts)
	frappe.sendmail(
		recipients=[address], subject=_("From your volunteer organisation", lang), message=paragraphs
	)


def _sms(address: str, texts: list[str], lang: str) -> None:
	"""As Frappe's ``send_sms``, without its SMS Log: that one keeps number and text for ever, and some
	releases do not have it, so that what was sent would end in an error and be sent again."""
	text = "\n".join(texts)
	if len(text) > MOST_SMS_CHARACTERS:
		text = _("You have {0} new notices. Read them on your own page: {1}", lang).format(
			len(texts), frappe.utils.get_url("/my-volunteer-service/notices")
		)
	doc = frappe.get_doc("SMS Settings")
	headers = sms_settings.get_headers(doc)
	values = {row.parameter: row.value for row in doc.parameters if not row.header}
	values[doc.message_parameter] = text
	(values[doc.receiver_parameter],) = sms_settings.validate_receiver_nos([address])
	is_json = headers.get("Content-Type") == "application/json"
	status = sms_settings.send_request(doc.sms_gateway_url, values, headers, doc.use_post, is_json)
	if not 200 <= status < 300:
		raise MessageChannelError(f"the gateway answered {status}")


def _robot(texts: list[str]) -> None:
	address = robot_address()
	if not address or not address.startswith(("https://", "http://")):
		raise MessageChannelError("no address")
	answer = requests.post(
		address,
		json={"msgtype": "text", "text": {"content": "\n".join(texts)}},
		timeout=_SECONDS,
		allow_redirects=False,
	)
	if answer.status_code != 200 or answer.json().get("errcode"):
		raise MessageChannelError(f"the robot answered {answer.status_code}")
