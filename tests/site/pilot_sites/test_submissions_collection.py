"""What was accepted in a year as one paper, and a submission on its sheet."""

import io

import frappe
import frappe.client
import pytest
from PIL import Image

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.test_submissions import accepted, year
from volunteer_services.api import site_submissions as api
from volunteer_services.exceptions import (
	SiteSubmissionError,
)
from volunteer_services.pilot_sites.reporting import collection, papers


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def pilot(place):
	return pilots.designated(place)


# --- the collection of a year ------------------------------------------------------------------------------


def test_the_collection_holds_the_accepted_ones_of_the_own_scope(place):
	other = make.Place()
	of = pilots.programme(None)
	mine, foreign = pilots.designated(place, of), pilots.designated(other, of)
	case = accepted(place, mine, title="甲案例<b>")
	story = accepted(
		place, mine, kind="Volunteer Story", title="乙故事", protagonist="陈阿姨", protagonist_agrees=1
	)
	accepted(place, mine, title="去年", year=year() - 1)
	draft = pilots.submission(place, mine, title="草稿")
	theirs = accepted(other, foreign, title="丙案例")
	frappe.set_user(place.officer)
	html = collection.html(of.name, year())
	for text in (
		of.programme_name, "甲案例&lt;b&gt;", "乙故事", "陈阿姨", place.site.site_name,
		place.street.region_name,
	):  # fmt: skip
		assert text in html, text
	for text in ("去年", "草稿", "丙案例", "甲案例<b>"):
		assert text not in html, text
	assert html.count('class="new"') == 3, "contents and two submissions begin pages of their own"
	frappe.set_user(make.make_user(make.AUDITOR))
	names = [doc.name for doc in collection.accepted(of.name, year())]
	assert set(names) == {case.name, story.name, theirs.name} and draft.name not in names


def test_the_collection_is_a_pdf_and_its_export_is_logged(place, pilot):
	accepted(place, pilot)
	frappe.set_user(place.officer)
	api.collection(pilot.programme, year())
	response = frappe.local.response
	assert response.type == "pdf" and response.filecontent[:5] == b"%PDF-"
	assert response.filename == f"{pilot.programme}-{year()}.pdf"
	assert frappe.db.exists("Access Log", {"user": place.officer, "method": "site_submissions.collection"})
	with pytest.raises(SiteSubmissionError, match=str(year() - 5)):
		api.collection(pilot.programme, year() - 5)


@pytest.mark.parametrize("role", ["leader", "stranger", "volunteer"])
def test_the_collection_is_for_those_who_may(place, pilot, role):
	accepted(place, pilot)
	user = {
		"leader": place.leader,
		"stranger": make.Place().officer,
		"volunteer": make.make_user(make.VOLUNTEER),
	}[role]
	frappe.set_user(user)
	with pytest.raises(SiteSubmissionError if role == "stranger" else frappe.PermissionError):
		api.collection(pilot.programme, year())


# --- on paper ----------------------------------------------------------------------------------------------


def test_the_sheet_shows_the_text_made_safe_and_the_pictures(place, pilot):
	doc = pilots.submission(place, pilot, title="标题<i>", body="<p>初</p>")
	out = io.BytesIO()
	Image.new("RGB", (3000, 1500), "red").save(out, "JPEG")
	url = pilots.upload(doc, "现场.jpg", out.getvalue())
	other = io.BytesIO()
	Image.new("RGB", (30, 30), "blue").save(other, "JPEG")
	secret = pilots.upload(pilots.submission(place, pilot), "别人.jpg", other.getvalue())
	assert secret != url
	doc.update(
		{
			"body": f'<p style="position:fixed">正文<script>alert(1)</script></p><img src="{url}">'
			f'<img src="{secret}"><img src="https://elsewhere.example/x.png"><p onclick="x()">完</p>',
			"attachments": [
				{"file": url, "caption": "现场照片"},
				{"file": pilots.upload(doc, "方案.pdf", pilots.PDF), "caption": "活动方案"},
			],
		}
	)
	doc.save()
	html = frappe.get_print(doc.doctype, doc.name, "Site Submission Sheet")
	for text in ("标题&lt;i&gt;", "正文", "完", "现场照片", "活动方案", place.site.site_name):
		assert text in html, text
	body = papers.site_submission_sheet(doc.name).body
	assert body in html
	for text in ("<script", "onclick", "elsewhere.example", secret, "position", "style="):
		assert text not in body, text
	assert html.count("data:image/jpeg;base64,") == 2
