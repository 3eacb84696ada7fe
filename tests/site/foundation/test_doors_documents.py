"""Nothing is hung on a document outside the scope, and nothing that hangs on it is told."""

import frappe
import pytest

from tests import factories as make
from tests.site.foundation.doors_world import PROFILE, World, call, refused, told

TAG = "frappe.desk.doctype.tag.tag"
ASSIGN = "frappe.desk.form.assign_to"
FOLLOW = "frappe.desk.form.document_follow"


@pytest.fixture
def world():
	return World()


def _hangings(name: str, user: str) -> list[tuple[str, dict]]:
	on = {"doctype": PROFILE, "name": name}
	return [
		("frappe.desk.like.toggle_like", {**on, "add": "Yes"}),
		(f"{TAG}.add_tag", {"tag": "爱心", "dt": PROFILE, "dn": name}),
		(f"{TAG}.add_tags", {"tags": ["爱心"], "dt": PROFILE, "docs": [name]}),
		(f"{TAG}.remove_tag", {"tag": "爱心", "dt": PROFILE, "dn": name}),
		(f"{ASSIGN}.add", {**on, "assign_to": [user], "description": "x"}),
		(
			f"{ASSIGN}.add_multiple",
			{"doctype": PROFILE, "name": [name], "assign_to": [user], "description": "x"},
		),
		(f"{ASSIGN}.remove", {**on, "assign_to": user}),
		(f"{FOLLOW}.update_follow", {"doctype": PROFILE, "doc_name": name, "following": "1"}),
		(f"{FOLLOW}.follow_document", {"doctype": PROFILE, "doc_name": name, "user": user}),
		(f"{FOLLOW}.get_follow_users", {"doctype": PROFILE, "doc_name": name}),
		(
			"frappe.desk.form.utils.add_comment",
			{
				"reference_doctype": PROFILE,
				"reference_name": name,
				"content": "x",
				"comment_email": user,
				"comment_by": user,
			},
		),
		("frappe.share.add", {**on, "user": user, "read": "1"}),
		("frappe.share.set_permission", {**on, "user": user, "permission_to": "read"}),
		("frappe.share.get_users", on),
		("frappe.core.doctype.communication.email.make", {**on, "content": "x", "subject": "x"}),
		("frappe.desk.form.linked_with.get", {"doctype": PROFILE, "docname": name}),
		("frappe.desk.form.linked_with.get_submitted_linked_docs", on),
		("frappe.desk.form.utils.get_next", {"doctype": PROFILE, "value": name, "prev": "0"}),
	]


def test_nothing_is_hung_on_a_document_outside(world):
	for user in world.strangers():
		for method, form in _hangings(world.outside.name, user):
			assert refused(user, method, **form), (user, method)
	values = frappe.db.get_value(PROFILE, world.outside.name, ["_liked_by", "_user_tags", "_assign"])
	assert not any(values)
	for hung, field in (
		("ToDo", "reference_name"),
		("Document Follow", "ref_docname"),
		("DocShare", "share_name"),
	):
		assert not frappe.db.exists(hung, {field: world.outside.name})


def test_who_may_see_it_hangs_what_they_like(world):
	user = world.place.manager
	call(user, "frappe.desk.like.toggle_like", doctype=PROFILE, name=world.inside.name, add="Yes")
	call(user, f"{TAG}.add_tags", tags=["爱心"], dt=PROFILE, docs=[world.inside.name])
	liked, tags = frappe.db.get_value(PROFILE, world.inside.name, ["_liked_by", "_user_tags"])
	assert user in liked and "爱心" in tags
	comment = {"reference_doctype": PROFILE, "reference_name": world.inside.name}
	made = call(
		user,
		"frappe.desk.form.utils.add_comment",
		content="好",
		comment_email=user,
		comment_by=user,
		**comment,
	)
	call(user, "frappe.desk.form.utils.update_comment", name=made.name, content="很好")
	assert frappe.db.get_value("Comment", made.name, "content") == "很好"
	call(user, f"{ASSIGN}.add", doctype=PROFILE, name=world.inside.name, assign_to=[user], description="x")
	assert user in frappe.db.get_value(PROFILE, world.inside.name, "_assign")


def test_tagged_documents_are_those_of_the_scope(world):
	for manager, volunteer in ((world.place.manager, world.inside), (world.other.manager, world.outside)):
		call(manager, f"{TAG}.add_tag", tag="爱心", dt=PROFILE, dn=volunteer.name)
	listed = told(world.place.manager, f"{TAG}.get_tagged_docs", doctype=PROFILE, tag="%爱心%")
	assert world.inside.name in listed and world.outside.name not in listed
	assert world.outside.name not in told(
		world.nobody, f"{TAG}.get_tagged_docs", doctype=PROFILE, tag="%爱心%"
	)
	found = told(world.place.manager, f"{TAG}.get_documents_for_tag", tag="#爱心")
	assert world.outside.name not in found


def test_links_to_a_document_are_cut_to_the_scope(world):
	linked = "frappe.desk.form.linked_with.get"
	log = make.make_log(world.other, world.outside.name)
	for user in world.strangers():
		for doctype, name in (
			("Service Region", world.other.region.name),
			("User", "Administrator"),
			("Volunteer Project", world.other.project.name),
		):
			found = told(user, linked, doctype=doctype, docname=name)
			assert world.outside.name not in found and log.name not in found, (user, doctype)
	found = told(world.other.manager, linked, doctype="Volunteer Project", docname=world.other.project.name)
	assert log.name in found


def test_columns_added_to_a_report_are_of_the_scope(world):
	custom = "frappe.desk.query_report.get_data_for_custom_field"
	leader = world.place.leader
	for user in (world.nobody, world.clerk):
		assert refused(user, custom, doctype=PROFILE, field="mobile")
	for field in ("health_status", "id_number_hash", "id_number_encrypted"):
		assert refused(leader, custom, doctype=PROFILE, field=field)
	numbers = call(leader, custom, doctype=PROFILE, field="mobile")
	assert numbers[world.inside.name] == "13800138001" and world.outside.name not in numbers
	assert "China" in call(world.clerk, custom, doctype="Country", field="code")


def test_also_when_the_report_itself_adds_them(world):
	from frappe.desk import query_report

	from volunteer_services.foundation.doors.requests import install

	install()
	frappe.set_user(world.place.leader)
	with pytest.raises(frappe.PermissionError):
		query_report.get_data_for_custom_field(PROFILE, "id_number_hash")
	assert world.outside.name not in query_report.get_data_for_custom_field(PROFILE, "mobile")


def test_assignments_on_other_doctypes_go_on(world):
	note = frappe.get_doc({"doctype": "Note", "title": make.unique("笔记"), "public": 1}).insert()
	call(world.clerk, f"{TAG}.add_tag", tag="爱心", dt="Note", dn=note.name)
	assert note.name in told(world.clerk, f"{TAG}.get_tagged_docs", doctype="Note", tag="%爱心%")
	call(
		world.clerk, f"{ASSIGN}.add", doctype="Note", name=note.name, assign_to=[world.clerk], description="x"
	)
	assert world.clerk in frappe.db.get_value("Note", note.name, "_assign")
