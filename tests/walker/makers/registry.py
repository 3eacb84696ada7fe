"""Which function makes a document of which DocType, and the order in which they are called."""

import itertools

import frappe

MAKERS = {}
_years = itertools.count()
# A document of these cannot be changed by anybody at all, so no change of theirs has to be possible.
OFF_BY_DEFAULT = frozenset(
	{
		"Check In",
		"Site Kiosk",
		"Points Account",
		"Points Entry",
		"Points Transfer",
		"Points Earning",
		"Star Award",
		"Service Certificate",
		"Cover Request",
		"Group Sign Up",
		"Shift Availability",
		"Material Entry",
		"Message Delivery",
		"Message Preference",
	}
)


def later_day() -> str:
	"""A day to come that no rule of the site and no other document of the walk has."""
	return f"{2040 + next(_years)}-01-01"


def makes(doctype: str):
	"""The function makes one document of the DocType out of a place and what was made before."""

	def register(function):
		MAKERS[doctype] = function
		return function

	return register


class Made(dict):
	"""DocType → document; what is not there yet is made when it is asked for."""

	def __init__(self, place):
		super().__init__()
		self.place = place

	def __missing__(self, doctype: str):
		user = frappe.session.user
		frappe.set_user("Administrator")
		self[doctype] = MAKERS[doctype](self.place, self)
		frappe.set_user(user)
		return self[doctype]


def make_all(place) -> Made:
	"""One document of every DocType, all of them in ``place``."""
	made = Made(place)
	for doctype in MAKERS:
		made[doctype]
	return made
