"""Who may use Data Import, for what, and whose files and imports it opens."""

import json

import frappe
import pytest

from tests import factories as make
from tests.site.foundation import sheets_world as sheets
from volunteer_services.foundation.doors import imports
from volunteer_services.foundation.jobs import language
from volunteer_services.setup import import_rights

MODULE = "frappe.core.doctype.data_import.data_import"
SKILLS = [["Skill Name"], ["剪纸"]]


@pytest.fixture(autouse=True)
def _installed():
	imports.install()


@pytest.fixture
def manager() -> str:
	return make.make_user(make.MANAGER)


def imports_of(user: str) -> list[str]:
	frappe.set_user(user)
	return frappe.get_list("Data Import", pluck="name")


def test_the_manager_imports_our_documents(manager):
	frappe.set_user(manager)
	job = sheets.job("Service Skill", SKILLS)
	assert frappe.get_doc("Data Import", job.name).payload_count == 1
	assert imports_of(manager) == [job.name]


@pytest.mark.parametrize("doctype", ["ToDo", "Note", "Contact", "Event", "User"])
def test_the_manager_imports_nothing_else(manager, doctype):
	frappe.set_user(manager)
	with pytest.raises(frappe.PermissionError, match="import"):
		sheets.job(doctype, [["ID"], ["x"]])


@pytest.mark.parametrize("doctype", ["Points Transfer", "Star Award", "Service Certificate"])
def test_what_the_manager_may_not_import_of_ours_stays_so(manager, doctype):
	frappe.set_user(manager)
	with pytest.raises(frappe.PermissionError, match="permission"):
		sheets.job(doctype, [["ID"], ["x"]])


def test_another_right_to_data_import_goes_as_far_as_it_went():
	frappe.set_user(make.make_user(make.MANAGER, "System Manager"))
	theirs = next(name for name in ("ToDo", "Note", "Contact") if frappe.get_meta(name).allow_import)
	assert sheets.job(theirs, [["ID"], ["x"]]).name


@pytest.mark.parametrize("role", [make.CITY, make.DISTRICT, make.SITE, make.LEADER, make.AUDITOR])
def test_others_do_not_use_data_import(role):
	frappe.set_user(make.make_user(role))
	with pytest.raises(frappe.PermissionError, match=r".*"):
		sheets.job("Service Skill", SKILLS)


def test_an_import_belongs_to_whoever_made_it(manager):
	frappe.set_user(manager)
	job = sheets.job("Service Skill", SKILLS)
	other = make.make_user(make.MANAGER)
	assert imports_of(other) == []
	for right in ("read", "write", "delete"):
		assert not frappe.has_permission("Data Import", right, job.name)


@pytest.mark.parametrize(
	("door", "argument"),
	[
		("preview", "data_import"),
		("start", "data_import"),
		("failed_rows", "data_import_name"),
		("import_log", "data_import_name"),
		("status", "data_import_name"),
	],
)
def test_nobody_opens_or_starts_anothers_import_by_its_name(manager, door, argument):
	frappe.set_user(manager)
	job = sheets.job("Service Skill", SKILLS)
	for other in (make.make_user(make.MANAGER), make.make_user(make.LEADER)):
		frappe.set_user(other)
		with pytest.raises(frappe.PermissionError, match=r".*"):
			getattr(imports, door)(**{argument: job.name})
	assert not frappe.db.exists("Service Skill", "剪纸")


def test_a_sheet_that_the_user_may_not_open_is_not_shown(manager):
	frappe.set_user(make.make_user("System Manager"))
	wages = sheets.upload([["Skill Name"], ["工资表"]])
	frappe.set_user(manager)
	job = sheets.job("Service Skill", SKILLS)
	with pytest.raises(frappe.PermissionError, match="belongs to a document"):
		imports.preview(data_import=job.name, import_file=wages.file_url)
	forged = frappe.get_doc({"doctype": "Data Import", "reference_doctype": "ToDo"})
	with pytest.raises(frappe.PermissionError, match="belongs to a document"):
		forged.get_preview_from_template(wages.file_url)


def test_the_manager_sees_the_preview_of_an_own_sheet(manager):
	frappe.set_user(manager)
	job = sheets.job("Service Skill", SKILLS)
	shown = imports.preview(data_import=job.name, import_file=job.import_file)
	assert "剪纸" in json.dumps(shown.data, ensure_ascii=False)


def test_the_right_is_a_row_that_the_organisation_may_take_back():
	rows = frappe.get_all(
		"Custom DocPerm",
		{"parent": "Data Import", "role": make.MANAGER},
		["read", "create", "if_owner", "share"],
	)
	assert rows == [{"read": 1, "create": 1, "if_owner": 1, "share": 0}]
	others = set(import_rights._rules("Custom DocPerm")) - set(import_rights._rules("DocPerm"))
	assert len(others) == 1, "the rules of others are as Frappe ships them"


def test_the_right_goes_with_the_app_and_changes_of_others_stay():
	made = import_rights.manifest.read()
	frappe.db.savepoint("with_the_right")
	assert ["Role", make.MANAGER] in import_rights.withdraw(made) or made
	assert not frappe.db.count("Custom DocPerm", {"parent": "Data Import"})
	frappe.db.rollback(save_point="with_the_right")
	frappe.get_doc(
		{
			"doctype": "Custom DocPerm",
			"parent": "Data Import",
			"parenttype": "DocType",
			"parentfield": "permissions",
			"role": "Website Manager",
			"read": 1,
		}
	).insert(ignore_permissions=True)
	import_rights.withdraw(made)
	left = frappe.get_all("Custom DocPerm", {"parent": "Data Import"}, pluck="role")
	assert sorted(left) == ["System Manager", "Website Manager"]


# --- the language of jobs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("method", "kwargs", "speaks"),
	[
		("volunteer_services.service_records.services.bulk_review.review", {}, "zh"),
		(f"{MODULE}.start_import", {"data_import": "x"}, "zh"),
		("start_import", {"data_import": "x"}, "zh"),
		("review", {"job": "x"}, "zh"),
		("frappe.email.queue.flush", {}, "en"),
		("erpnext.stock.reorder_item.reorder_item", {"job": "x"}, "en"),
		(f"{MODULE}.start_import", {}, "en"),
	],
)
def test_our_jobs_speak_the_language_of_the_user(manager, method, kwargs, speaks):
	frappe.db.set_value("User", manager, "language", "zh")
	frappe.cache.hdel("lang", manager)
	frappe.set_user(manager)
	frappe.local.lang = "en"
	for path in frappe.get_hooks("before_job"):
		frappe.call(path, method=method, kwargs=kwargs, transaction_type="job")
	assert frappe.local.lang == speaks


def test_a_scheduled_job_of_ours_speaks_the_language_of_the_site():
	frappe.db.set_value("User", "Administrator", "language", "zh")
	frappe.cache.hdel("lang", "Administrator")
	name = frappe.db.get_value("Scheduled Job Type", {"method": ["like", "volunteer_services.%"]})
	frappe.local.lang = "en"
	language.before_job("run_scheduled_job", {"job_type": name})
	assert frappe.local.lang == "zh"
