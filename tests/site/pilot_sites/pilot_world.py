"""Sites with files, teams, records, programmes and visits for the tests."""

import frappe
from frappe.utils import add_days, add_months, nowdate

from tests import factories as make
from volunteer_services.pilot_sites.services import checklists

ASSESSMENT, PILOT, PROGRAMME, VISIT, SUBMISSION, STANDARD = (
	"Site Assessment",
	"Pilot Site",
	"Pilot Programme",
	"Site Visit",
	"Site Submission",
	"Checklist Standard",
)
SEVEN, SIX = "七个有", "六个有"
# The smallest PNG: one transparent pixel.
PIXEL = (
	b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
	b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\r\xefF\xb8\x00\x00\x00\x00IEND\xaeB`\x82"
)

# An empty page: Frappe 15 reads what is uploaded as a PDF.
PDF = (
	b"%PDF-1.4\n"
	b"1 0 obj<</Type/Catalog/Pages 2 0 R>> endobj\n"
	b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
	b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj\n"
	b"xref\n"
	b"0 4\n"
	b"0000000000 65535 f \n"
	b"0000000009 00000 n \n"
	b"0000000053 00000 n \n"
	b"0000000103 00000 n \n"
	b"trailer<</Size 4/Root 1 0 R>>\n"
	b"startxref\n"
	b"167\n"
	b"%%EOF\n"
)


def standard(**values):
	"""A standard of the organisation's own with two mandatory items and an optional one."""
	return make._insert(
		{
			"doctype": STANDARD,
			"standard_name": make.unique("标准"),
			"effective_from": "2020-01-01",
			"valid_months": 12,
			"items": [
				{"item_code": "A", "item_title": "有标识", "evidence_required": "Photo", "is_mandatory": 1},
				{"item_code": "B", "item_title": "有场所", "evidence_required": "None", "is_mandatory": 1},
				{"item_code": "C", "item_title": "有宣传", "evidence_required": "None", "is_mandatory": 0},
			],
			**values,
		}
	)


def serve(place) -> None:
	"""A team, an approved record and a held activity of these days: what the system counts for the site."""
	volunteer = place.volunteer()
	day = add_days(nowdate(), -20)
	make.make_log(place, volunteer.name, service_date=day, state="Approved", recorded_on=day)
	make._insert(
		{
			"doctype": "Service Activity",
			"project": place.project.name,
			"activity_name": make.unique("活动"),
			"starts_on": f"{day} 09:00:00",
			"ends_on": f"{day} 11:00:00",
			"location": "社区活动中心",
			"activity_leader": "张队长",
			"service_content": "探访空巢老人",
		},
		"Completed",
	)


def upload(doc, name: str = "照片.png", content: bytes = PIXEL) -> str:
	"""A private file of the document; returns its address."""
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{make.unique('f')}-{name}",
			"content": content,
			"is_private": 1,
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
		}
	)
	return file.insert(ignore_permissions=True).file_url


def begin(place, user: str | None = None, standard_name: str = SEVEN, **values):
	"""A draft by the site's manager, its rows filled from the standard."""
	frappe.set_user(user or place.manager)
	return frappe.get_doc(
		{
			"doctype": ASSESSMENT,
			"service_site": place.site.name,
			"standard": checklists.in_force(standard_name),
			"assessed_on": nowdate(),
			**values,
		}
	).insert()


def tick(doc, *but: str):
	"""Tick all items with their evidence, except those of the codes; saves as the session's user."""
	for row in doc.results:
		if row.item_code in but:
			continue
		row.is_met = 1
		if row.evidence_required == "Photo":
			row.evidence = upload(doc)
		elif row.evidence_required == "Document":
			row.evidence = upload(doc, "制度.pdf", PDF)
		elif row.evidence_required == "Number":
			row.number = max(1, row.minimum)
	return doc.save()


def go(user: str, doc, state: str, **values):
	"""Take a document to a state as a user would in the form; returns it anew."""
	frappe.set_user(user)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.update(values)
	doc.workflow_state = state
	return doc.save()


def submitted(place, *but: str, **values):
	"""An assessment by the site's manager under review, all items proved except those of the codes."""
	doc = tick(begin(place, **values), *but)
	return go(place.manager, doc, "Submitted for Review")


def certified(place, **values):
	"""A certified assessment; the site serves as the standard asks."""
	serve(place)
	return go(place.officer, submitted(place, **values), "Certified")


def programme(place=None, **values):
	"""A running programme of this year with two phases: one over, one to come."""
	today = nowdate()
	return make._insert(
		{
			"doctype": PROGRAMME,
			"programme_name": make.unique("示范点"),
			"year": int(today[:4]),
			"status": "Running",
			"region": place.city.name if place else None,
			"phases": [
				{"phase_title": "动员", "from_date": add_months(today, -3), "to_date": add_months(today, -2)},
				{"phase_title": "实施", "from_date": add_months(today, -1), "to_date": add_months(today, 1)},
				{"phase_title": "总结", "from_date": today, "to_date": add_months(today, 2)},
			],
			"submissions_required": [
				{"kind": "Feature Case", "count": 1},
				{"kind": "Volunteer Story", "count": 1},
			],
			"submissions_due_on": add_days(today, 30),
			**values,
		}
	)


def candidate(place, of=None, **values):
	"""A candidate entered by the site's manager."""
	of = of or programme(place)
	frappe.set_user(place.manager)
	return frappe.get_doc(
		{
			"doctype": PILOT,
			"programme": of.name,
			"service_site": place.site.name,
			"lead_person": place.manager,
			**values,
		}
	).insert()


def designated(place, of=None, **values):
	"""A site with its plaque."""
	doc = go(place.officer, candidate(place, of, **values), "Preparing")
	return go(place.city_officer, doc, "Designated")


def visit(place, user: str | None = None, **values):
	"""A planned visit by the district's officer."""
	frappe.set_user(user or place.officer)
	return frappe.get_doc(
		{
			"doctype": VISIT,
			"service_site": place.site.name,
			"visit_kind": "Inspection",
			"planned_on": nowdate(),
			"visitor": user or place.officer,
			**values,
		}
	).insert()


def submission(place, site, **values):
	"""A draft feature case by the site's manager."""
	frappe.set_user(place.manager)
	return frappe.get_doc(
		{
			"doctype": SUBMISSION,
			"pilot_site": site.name,
			"year": int(nowdate()[:4]),
			"kind": "Feature Case",
			"title": make.unique("邻里守望"),
			"body": "<p>案例正文</p>",
			**values,
		}
	).insert()


def three_sites():
	"""Place a is certified, place b misses 7-4 and 7-6 and is to be rectified, place c was never assessed."""
	a, b, c = make.Place(), make.Place(), make.Place()
	proved = certified(a)
	serve(b)
	rectified = go(
		b.officer,
		submitted(b, "7-4", "7-6"),
		"Needs Rectification",
		decision_reason="制度未上墙",
		rectify_owner=b.manager,
		rectify_by=add_days(nowdate(), 14),
	)
	frappe.set_user("Administrator")
	return frappe._dict(a=a, b=b, c=c, certified=proved, rectified=rectified)
