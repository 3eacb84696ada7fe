"""Collects every English string that a user can see: what ``translations/zh.csv`` has to hold."""

from __future__ import annotations

import ast
import csv
import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "volunteer_services"
ZH = APP / "translations" / "zh.csv"
ENGINE_WORDS = Path(__file__).with_name("engine_words.txt")
_LITERAL = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`$]*`)"""
_CALL = re.compile(rf"(?<![\w.])_{{1,2}}\(\s*({_LITERAL}(?:\s*\+\s*{_LITERAL})*)", re.S)
_PO_ENTRY = re.compile(r'^(msgctxt|msgid|msgstr) ("(?:[^"\\]|\\.)*"(?:\n"(?:[^"\\]|\\.)*")*)', re.M)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NAMED = {
	"DocType", "Report", "Print Format", "Role", "Number Card", "Dashboard Chart", "Workspace",
	"Module Onboarding",
}  # fmt: skip
_LABELS = (
	"label", "description", "title", "message", "options_label", "subject",
	"subtitle", "success_message", "action_label", "callback_title", "callback_message",
)  # fmt: skip


def translations(path: Path = ZH) -> dict[str, str]:
	"""The rows of a translation file: source → Chinese; with a context as Frappe keeps it, source:context."""
	with path.open(encoding="utf-8", newline="") as file:
		rows = [row for row in csv.reader(file) if len(row) >= 2]
	return {f"{row[0]}:{row[2]}" if row[2:] and row[2] else row[0]: row[1] for row in rows}


def sources(path: Path = ZH) -> set[str]:
	"""The English of every row, with a context or without."""
	with path.open(encoding="utf-8", newline="") as file:
		return {row[0] for row in csv.reader(file) if row}


def contexts(path: Path = ZH) -> set[tuple[str, str]]:
	"""(source, context) of every row that has a context."""
	with path.open(encoding="utf-8", newline="") as file:
		return {(row[0], row[2]) for row in csv.reader(file) if row[2:] and row[2]}


def wanted() -> dict[str, str]:
	"""Every string with the first file that uses it; those already in Chinese and bare numbers left out."""
	found: dict[str, str] = {}
	for text, path in (*_from_json(), *_from_python(), *_from_templates(), *_from_rules(), *_of_the_engine()):
		text = text.strip()
		if text and re.search(r"[A-Za-z]|\d\D|\D\d", text) and not _HAN.search(text):
			found.setdefault(text, path)
	return found


def _files(*patterns: str) -> Iterator[Path]:
	for pattern in patterns:
		for path in sorted(APP.rglob(pattern)):
			if "node_modules" not in path.parts and "dist" not in path.parts:
				yield path


def _from_json() -> Iterator[tuple[str, str]]:
	for path in _files("*.json"):
		data = json.loads(path.read_text(encoding="utf-8"))
		for doc in data if isinstance(data, list) else [data]:
			if isinstance(doc, dict) and doc.get("doctype"):
				yield from ((text, path.name) for text in _of_document(doc))


def _of_document(doc: dict) -> Iterator[str]:
	kind = doc["doctype"]
	if kind in _NAMED:
		yield doc.get("name") or ""
	yield from (doc.get(key) or "" for key in _LABELS)
	yield doc.get("module") or ""
	for field in doc.get("fields", []) if kind == "DocType" else []:
		yield field.get("label") or ""
		yield field.get("description") or ""
		if field.get("fieldtype") == "Select":
			yield from (field.get("options") or "").split("\n")
	for key in ("links", "shortcuts", "items", "charts", "number_cards", "quick_lists", "filters", "columns"):
		for row in doc.get(key) or []:
			if isinstance(row, dict):
				yield row.get("label") or ""
				yield row.get("group") or ""
	if kind == "Print Format":
		yield from _calls(doc.get("html") or "")
	if kind == "Workspace":
		yield from _headers(doc.get("content") or "[]")


def _headers(content: str) -> Iterator[str]:
	"""Frappe looks a paragraph up with its tags and a header, from 15.1 on, without them."""
	for block in json.loads(content):
		text = (block.get("data") or {}).get("text") or ""
		yield text if block.get("type") == "paragraph" else re.sub(r"<[^>]+>", "", text)


def _calls(text: str) -> Iterator[str]:
	for literals in _CALL.findall(text):
		parts = (part[1:-1] for part in re.findall(_LITERAL, literals, re.S))
		yield "".join(parts).replace('\\"', '"').replace("\\'", "'").replace("\\n", "\n")


def _from_python() -> Iterator[tuple[str, str]]:
	for path in _files("*.py"):
		for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
			if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
				continue
			if node.func.id in ("_", "__", "_lt"):
				yield _joined(node.args[0]), path.name


def _joined(node: ast.expr) -> str:
	"""The text of a literal, or of literals added up; "" of anything else."""
	if isinstance(node, ast.Constant) and isinstance(node.value, str):
		return node.value
	if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
		left, right = _joined(node.left), _joined(node.right)
		return left + right if left and right else ""
	return ""


def _from_templates() -> Iterator[tuple[str, str]]:
	for path in _files("*.js", "*.html"):
		for text in _calls(path.read_text(encoding="utf-8")):
			yield text, path.name


def _of_the_engine() -> Iterator[tuple[str, str]]:
	for line in ENGINE_WORDS.read_text(encoding="utf-8").splitlines():
		if not line.startswith("# "):
			yield line, ENGINE_WORDS.name


def _from_rules() -> Iterator[tuple[str, str]]:
	import tests.rooms  # noqa: F401 — every rule's class must be known
	from volunteer_services.foundation.domain.errors import all_errors, all_templates
	from volunteer_services.integrations.erpnext.fields import texts
	from volunteer_services.service_records.services import proof
	from volunteer_services.setup.defaults import SERVICE_SKILLS
	from volunteer_services.setup.workflows import MACHINES
	from volunteer_services.time_bank.services.books import audit
	from volunteer_services.volunteer_projects.domain.check_in import Doubt
	from volunteer_services.volunteer_registry.domain.codes import MemberKind

	for template in all_templates():
		yield template, "domain/errors.py"
	for cls in all_errors():
		yield getattr(cls, "way_out", ""), "domain/reasons.py"
	for check in (*audit.CHECKS, *proof.CHECKS):
		yield check.name, "services/audit.py"
	for machine in MACHINES:
		for text in (*machine.states, *(step.action for step in machine.steps)):
			yield text, "setup/workflows.py"
	for text in (*(kind.value for kind in MemberKind), *(skill for skill, _certificate in SERVICE_SKILLS)):
		yield text, "setup/defaults.py"
	for doubt in Doubt:
		yield doubt.value, "domain/check_in.py"
	for text in texts():
		yield text, "integrations/erpnext/fields.py"


def theirs(app: str) -> dict[str, str]:
	"""The Chinese of an engine's app: 15 has a csv, 16 a po file (its csv, if any, comes first)."""
	spec = importlib.util.find_spec(app)
	if not spec or not spec.origin:
		return {}
	folder = Path(spec.origin).parent
	table, po = folder / "translations" / "zh.csv", folder / "locale" / "zh.po"
	words = translations(table) if table.exists() else _po(po) if po.exists() else {}
	return {source: text.strip() for source, text in words.items() if text.strip()}


def _po(path: Path) -> dict[str, str]:
	"""The entries of a po file that have no context; fuzzy ones are not used by the engine."""
	words = {}
	for block in path.read_text(encoding="utf-8").split("\n\n"):
		entry = {key: _unquoted(text) for key, text in _PO_ENTRY.findall(block)}
		if entry.get("msgid") and "msgctxt" not in entry and not re.search(r"^#,.*fuzzy", block, re.M):
			words[entry["msgid"]] = entry.get("msgstr", "")
	return words


def _unquoted(text: str) -> str:
	return "".join(ast.literal_eval(line) for line in text.split("\n"))
