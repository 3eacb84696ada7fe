"""The pages of needs: the menu and the form for anybody, the pairs of a volunteer, the needs of a leader."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.portal.pages_world import of_the_website, open_address, open_page, text_of
from tests.site.portal.staff_world import open_part
from tests.site.service_needs.needs_world import as_user, kind, need, recipient
from tests.site.service_needs.test_asking import offer
from tests.site.service_needs.test_pairings import HOME, pair, user_of
from volunteer_services.api import needs as api
from volunteer_services.api import pairings, recipients

MOST_QUERIES = 15


@pytest.fixture
def place(clean_site):
	for prefix in ("page", "need_kinds", "public", "joining"):
		frappe.cache.delete_keys(f"volunteer_services:{prefix}")
	yield make.Place().staff()
	frappe.local.form_dict = frappe._dict()


def test_anybody_reads_the_menu_and_orders_from_it(place, monkeypatch):
	one, hidden = offer(place, when_offered="每周二上午"), offer(place, is_published=0)
	html = text_of(open_address("Guest", "volunteer-needs", part="menu"))
	assert one.offer_name in html and "每周二上午" in html and hidden.offer_name not in html
	assert f"/volunteer-needs?offer={one.name}" in html
	html = text_of(open_address("Guest", "volunteer-needs", offer=one.name))
	assert one.offer_name in html and 'name="need_kind"' not in html
	html = text_of(open_address("Guest", "volunteer-needs", offer=hidden.name))
	assert hidden.offer_name not in html and 'name="need_kind"' in html
	assert open_address("Guest", "volunteer-needs").headers["Cache-Control"].startswith("no-store")
	assert open_address("Guest", "volunteer-needs", part="x").status_code == 404
	asked = queries_of(monkeypatch, lambda: open_address("Guest", "volunteer-needs", part="menu"))
	assert asked <= MOST_QUERIES + of_the_website(monkeypatch, "Guest")


@pytest.mark.parametrize(
	"asked", [{"page": "-1"}, {"page": "9" * 30}, {"region": "' or 1=1"}, {"kind": "<script>x"}]
)
def test_what_is_typed_into_the_menu_s_address_breaks_nothing(place, asked):
	assert "<script>x" not in text_of(open_address("Guest", "volunteer-needs", part="menu", **asked))


def test_the_pair_sees_who_and_when_and_the_address_around_the_visit(place, monkeypatch):
	doc = pair(place, recipient=recipient(place, risk_notes="楼梯陡，有狗").name)
	as_user(place.manager, recipients.keep_contact, doc.recipient, **HOME)
	user = user_of(doc)
	html = text_of(open_page(user, "pairs"))
	assert "陈**" in html and "楼梯陡" in html and 'class="see-address"' not in html
	as_user(user, pairings.plan_visit, doc.name, add_days(nowdate(), 1))
	html = text_of(open_page(user, "pairs"))
	assert 'class="see-address"' in html and HOME["address"] not in html and "陈婆婆" not in html
	asked = queries_of(monkeypatch, open_page, user, "pairs")
	assert asked <= MOST_QUERIES + of_the_website(monkeypatch, user)
	stranger = place.volunteer(user=make.make_user(make.VOLUNTEER))
	assert "陈**" not in text_of(open_page(stranger.user, "pairs"))


def test_the_leader_sees_the_team_s_needs_and_the_free_ones_without_names(place, monkeypatch):
	given = need(place, "Verified", content="到陈婆婆家送餐")
	as_user(place.manager, api.dispatch, given.name, place.team.name)
	free = need(place, "Verified", content="李伯需要陪诊", need_kind=kind("陪诊"))
	html = text_of(open_part(place.leader, "needs"))
	assert f'data-need="{given.name}"' in html and "到陈婆婆家送餐" in html
	assert f'data-need="{free.name}"' in html and "李伯" not in html and "陪诊" in html
	asked = queries_of(monkeypatch, lambda: open_part(place.leader, "needs"))
	assert asked <= 30 + of_the_website(monkeypatch, place.leader)
	elsewhere = make.Place().staff()
	html = text_of(open_part(elsewhere.leader, "needs"))
	assert given.name not in html and free.name not in html
