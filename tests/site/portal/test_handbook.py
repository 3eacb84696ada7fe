"""The handbook as the website renders it: everybody reads it, nobody's data stand in it."""

import re

import frappe
import pytest
from frappe.utils import set_request
from frappe.website.serve import get_response

from tests import factories as make
from volunteer_services.portal.services import handbook

MOST_QUERIES = 12


@pytest.fixture
def visit():
	"""Open a page as a user; rendered in the way of a request with the address."""

	def open_page(path: str, user: str = "Guest"):
		frappe.set_user(user)
		frappe.local.form_dict = frappe._dict()
		frappe.local.response = frappe._dict(docs=[])
		set_request(path=path)
		return get_response(path.strip("/"))

	yield open_page
	frappe.local.form_dict = frappe._dict()


@pytest.mark.parametrize("slug", handbook.PAGES)
def test_a_guest_reads_each_page(visit, slug):
	page = handbook.page(slug)
	response = visit(page.address)
	html = response.get_data(as_text=True)
	assert response.status_code == 200
	assert f"<h1>{page.title}</h1>" in html
	assert 'lang="zh"' in html
	assert {anchor for anchor in page.anchors if f'id="{anchor}"' not in html} == set()
	assert {one.address for one in handbook.pages().values() if f'href="{one.address}"' not in html} == set()
	assert not re.search(r"\{#|\{%|\{\{|^#+ ", html, re.M), "raw Markdown or Jinja"


def test_the_pages_differ(visit):
	bodies = {visit(page.address).get_data(as_text=True) for page in handbook.pages().values()}
	assert len(bodies) == len(handbook.PAGES), "Frappe keeps one page for all"


@pytest.mark.parametrize("path", ["nothing", "index.md", "stars/more", "../hooks"])
def test_there_is_nothing_else(visit, path):
	assert visit(f"{handbook.ROUTE}/{path}").status_code == 404


def test_no_person_s_data_stand_in_it(visit):
	place = make.Place().staff()
	volunteer = place.volunteer(full_name="陈小明")
	for page in handbook.pages().values():
		html = visit(page.address, place.manager).get_data(as_text=True)
		assert "陈小明" not in html and volunteer.name not in html and place.manager not in html


def test_the_number_of_queries_is_bounded(visit, monkeypatch):
	address = handbook.page("stars").address
	visit(address)  # reads metadata and words
	send, sent = frappe.db.sql, []
	monkeypatch.setattr(frappe.db, "sql", lambda *a, **k: sent.append(a[0]) or send(*a, **k))
	assert visit(address).status_code == 200
	monkeypatch.setattr(frappe.db, "sql", send)
	# For the menu of apps on each page of the website, 15.101 reads workspaces, twice.
	ours = [" ".join(one.split()) for one in sent if "tabWorkspace" not in one]
	assert len(ours) <= MOST_QUERIES, "\n".join(ours)
