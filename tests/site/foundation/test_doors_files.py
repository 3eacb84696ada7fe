"""A File row is no key: private files, their names and addresses go with the document that they belong to."""

import frappe
import pytest

from tests import factories as make
from tests.site.foundation.doors_world import PROFILE, World, call, refused, told


@pytest.fixture
def world():
	return World()


def _file(owner: str, volunteer: str, **values):
	frappe.set_user(owner)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{make.unique('证明')}.txt",
			"content": make.unique("体检结果"),
			"is_private": 1,
			"attached_to_doctype": PROFILE,
			"attached_to_name": volunteer,
			**values,
		}
	).insert()
	frappe.set_user("Administrator")
	return file


def _opens(user: str, url: str) -> bool:
	frappe.set_user(user)
	try:
		names = frappe.get_all("File", {"file_url": url}, pluck="name", order_by="creation")
		return any(frappe.get_doc("File", name).is_downloadable() for name in names)
	finally:
		frappe.set_user("Administrator")


def test_a_row_with_anothers_address_opens_nothing(world):
	file = _file(world.other.manager, world.outside.name)
	for user in (world.portal, world.place.leader, world.place.manager, world.clerk):
		row = {"doctype": "File", "file_url": file.file_url, "is_private": 1, "file_name": "x.txt"}
		for attached in ({}, {"attached_to_doctype": PROFILE, "attached_to_name": world.inside.name}):
			assert refused(user, "frappe.client.insert", doc={**row, **attached})
		assert not _opens(user, file.file_url)


def test_nor_does_a_row_that_is_changed(world):
	file = _file(world.other.manager, world.outside.name)
	own = _file(world.place.manager, world.inside.name)
	frappe.set_user(world.place.manager)
	own.file_url = file.file_url
	# any of: some releases of Frappe refuse a changed address themselves, before the door
	with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
		own.save()
	frappe.set_user("Administrator")
	assert not _opens(world.place.manager, file.file_url)
	moved = frappe.get_doc("File", own.name)
	frappe.set_user(world.place.manager)
	moved.attached_to_name = world.outside.name
	with pytest.raises(frappe.PermissionError):
		moved.save()


def test_nor_does_a_field_that_names_it(world):
	file = _file(world.other.manager, world.outside.name)
	frappe.set_user(world.place.manager)
	log = frappe.get_doc("Service Log", make.make_log(world.place, world.inside.name).name)
	log.attachment = file.file_url
	with pytest.raises(frappe.PermissionError):
		log.save()
	frappe.set_user("Administrator")
	assert not _opens(world.place.manager, file.file_url)


def test_who_may_read_it_may_name_it_again(world):
	file = _file(world.place.leader, world.inside.name)
	frappe.set_user(world.place.manager)
	log = frappe.get_doc("Service Log", make.make_log(world.place, world.inside.name).name)
	log.attachment = file.file_url
	log.save()
	frappe.set_user("Administrator")
	assert _opens(world.place.manager, file.file_url)


def test_names_of_files_are_listed_with_their_documents(world):
	for private in (0, 1):
		outside = _file(world.other.manager, world.outside.name, is_private=private)
		inside = _file(world.place.leader, world.inside.name, is_private=private)
		for user in world.strangers():
			listed = told(
				user,
				"frappe.client.get_list",
				doctype="File",
				fields=["name", "file_name", "file_url"],
				limit_page_length="500",
			)
			assert outside.name not in listed, (user, private)
			assert refused(user, "frappe.client.get", doctype="File", name=outside.name)
			assert outside.file_name not in told(
				user, "frappe.core.api.file.get_files_by_search_text", text=outside.file_name
			)
		listed = told(
			world.place.manager,
			"frappe.client.get_list",
			doctype="File",
			fields=["name"],
			limit_page_length="500",
		)
		assert inside.name in listed


def test_uploads_go_to_documents_that_one_may_write(world):
	upload = ("upload_file", "frappe.handler.upload_file")
	kept = _file(world.other.manager, world.outside.name)
	for user in world.strangers():
		for method in upload:
			form = {"doctype": PROFILE, "docname": world.outside.name, "is_private": "1"}
			assert refused(user, method, **form, file_name="x.txt", file_url="https://example.org/x.txt"), (
				user
			)
			assert refused(user, method, file_url=kept.file_url, file_name="x.txt", is_private="1"), user
		attachments = {"doctype": PROFILE, "name": world.outside.name, "attachments": []}
		assert refused(user, "frappe.utils.file_manager.add_attachments", **attachments)
		attach = {"filename": "x.txt", "filedata": "eA==", "decode_base64": "1"}
		assert refused(
			user, "frappe.client.attach_file", **attach, doctype=PROFILE, docname=world.outside.name
		)
	assert frappe.db.count("File", {"attached_to_name": world.outside.name}) == 1


def test_a_mail_takes_no_foreign_attachment(world):
	file = _file(world.other.manager, world.outside.name)
	make_mail = "frappe.core.doctype.communication.email.make"
	for user in (world.place.manager, world.clerk):
		assert refused(user, make_mail, attachments=[file.name], content="x", subject="x")
		assert not _opens(user, file.file_url)
	own = _file(world.clerk, None, attached_to_doctype=None, attached_to_name=None)
	assert call(world.clerk, make_mail, attachments=[own.name], content="x", subject="x")["name"]


def test_an_upload_calls_no_method_behind_a_door(world):
	assert refused(world.place.manager, "upload_file", method="frappe.desk.reportview.get", doctype=PROFILE)


def test_files_of_ones_own_and_of_others_apps_go_on(world):
	own = _file(world.clerk, None, attached_to_doctype=None, attached_to_name=None)
	assert _opens(world.clerk, own.file_url)
	note = frappe.get_doc({"doctype": "Note", "title": make.unique("笔记"), "public": 1}).insert()
	made = call(
		world.clerk,
		"upload_file",
		doctype="Note",
		docname=note.name,
		file_url="https://example.org/x.txt",
		file_name="x.txt",
	)
	assert frappe.db.get_value("File", made.name, "attached_to_name") == note.name
	listed = told(
		world.clerk, "frappe.client.get_list", doctype="File", fields=["name"], limit_page_length="500"
	)
	assert own.name in listed
