"""Fields that name files hold addresses of files: Frappe shows them as links, as they stand."""

import os

import frappe
import pytest

from tests import factories as make
from tests.site.time_bank import rewards_world
from volunteer_services.exceptions import FileAddressError
from volunteer_services.patches import public_copies

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


def kept_elsewhere(text: str = "证明"):
	"""A private file that hangs on another document."""
	return frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{make.unique('file')}.txt",
			"content": f"{text} {make.unique('x')}",
			"is_private": 1,
			"attached_to_doctype": "User",
			"attached_to_name": "Administrator",
		}
	).insert()


def rows(file) -> list:
	"""The rows of all files with the same content."""
	return frappe.get_all(
		"File",
		filters={"content_hash": file.content_hash},
		fields=["name", "is_private", "file_url", "attached_to_doctype", "attached_to_field"],
		order_by="creation",
	)


def is_public(file) -> bool:
	return os.path.exists(frappe.get_site_path("public", "files", file.file_url.rpartition("/")[2]))


@pytest.mark.parametrize("kind", ["Volunteer Profile", "Service Log", "Reward Item"])
def test_a_private_file_that_is_chosen_again_gets_no_public_copy(kind):
	place, file = make.Place(), kept_elsewhere()
	if kind == "Volunteer Profile":
		field, doc = "guardian_consent_file", place.volunteer(guardian_consent_file=file.file_url)
	elif kind == "Service Log":
		field, doc = "attachment", make.make_log(place, place.volunteer().name, attachment=file.file_url)
	else:
		field, doc = "image", rewards_world.item(place, image=file.file_url)
	assert doc.get(field) == file.file_url
	assert [row.is_private for row in rows(file)] == [1, 1] and not is_public(file)
	assert (rows(file)[1].attached_to_doctype, rows(file)[1].attached_to_field) == (kind, field)
	doc.save(ignore_permissions=True)
	assert len(rows(file)) == 2


def test_public_copies_from_before_go():
	file = kept_elsewhere()
	item = rewards_world.item(make.Place())
	on_item = {
		"attached_to_doctype": item.doctype,
		"attached_to_name": item.name,
		"attached_to_field": "image",
	}
	copied = {"doctype": "File", "file_name": file.file_name, "content": file.get_content(), "is_private": 0}
	frappe.get_doc({**copied, **on_item}).insert()
	assert [row.is_private for row in rows(file)] == [1, 0] and is_public(file)
	item.db_set("image", file.file_url)
	public_copies.execute()
	assert [row.name for row in rows(file)] == [file.name] and not is_public(file)
	assert os.path.exists(file.get_full_path())
