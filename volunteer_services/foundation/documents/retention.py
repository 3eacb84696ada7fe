"""What must be kept: records of service at least ten years [GBT §5.2.2]. Renaming and merging by renaming
would rewrite ledgers, deleting would lose them: both are refused."""

import frappe
from frappe import _
from frappe.utils import add_years, nowdate

from volunteer_services.exceptions import RetentionError

_PAPERS = ("Star Award", "Service Certificate", "Record Correction")
_SITE_PAPERS = ("Site Assessment", "Pilot Site", "Site Visit", "Site Submission")
# The records that point at a master; the first field of a row that does forbids its deletion.
REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
	"Volunteer Profile": (
		("Service Log", "volunteer"),
		("Service Certificate", "volunteer"),
		("Star Award", "volunteer"),
		("Record Correction", "volunteer"),
		("Service Activity Participant", "volunteer"),
		("Points Account", "volunteer"),
		("Reward Redemption", "volunteer"),
		("Points Donation", "from_volunteer"),
		("Points Donation", "to_volunteer"),
		("Points Adjustment Row", "volunteer"),
		("Hardship Grant", "volunteer"),
	),
	"Volunteer Team": (
		("Volunteer Team", "parent_volunteer_team"),
		("Team Membership", "team"),
		("Volunteer Profile", "primary_team"),
		("Volunteer Project", "team"),
		("Service Activity", "team"),
		("Service Log", "team"),
		*((doctype, "team") for doctype in _PAPERS),
		("Staff Appointment", "scope"),
		("Points Account", "team"),
		("Reward Redemption", "team"),
	),
	"Service Site": (
		("Volunteer Team", "site"),
		("Volunteer Project", "site"),
		("Service Activity", "site"),
		("Service Log", "site"),
		("Staff Appointment", "scope"),
		("Reward Item", "site"),
		("Reward Redemption", "site"),
		("Hardship Grant", "site"),
		*((doctype, "service_site") for doctype in _SITE_PAPERS),
	),
	"Pilot Site": (
		("Site Assessment", "pilot_site"),
		("Site Visit", "pilot_site"),
		("Site Submission", "pilot_site"),
	),
	"Pilot Programme": (("Pilot Site", "programme"), ("Site Submission", "programme")),
	"Recording Unit": (
		("Service Site Operator", "recording_unit"),
		("Volunteer Project", "recording_unit"),
		("Service Log", "recording_unit"),
		("Service Certificate", "recording_unit"),
		("Recording Unit", "successor"),
		("Pilot Programme", "awarding_body"),
		("Pilot Site", "awarding_body"),
	),
	"Service Region": (
		("Service Region", "parent_service_region"),
		("Service Site", "region"),
		("Service Site Area", "region"),
		("Volunteer Team", "region"),
		("Volunteer Profile", "region"),
		("Volunteer Project", "region"),
		("Service Activity", "region"),
		("Service Log", "region"),
		*((doctype, "region") for doctype in _PAPERS),
		("Recording Unit", "region"),
		("Reward Sponsor", "region"),
		("Reward Item", "region"),
		("Reward Redemption", "region"),
		("Hardship Grant", "region"),
		("Points Adjustment", "region"),
		("Pilot Programme", "region"),
		*((doctype, "region") for doctype in _SITE_PAPERS),
		("Staff Appointment", "scope"),
	),
}
# DocType, condition of a record that must be kept, column of the day from which the years count.
_KEPT = (
	("Service Log", "`docstatus` in (1, 2)", "service_date"),
	("Service Certificate", "`docstatus` in (1, 2)", "creation"),
	("Star Award", "`status` in ('Granted', 'Revoked')", "awarded_on"),
	("Points Transfer", "`name` is not null", "posted_on"),
	("Site Assessment", "`docstatus` in (1, 2)", "decided_on"),
	("Pilot Site", "`plaque_no` is not null", "designated_on"),
	("Site Visit", "`status` = 'Visited'", "visited_on"),
	("Site Submission", "`docstatus` in (1, 2)", "accepted_on"),
)


def refuse_rename(doc) -> None:
	"""Raise RetentionError: numbers are printed on cards and certificates, and a merge rewrites records."""
	frappe.throw(
		_("{0} {1} keeps its number: it stands on printed papers and in records.").format(
			_(doc.doctype), doc.name
		),
		RetentionError,
		title=_("No Renaming"),
	)


def refuse_trash(doc) -> None:
	"""Raise RetentionError: what moved points, or was decided, is kept."""
	frappe.throw(
		_("{0} {1} was decided or moved points and must be kept.").format(_(doc.doctype), doc.name),
		RetentionError,
		title=_("Records Must Be Kept"),
	)


def refuse_if_referenced(doc) -> None:
	"""Raise RetentionError, naming the record, when records point at the document; also when forced."""
	for doctype, column in REFERENCES[doc.doctype]:
		found = frappe.db.get_value(doctype, {column: doc.name}, "name")
		if found:
			frappe.throw(
				_("{0} {1} cannot be deleted: {2} {3} refers to it and must be kept.").format(
					_(doc.doctype), doc.name, _(doctype), found
				),
				RetentionError,
				title=_("Records Must Be Kept"),
			)


def kept_records() -> dict[str, int]:
	"""How many records the law still wants kept, by DocType: approved and cancelled service records, issued
	certificates, granted stars, and what was decided on sites, younger than the years of the settings. Empty
	when there is none."""
	years = frappe.db.get_single_value("Volunteer Services Settings", "retention_years") or 10
	since = add_years(nowdate(), -years)
	found = {}
	for doctype, where, column in _KEPT:
		count = frappe.db.sql(
			f"select count(*) from `tab{doctype}` where {where} and coalesce(`{column}`, `creation`) >= %s",  # noqa: S608
			(since,),
		)[0][0]
		if count:
			found[doctype] = count
	return found
