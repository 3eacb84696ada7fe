"""Fields that name files hold addresses of files: Frappe shows them as links, as they stand."""

import frappe
import pytest

from tests import factories as make
from tests.site.time_bank import rewards_world
from volunteer_services.exceptions import FileAddressError

BAD = (
	"javascript:alert(1)",
	'/files/a.png" onmouseover="alert(1)',
	"/files/<b>",
	"data:text/html,x",
	"a.png",
)
GOOD = ("/files/a.png", "/private/files/签到表 1.pdf", "https://example.org/a.png", None)


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_address_is_refused(url):
	place = make.Place()
	volunteer = place.volunteer()
	with pytest.raises(FileAddressError):
		make.make_log(place, volunteer.name, attachment=url)
	with pytest.raises(FileAddressError):
		rewards_world.item(place, image=url)
	volunteer.append("proxies", {"proxy_name": "何小妹", "relation": "女儿", "proof": url})
	with pytest.raises(FileAddressError):
		volunteer.save(ignore_permissions=True)


@pytest.mark.parametrize("url", GOOD)
def test_addresses_are_kept_as_they_are(url):
	item = rewards_world.item(make.Place(), image=url)
	assert frappe.db.get_value(item.doctype, item.name, "image") == url
