"""The engine's names: what the wheel renamed comes back, and nothing else changes."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))

from devsitelib import engine
from devsitelib.say import Problem


@pytest.mark.parametrize(
	("renamed", "name"),
	[
		("import criscostack.utils.brik_helper", "import frappe.utils.bench_helper"),
		("CriscoTestCase, CRISCOSTACK_SITE, Criscostack", "FrappeTestCase, FRAPPE_SITE, Frappe"),
		("criscoerp_role and CriscoERP", "erpnext_role and ERPNext"),
		("CriscoAPITestCase", "FrappeAPITestCase"),
	],
)
def test_names_come_back(renamed, name):
	assert engine.put_names_back(renamed) == name
	assert engine.put_names_back_in_bytes(renamed.encode()) == name.encode()


def test_words_that_only_look_alike_stay():
	assert engine.put_names_back("Bloggrubrik pabrik Crisp") == "Bloggrubrik pabrik Crisp"


def test_pictures_are_left_alone():
	picture = b"\x89PNG\0\0criscostack"
	assert engine.put_names_back_in_bytes(picture) == picture


def test_another_wheel_is_refused(tmp_path):
	wheel = tmp_path / "x.whl"
	wheel.write_bytes(b"not the wheel")
	with pytest.raises(Problem, match="SHA-256"):
		engine.rebuild(wheel, tmp_path / "engine")
	assert not (tmp_path / "engine").exists()
