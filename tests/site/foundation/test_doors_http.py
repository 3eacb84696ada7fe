"""The doors over HTTP: REST lists, methods by another name, and calls that the hooks alone do not see."""

import json
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import frappe
import pytest
from frappe.utils.password import update_password

from tests.site.foundation.doors_world import PROFILE, World

pytestmark = pytest.mark.commits


class Visitor:
	"""A user with a session of their own."""

	def __init__(self, base_url: str, user: str) -> None:
		self.base = base_url
		update_password(user, "Dongxiang-2026-zhiyuan")
		frappe.db.commit()
		self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
		status, _answer = self.ask("POST", "/api/method/login", usr=user, pwd="Dongxiang-2026-zhiyuan")
		assert status == 200

	def ask(self, verb: str, path: str, **form) -> tuple[int, str]:
		"""Status and text of the answer."""
		texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in form.items()}
		query = urllib.parse.urlencode(texts)
		url = f"{self.base}{urllib.parse.quote(path)}"
		request = urllib.request.Request(
			f"{url}?{query}" if verb == "GET" else url,
			data=None if verb == "GET" else query.encode(),
			method=verb,
			headers={"Accept": "application/json"},
		)
		try:
			with self.opener.open(request, timeout=60) as answer:
				return answer.status, answer.read().decode()
		except urllib.error.HTTPError as error:
			return error.code, error.read().decode()


def test_the_doors_over_http(base_url):
	world = World()
	frappe.db.commit()
	leader = Visitor(base_url, world.place.leader)
	listed = f"/api/resource/{PROFILE}"

	status, text = leader.ask("GET", listed, filters={"name": world.inside.name}, fields=["name", "mobile"])
	assert (status, "13800138001" in text) == (200, True)
	for hidden in (
		{"filters": {"health_status": ["like", "%"]}},
		{"filters": {"id_number_hash": ["like", "a%"]}},
		{"order_by": "id_number_hash desc"},
		{"or_filters": {"health_status": ["like", "%"]}},
	):
		assert leader.ask("GET", listed, **hidden)[0] == 403, hidden
	assert leader.ask("GET", "/api/resource/Service Log", fields=["volunteer.mobile"])[0] == 403

	search = {"doctype": PROFILE, "txt": world.outside.name, "ignore_user_permissions": "1"}
	status, text = leader.ask("GET", "/api/method/frappe.desk.search.search_link", **search)
	assert status == 200 and world.outside.full_name not in text
	images = {"doctype": PROFILE, "names": [world.outside.name]}
	by_another_name = "/api/method/frappe.core.doctype.file.file.get_attached_images"
	assert leader.ask("GET", by_another_name, **images)[0] == 403

	nobody = Visitor(base_url, world.nobody)
	count = {"doctype": PROFILE, "filters": {"mobile": "13900139002"}}
	assert nobody.ask("GET", "/api/method/frappe.client.get_count", **count)[0] == 403
	assert leader.ask("GET", "/api/method/frappe.client.get_count", **count)[1] == '{"message":0}'
	status, text = leader.ask("GET", "/api/resource/Country", filters={"name": "China"}, fields=["code"])
	assert status == 200 and '"cn"' in text
