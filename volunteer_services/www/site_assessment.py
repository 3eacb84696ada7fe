"""The page /site-assessment: whoever assesses a site fills the checklist on a telephone, on the spot."""

from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.foundation.paper import printing
from volunteer_services.foundation.roles import OFFICERS
from volunteer_services.pilot_sites.domain import checklist as rules
from volunteer_services.pilot_sites.services.assessments import assessing, entry
from volunteer_services.portal.services.rendering import OwnPage, make_token
from volunteer_services.portal.services.rendering import own_language as page_language

no_cache = 1
sitemap = 0

ROUTE = "site-assessment"
DOCTYPE = entry.DOCTYPE
RECENT = 30
PAPERS = ".pdf,.doc,.docx,.wps,.xls,.xlsx,.ofd,.txt"


class AssessmentPage(OwnPage):
	"""This page, kept out of every cache."""

	route = ROUTE


def get_context(context):
	"""The drafts of the user, or one of them (``name``). Guests are sent to the login."""
	name = cstr(frappe.form_dict.get("name"))
	if frappe.session.user == "Guest":
		back = f"/{ROUTE}" + (f"?name={name}" if name else "")
		frappe.local.flags.redirect_location = f"/login?redirect-to={quote(back)}"
		raise frappe.Redirect(302)
	frappe.local.lang = context.page_lang = page_language()
	context.no_cache = 1
	context.other_lang = "en" if context.page_lang == "zh" else "zh"
	context.title = _("Assess a Site")
	context.login = frappe.session.user
	make_token()
	context.may_fill = entry.may_fill()
	context.draft = context.closed = None
	if not context.may_fill:
		return context
	if name:
		add_draft(context, name)
	if not context.draft:
		add_list(context)
	return context


def add_list(context) -> None:
	"""The drafts of the user, what was sent lately, and the sites of which a new one may be begun."""
	mine = [["owner", "=", frappe.session.user], ["assessor", "=", frappe.session.user]]
	found = frappe.get_list(
		DOCTYPE,
		or_filters=mine,
		fields=[
			"name", "site_name", "service_site", "assessed_on", "workflow_state", "met_count", "item_count",
			"follow_up_of", "decision_reason",
		],
		order_by="modified desc",
		limit_page_length=RECENT,
	)  # fmt: skip
	for row in found:
		row.date = _date(row.assessed_on)
		row.state = _(row.workflow_state, context=DOCTYPE)
		row.tone = {"Certified": "good", "Needs Rectification": "bad", "Cancelled": "off"}.get(
			row.workflow_state, "wait"
		)
	context.drafts = [row for row in found if row.workflow_state == "Draft"]
	context.sent = [row for row in found if row.workflow_state != "Draft"][:10]
	context.sites = entry.sites_to_assess()
	context.may_supervise = bool(set(OFFICERS).intersection(frappe.get_roles()))


def add_draft(context, name: str) -> None:
	"""One draft with a card an item; what cannot be filled any more is only said."""
	if not frappe.db.exists(DOCTYPE, name) or not frappe.has_permission(DOCTYPE, "read", name):
		context.closed = _("There is no assessment {0} that you may see.").format(name)
		return
	doc = frappe.get_doc(DOCTYPE, name)
	if doc.workflow_state != "Draft" or not frappe.has_permission(DOCTYPE, "write", name):
		context.closed = _("{0} of {1} is {2}: its answers cannot be changed any more.").format(
			doc.name, doc.site_name, _(doc.workflow_state, context=DOCTYPE)
		)
		return
	assessing.judge(doc)  # what is missing, in the reader's language
	standard = frappe.get_cached_doc("Checklist Standard", doc.standard)
	offers = entry.offers(doc.service_site, doc.standard, doc.assessed_on)
	cards = [card(row, offers.get(row.item_code)) for row in doc.results]
	context.draft = frappe._dict(
		name=doc.name,
		site=doc.site_name or doc.service_site,
		standard=_("{0}, version {1}").format(standard.standard_name, standard.version_no),
		date=_date(doc.assessed_on),
		kind=_(doc.kind, context=DOCTYPE),
		met_count=cint(doc.met_count),
		item_count=cint(doc.item_count),
		shortfall=cstr(doc.shortfall),
		follow_up_of=doc.follow_up_of,
		reason=_reason(doc),
		cards=cards,
		proved=[one.title for one in cards if one.is_enough and not one.answer["is_met"]],
	)


def card(row, offer) -> frappe._dict:
	"""What the page shows of an item."""
	least = max(1, cint(row.minimum))
	required = row.evidence_required
	return frappe._dict(
		code=row.item_code,
		title=row.item_title,
		guidance=cstr(row.guidance),
		is_mandatory=bool(cint(row.is_mandatory)),
		is_carried_over=bool(cint(row.is_carried_over)),
		wants_file=required in (rules.PHOTO, rules.DOCUMENT, rules.NONE),
		needs_file=required in (rules.PHOTO, rules.DOCUMENT),
		accept="image/*" if required == rules.PHOTO else f"image/*,{PAPERS}",
		file_words=_("Photo") if required == rules.PHOTO else _("Photo or document"),
		wants_number=required == rules.NUMBER,
		least=least,
		offer=offer and offer["text"],
		is_enough=bool(offer and offer["is_enough"]),
		problem=cstr(row.problem) if cint(row.is_met) else "",
		evidence=cstr(row.evidence),
		evidence_name=cstr(row.evidence).rpartition("/")[2],
		is_picture=rules.extension(cstr(row.evidence)) in rules.PICTURES - {"heic", "heif"},
		answer=entry.declared(row),
	)


def _reason(doc) -> str:
	"""Why an assessment came back, or what the one before it missed."""
	if doc.decision_reason:
		return doc.decision_reason
	if doc.follow_up_of:
		return cstr(frappe.db.get_value(DOCTYPE, doc.follow_up_of, "decision_reason"))
	return ""


def _date(day) -> str:
	return printing.date_zh(day) if printing.is_chinese() else printing.date_en(day)
