"""The accepted submissions of a programme's year as one document for print: cover, contents, each on pages of
its own."""

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from volunteer_services.exceptions import SiteSubmissionError
from volunteer_services.foundation import access
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.pilot_sites.reporting.papers import region_name, submission_parts

DOCTYPE = "Site Submission"
MOST = 300
_TEMPLATE = "volunteer_services/templates/print/site_submissions.html"
_OPTIONS = {
	"page-size": "A4",
	"orientation": "Portrait",
	"margin-top": "18mm",
	"margin-bottom": "18mm",
	"margin-left": "20mm",
	"margin-right": "20mm",
}


def accepted(programme: str, year: int) -> list:
	"""The accepted submissions in the user's scope, by region, site and kind.

	Raises SiteSubmissionError for none, or for more than fit into one document.
	"""
	where = scope.condition(DOCTYPE, alias="s") or "1=1"
	names = frappe.db.sql_list(
		f"""select s.`name` from `tabSite Submission` as s
		left join `tabService Region` as r on r.`name` = s.`region`
		where s.`programme` = %(programme)s and s.`year` = %(year)s and s.`docstatus` = 1
			and s.`workflow_state` = 'Accepted' and {where}
		order by r.`lft`, s.`site_name`, s.`kind`, s.`name` limit {MOST + 1}""",  # noqa: S608 — escaped names
		{"programme": programme, "year": cint(year)},
	)
	if not names:
		_refuse(_("No submission of {0} was accepted yet.").format(cint(year)))
	if len(names) > MOST:
		_refuse(_("More than {0} submissions do not fit into one document.").format(MOST))
	return [frappe.get_doc(DOCTYPE, name) for name in names]


def html(programme: str, year: int) -> str:
	"""The whole document. Raises SiteSubmissionError."""
	docs = accepted(programme, year)
	source = frappe.db.get_value("Pilot Programme", programme, ["programme_name", "region"], as_dict=True)
	entries = [
		frappe._dict(doc=doc, number=number, **submission_parts(doc)) for number, doc in enumerate(docs, 1)
	]
	return frappe.render_template(
		_TEMPLATE,
		{
			"programme": source.programme_name,
			"region": region_name(source.region),
			"year": cint(year),
			"entries": entries,
			"sites": len({doc.service_site for doc in docs}),
			"made_on": nowdate(),
		},
	)


def pdf(programme: str, year: int) -> bytes:
	"""The document as PDF; the export is logged."""
	from frappe.utils.pdf import get_pdf  # here, because it opens a log file of the site

	content = get_pdf(html(programme, year), dict(_OPTIONS))
	access.record("site_submissions.collection", DOCTYPE, programme, str(cint(year)))
	return content


def _refuse(message: str) -> None:
	frappe.throw(message, SiteSubmissionError, title=_("Site Submission"))
