"""Opening the pages of volunteers as the website renders them."""

import re

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response

PATH = "my-volunteer-service"


def open_page(user, part: str = "", **parameters):
	"""The response to one of a volunteer's pages, as a user, with these parameters in the address."""
	return open_address(user, f"{PATH}/{part}".rstrip("/"), **parameters)


def open_address(user, path: str, **parameters):
	"""The response to any page of the website."""
	frappe.set_user(user)
	frappe.local.lang = "en"
	frappe.local.form_dict = frappe._dict(parameters)
	frappe.local.response = frappe._dict(docs=[])
	set_request(path=f"/{path}", query_string=parameters)
	return get_response(path)


def text_of(response) -> str:
	text = response.get_data(as_text=True)
	assert response.status_code == 200, re.findall(r"Traceback.*?</", text, re.S)
	return text
