"""Pilot sites that have gone their way, for the tests."""

import frappe

from tests.site.pilot_sites import pilot_world as pilots


def at(place, state, **values):
	"""A pilot site that has gone the way to a state."""
	doc = pilots.candidate(place, **values)
	way = {
		"Candidate": (),
		"Preparing": ("Preparing",),
		"Designated": ("Preparing", "Designated"),
		"Active": ("Preparing", "Designated", "Active"),
		"Concluded": ("Preparing", "Designated", "Active", "Concluded"),
		"Withdrawn": ("Withdrawn",),
		"Plaque Revoked": ("Preparing", "Designated", "Plaque Revoked"),
	}[state]
	for step in way:
		if step == "Concluded":
			doc = done(place, doc)
		doc = pilots.go(place.city_officer, doc, step, decision_reason="理由")
	return doc


def done(place, doc):
	"""All milestones that are open are done."""
	frappe.set_user(place.manager)
	doc = frappe.get_doc(doc.doctype, doc.name)
	for row in doc.milestones:
		if row.status == "Open":
			row.status = "Done"
	return doc.save()
