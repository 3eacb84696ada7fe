"""The tests themselves: each asserts something, and a refusal is told by its own class.

A test that would be content with any of several error classes, or with the base of nearly all of them, passes
for a refusal of another kind. Where that is meant, ``# any of: why`` stands on the line or above it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
BASES = {"BaseException", "Exception", "ValidationError", "VolunteerServicesError", "RuleError"}
MARK = re.compile(r"# any of: \S")


def last_name(node: ast.AST) -> str:
	"""``raises`` of ``pytest.raises``; empty for what is no name."""
	return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def called(tree: ast.AST) -> set[str]:
	return {last_name(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def asserts(function: ast.AST) -> bool:
	"""It has an assertion of its own, or calls a helper named assert_…"""
	names = called(function)
	return (
		any(isinstance(node, ast.Assert) for node in ast.walk(function))
		or bool(names & {"raises", "fail"})
		or any(name.startswith("assert_") for name in names)
	)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
	return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def without_assertion(source: str) -> list[str]:
	"""The tests, and the helpers named assert_…, that assert nothing."""
	return [
		f"{found.lineno}: {found.name}"
		for found in functions(ast.parse(source))
		if found.name.startswith(("test_", "assert_")) and not asserts(found)
	]


def is_error(node: ast.AST) -> bool:
	"""A class by its name, or a starred constant that holds classes."""
	if isinstance(node, ast.Starred):
		return last_name(node.value).isupper()
	return last_name(node).endswith(("Error", "Exception"))


def is_broad(node: ast.AST) -> bool:
	"""Several error classes, or a base of nearly all."""
	if isinstance(node, ast.Tuple):
		return len(node.elts) > 1 and all(map(is_error, node.elts))
	return last_name(node) in BASES


def expected(tree: ast.AST) -> Iterator[ast.AST]:
	"""What may be given to pytest.raises: its argument, and the values of constants and parameters.

	An ``except`` expects nothing: what it lets pass must be asserted otherwise.
	"""
	for node in ast.walk(tree):
		if isinstance(node, ast.Call) and last_name(node.func) in ("raises", "parametrize"):
			yield from (inner for argument in node.args for inner in ast.walk(argument))
		elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
			yield node.value


def forgiving(source: str) -> list[str]:
	"""The lines that would be content with any of several classes and do not say why."""
	lines = source.splitlines()
	numbers = {node.lineno for node in expected(ast.parse(source)) if is_broad(node)}
	return [
		f"{number}: {lines[number - 1].strip()}"
		for number in sorted(numbers)
		if not any(MARK.search(line) for line in lines[max(0, number - 2) : number])
	]


def in_all_files(look) -> list[str]:
	return [
		f"{path.relative_to(TESTS)}:{found}"
		for path in sorted(TESTS.rglob("*.py"))
		for found in look(path.read_text(encoding="utf-8"))
	]


def test_every_test_asserts_something():
	assert in_all_files(without_assertion) == []


def test_a_refusal_is_told_by_its_own_class():
	assert in_all_files(forgiving) == []


@pytest.mark.parametrize(
	("source", "found"),
	[
		("def test_x():\n\tx.save()", True),
		("def test_x():\n\tassert_kept(x)", False),
		("def assert_kept(x):\n\tx.reload()", True),
		("def test_x():\n\twith pytest.raises(KeptError):\n\t\tx.delete()", False),
		("def test_x():\n\tfor y in x:\n\t\tassert y", False),
		("def save(x):\n\tx.save()", False),
	],
)
def test_a_test_without_an_assertion_is_found(source, found):
	assert bool(without_assertion(source)) == found


@pytest.mark.parametrize(
	("source", "found"),
	[
		("pytest.raises((OneError, frappe.OtherError))", True),
		("pytest.raises((*REFUSED, OneError), match='x')", True),
		("REFUSED = (OneError, frappe.OtherError)", True),
		("# any of: the loser may be a deadlock's victim\nREFUSED = (OneError, frappe.OtherError)", False),
		("pytest.raises(frappe.ValidationError, match='x')", True),
		("pytest.raises(frappe.ValidationError, match='x')  # any of: Frappe's own has no class", False),
		("pytest.raises(frappe.ValidationError)  # any of:", True),
		("pytest.raises(Exception)", True),
		("pytest.mark.parametrize('error', [(OneError, OtherError)])", True),
		("pytest.mark.parametrize('error', [OneError, OtherError])", False),
		("error = OneError if x else frappe.ValidationError", False),
		("pytest.raises(OneError)", False),
		("try:\n\tx()\nexcept (OneError, OtherError):\n\tpass", False),
	],
)
def test_an_expectation_of_any_class_is_found(source, found):
	assert bool(forgiving(source)) == found
