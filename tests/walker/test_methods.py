"""Every whitelisted method is classified, with a reason in words."""

import frappe
import pytest

from tests.walker import table

pytestmark = pytest.mark.timeout(3600)  # whoever comes first makes the world


def test_every_method_of_the_engine_is_classified(walk):
	unknown = sorted(walk.methods.keys() - table.read().keys())
	assert not unknown, table.HOW_TO.format(version=frappe.__version__, methods="\n  ".join(unknown))


def test_no_line_is_stale(walk):
	gone = table.stale(table.read(), walk.methods, frappe.__version__)
	assert not gone, f"Frappe {frappe.__version__} has no such method; correct the column engines: {gone}"


def test_the_table_says_what_it_means():
	for line in table.read().values():
		assert line.kind in table.CLASSES, line
		assert len(line.reason.split()) >= 3, line
		assert set(line.engines) <= table.ENGINES.keys(), line


def test_what_is_overridden_is_overridden(walk):
	"""An override exists in hooks.py, or a rule of ours that the reason names."""
	overridden = frappe.get_hooks("override_whitelisted_methods")
	bare = [
		line.method
		for line in table.read().values()
		if line.kind == "overridden" and line.method in walk.methods and line.method not in overridden
	]
	assert not bare, f"no override of these in hooks.py: {bare}"
