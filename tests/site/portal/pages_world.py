"""Opening the pages of volunteers as the website renders them."""

import re

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response

from tests.queries import queries_of

PATH = "my-volunteer-service"
EMPTY = "volunteer-offline"


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


def of_the_website(monkeypatch, user) -> int:
	"""What Frappe and other apps ask for any page of this user's: some versions ask for each app's tile."""
	open_address(user, EMPTY)
	return queries_of(monkeypatch, open_address, user, EMPTY)


def text_of(response) -> str:
	text = response.get_data(as_text=True)
	assert response.status_code == 200, re.findall(r"Traceback.*?</", text, re.S)
	return text
