"""Recipients and needs in one place, and people who handle them."""

import frappe

from tests import factories as make

RECIPIENT, NEED = "Service Recipient", "Service Need"
STANDING = "陪伴探访"


def kind(name: str = STANDING) -> str:
	if not frappe.db.exists("Service Need Kind", name):
		make._insert({"doctype": "Service Need Kind", "kind_name": name})
	return name


def recipient(place, **values):
	"""A recipient with a consent, kept by the place's site."""
	values = {
		"doctype": RECIPIENT,
		"recipient_name": "陈婆婆",
		"birth_year": 1945,
		"region": place.region.name,
		"site": place.site.name,
		"groups": [{"recipient_group": "Elderly Living Alone"}],
		"living": "Lives Alone",
		"consent": 1,
		"consent_on": "2026-01-05",
		"consent_way": "Paper Form",
		"may_share_address": 1,
		**values,
	}
	return make._insert(values)


def need(place, state: str | None = None, **values):
	"""A need of a recipient, in a state of the workflow."""
	if "recipient" not in values:
		values["recipient"] = None if values.get("is_of_community") else recipient(place).name
	values = {
		"doctype": NEED,
		"need_kind": kind(),
		"content": "每周二上门陪伴聊天",
		"channel": "Home Visit",
		"region": place.region.name,
		"site": place.site.name,
		**values,
	}
	return make._insert(values, state)


def as_user(user, function, *args, **values):
	"""Call it as ``user``, and be Administrator afterwards."""
	frappe.set_user(user)
	try:
		return function(*args, **values)
	finally:
		frappe.set_user("Administrator")


def saved_as(user, doc, **values):
	"""Save the document as the user would in the form, with these values."""
	frappe.set_user(user)
	try:
		doc = frappe.get_doc(doc.doctype, doc.name)
		doc.update(values)
		return doc.save()
	finally:
		frappe.set_user("Administrator")
