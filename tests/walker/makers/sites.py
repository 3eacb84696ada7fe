"""Standards, programmes, pilot sites and their papers; the settings."""

import frappe
from frappe.utils import nowdate

from tests.site.pilot_sites import pilot_world
from tests.walker.makers.registry import makes


@makes("Checklist Standard")
def standard(place, made):
	return pilot_world.standard()


@makes("Pilot Programme")
def programme(place, made):
	return pilot_world.programme(place)


@makes("Pilot Site")
def pilot_site(place, made):
	doc = pilot_world.go(place.officer, pilot_world.candidate(place, made["Pilot Programme"]), "Preparing")
	return pilot_world.go(place.city_officer, doc, "Designated")


@makes("Site Assessment")
def assessment(place, made):
	return pilot_world.begin(place)


@makes("Site Visit")
def visit(place, made):
	return pilot_world.visit(
		place,
		visited_on=nowdate(),
		experts=[{"expert_name": "李专家"}],
		resources=[{"resource_kind": "Books", "description": "图书", "quantity": 2}],
		findings=[{"finding": "制度未上墙", "severity": "Minor"}],
	)


@makes("Site Submission")
def submission(place, made):
	doc = pilot_world.submission(place, made["Pilot Site"])
	doc.append("attachments", {"file": pilot_world.upload(doc), "caption": "照片"})
	return doc.save()


@makes("Volunteer Services Settings")
def settings(place, made):
	doc = frappe.get_single("Volunteer Services Settings")
	if not doc.get("special_days"):
		doc.append("special_days", {"special_date": "2026-10-10", "is_workday": 1})
	return doc.save()
