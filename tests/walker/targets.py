"""What a call is pointed at: one document, its file, a field of it that nobody else may read."""

import json
from functools import cached_property

import frappe

from tests.walker.world import World

# Parameters of our own functions that name a document.
OURS = {
	"account": "Points Account",
	"activity": "Service Activity",
	"assessment": "Site Assessment",
	"call_out": "Emergency Call-out",
	"certificate": "Service Certificate",
	"donation": "Points Donation",
	"programme": "Pilot Programme",
	"project": "Volunteer Project",
	"recording_unit": "Recording Unit",
	"redemption": "Reward Redemption",
	"region": "Service Region",
	"reward_item": "Reward Item",
	"self_report": "Service Self Report",
	"certificate_request": "Service Certificate Request",
	"need": "Service Need",
	"into": "Service Need",
	"pairing": "Recipient Pairing",
	"recipient": "Service Recipient",
	"service_complaint": "Service Complaint",
	"service_log": "Service Log",
	"service_site": "Service Site",
	"site": "Service Site",
	"source": "Volunteer Profile",
	"sponsor": "Reward Sponsor",
	"standard": "Checklist Standard",
	"target": "Volunteer Profile",
	"team": "Volunteer Team",
	"to_volunteer": "Volunteer Profile",
	"visit": "Site Visit",
	"volunteer": "Volunteer Profile",
}
DOCTYPES = (
	"_doctype",
	"child_type",
	"doc_type",
	"doctype",
	"doctype_name",
	"document_type",
	"dt",
	"for_doctype",
	"goal_doctype",
	"parent_doctype",
	"ref_doctype",
	"reference_doctype",
	"reference_dt",
	"reminder_doctype",
)
NAMES = (
	"dn",
	"doc_name",
	"docname",
	"name",
	"old",
	"old_name",
	"record",
	"ref_name",
	"reference",
	"reference_docname",
	"reference_name",
	"reminder_docname",
	"source_name",
)
LISTS = ("docnames", "docs", "names", "source_names", "volunteers", "sites")
DATES = {"from_date", "start", "start_date"}, {"to_date", "end", "end_date"}


class Target:
	def __init__(self, world: World, place: str, doctype: str):
		self.world, self.place, self.doctype = world, place, doctype
		self.doc = world.docs[place][doctype]
		self.name = self.doc.name
		self.file = world.files.get((place, doctype))
		self.meta = frappe.get_meta(doctype)

	@cached_property
	def field(self) -> str:
		"""A field with a mark, or the name."""
		return self.world.secret_field(self.doctype) or "name"

	@property
	def fields(self) -> list[str]:
		return ["name", self.field] if self.field != "name" else ["name"]

	@cached_property
	def telling(self) -> list[str]:
		"""All fields with a mark."""
		marks = self.world.marks.known.values()
		named = dict.fromkeys(mark.field for mark in marks if mark.doctype == self.doctype)
		return [field for field in named if self.meta.has_field(field)] or ["name"]

	@property
	def filters(self) -> list:
		return [[self.doctype, "name", "=", self.name]]

	def ours(self, parameter: str) -> str | None:
		doctype = OURS.get(parameter)
		return self.world.docs[self.place][doctype].name if doctype else None

	def value(self, parameter: str):
		"""What a parameter of this name is given; None: nothing is known about it."""
		if parameter in DOCTYPES:
			return self.doctype
		if parameter in NAMES:
			return self.name
		if parameter in LISTS:
			return json.dumps([self.name])
		if parameter in DATES[0]:
			return "2020-01-01"
		if parameter in DATES[1]:
			return "2030-12-31"
		if parameter in KNOWN:
			return KNOWN[parameter](self)
		return self.ours(parameter)


KNOWN = {
	"action": lambda t: "Approve",
	"add": lambda t: "Yes",
	"args": lambda t: json.dumps(
		{
			"doctype": t.doctype,
			"name": t.name,
			"assign_to": [t.world.users["leader"]],
			"description": "walker",
			"parent": t.name,
		}
	),
	"arg": lambda t: t.name,
	"as_dict": lambda t: 1,
	"assign_to": lambda t: t.world.users["leader"],
	"attachments": lambda t: json.dumps([t.file.name] if t.file else []),
	"board_name": lambda t: "walker",
	"comment": lambda t: "walker was here with a comment",
	"comment_by": lambda t: "walker",
	"comment_email": lambda t: "walker@volunteers.example",
	"communication": lambda t: "walker",
	"content": lambda t: "walker",
	"current_filters": lambda t: json.dumps(t.filters),
	"data": lambda t: json.dumps({"doctype": t.doctype, "name": t.name, t.field: "walker"}),
	"decode_base64": lambda t: 0,
	"description": lambda t: "walker",
	"dn": lambda t: t.name,
	"doc": lambda t: json.dumps({"doctype": t.doctype, "name": t.name, "docstatus": t.doc.docstatus}),
	"event_name": lambda t: "walker",
	"everyone": lambda t: 1,
	"field": lambda t: t.field,
	"fieldname": lambda t: t.field,
	"fields": lambda t: json.dumps(t.fields),
	"fields_to_fetch": lambda t: json.dumps(t.telling),
	"file_list": lambda t: json.dumps([t.file.name] if t.file else []),
	"file_url": lambda t: t.file.url if t.file else "",
	"filedata": lambda t: "walker",
	"filename": lambda t: "walker.txt",
	"files": lambda t: json.dumps([t.file.name] if t.file else []),
	"filter_fields": lambda t: json.dumps(t.telling),
	"filters": lambda t: json.dumps(t.filters),
	"following": lambda t: 1,
	"following_user": lambda t: t.world.users["nobody"],
	"folder": lambda t: "Home",
	"format": lambda t: "Standard",
	"html": lambda t: f"<p>{t.doctype}</p>",
	"ignore_user_permissions": lambda t: 1,
	"is_private": lambda t: 1,
	"label": lambda t: t.name,
	"limit": lambda t: 100,
	"limit_page_length": lambda t: 100,
	"limit_start": lambda t: 0,
	"new": lambda t: "walker",
	"new_name": lambda t: "walker",
	"notify": lambda t: 0,
	"or_filters": lambda t: json.dumps([[t.doctype, "name", "=", t.name], [t.doctype, "name", "like", "%"]]),
	"order_by": lambda t: "name asc",
	"page": lambda t: 1,
	"page_len": lambda t: 100,
	"page_length": lambda t: 100,
	"perm_type": lambda t: "read",
	"permission_to": lambda t: "read",
	"print_format": lambda t: "Standard",
	"read": lambda t: 1,
	"recipients": lambda t: "",
	"reference_doc": lambda t: json.dumps({"doctype": t.doctype, "name": t.name}),
	"route": lambda t: "walker",
	"scope": lambda t: None,
	"searchfield": lambda t: t.field,
	"share": lambda t: 1,
	"states": lambda t: json.dumps(["Draft"]),
	"stats": lambda t: json.dumps([t.field]),
	"step": lambda t: "Later",
	"tag": lambda t: "walker",
	"tags": lambda t: json.dumps(["walker"]),
	"text": lambda t: "Zq",
	"title": lambda t: "walker",
	"txt": lambda t: "",
	"user": lambda t: t.world.users["leader"],
	"value": lambda t: "walker",
	"write": lambda t: 1,
}
