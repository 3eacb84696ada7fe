"""Files that are not the form that was handed out: damaged, forged, or meant to do harm."""

import io
import zipfile

import frappe
import pytest

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.test_assessments_forms import content, exported, read
from volunteer_services.api import assessment_forms as api
from volunteer_services.exceptions import WorkbookError
from volunteer_services.foundation.sheets import book
from volunteer_services.pilot_sites.services.assessments import workbook_reader as reader


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def draft(place):
	return pilots.begin(place)


def zipped(**parts: bytes) -> bytes:
	out = io.BytesIO()
	with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
		for name, data in parts.items():
			package.writestr(name, data)
	return out.getvalue()


def changed_package(data: bytes, **parts: bytes) -> bytes:
	"""The package with parts replaced or added."""
	out = io.BytesIO()
	with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
		for name in old.namelist():
			if name not in parts:
				new.writestr(name, old.read(name))
		for name, part in parts.items():
			new.writestr(name, part)
	return out.getvalue()


HOSTILE = {
	"text": b"hello",
	"empty": b"",
	"html": b"<html><table><tr><td>7-1",
	"old excel": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
	"a zip": zipped(a=b"x"),
	"half a zip": zipped(a=b"x" * 500)[:60],
	"broken parts": zipped(**{"[Content_Types].xml": b"<", "xl/workbook.xml": b"<"}),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_workbook_is_refused(draft, kind):
	with pytest.raises(WorkbookError):
		read(HOSTILE[kind], draft.name)


def test_a_workbook_of_somebody_else_is_refused(draft):
	from openpyxl import Workbook

	book = Workbook()
	book.active["A8"] = "7-1"
	with pytest.raises(WorkbookError, match="no assessment form"):
		read(book, draft.name)
	for state in ("{", "[]", '{"kind": "x"}', "null"):
		book = Workbook()
		book.create_sheet("state")["A1"] = state
		with pytest.raises(WorkbookError, match="no assessment form"):
			read(book, draft.name)


@pytest.mark.parametrize(
	"key", ["service_site", "standard", "fingerprint", "assessed_on", "answers", "version"]
)
def test_a_forged_state_is_refused(draft, key):
	book = exported(draft.name)
	sheet = book["state"]
	state = frappe.parse_json(sheet["A1"].value)
	state[key] = ["forged"]
	sheet["A1"] = frappe.as_json(state)
	with pytest.raises(WorkbookError):
		read(book, draft.name)


def test_a_file_that_is_too_large_is_not_even_read(draft):
	with pytest.raises(WorkbookError, match="2 MB"):
		read(b"PK" + b"0" * (reader.MAX_BYTES + 1), draft.name)
	with pytest.raises(WorkbookError, match="2 MB"):
		reader.read(b"PK" + b"0" * (reader.MAX_BYTES + 1))


def test_a_zip_bomb_is_not_unpacked(draft):
	good = content(exported(draft.name))
	bomb = changed_package(good, **{"xl/worksheets/sheet1.xml": b"0" * (book.MAX_UNPACKED + 1)})
	assert len(bomb) < reader.MAX_BYTES
	with pytest.raises(WorkbookError, match="unpacked"):
		read(bomb, draft.name)
	many = changed_package(good, **{f"xl/media/{number}": b"" for number in range(book.MAX_PARTS)})
	with pytest.raises(WorkbookError, match="unpacked"):
		read(many, draft.name)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(draft):
	good = content(exported(draft.name))
	size = book.MAX_UNPACKED + 5
	bomb = changed_package(good, **{"xl/media/a": b"0" * size})
	lying = bomb.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
	assert lying != bomb
	with pytest.raises(WorkbookError):
		read(lying, draft.name)


def test_entities_are_not_expanded(draft):
	good = content(exported(draft.name))
	sheet = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet/>'
	with pytest.raises(WorkbookError, match="no assessment form"):
		read(changed_package(good, **{"xl/worksheets/sheet1.xml": sheet}), draft.name)


def test_macros_are_ignored(place, draft):
	book = exported(draft.name)
	book.worksheets[0]["E10"] = "是"
	data = changed_package(content(book), **{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"})
	assert read(data, draft.name)["changed"] == 1


def test_rows_far_below_are_not_read(place, draft):
	book = exported(draft.name)
	book.worksheets[0]["A1048576"] = "7-9"
	book.worksheets[0]["E10"] = "是"
	assert read(book, draft.name)["changed"] == 1


def test_a_request_without_a_file_and_one_without_a_right(place, draft):
	frappe.local.request = None
	with pytest.raises(WorkbookError, match="No file"):
		api.read(draft.name)
	book = exported(draft.name)
	for user in (make.Place().manager, place.leader, make.make_user(make.AUDITOR)):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			read(book, draft.name)
