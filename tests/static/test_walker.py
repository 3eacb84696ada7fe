"""The walk through all methods (tests/walker) has a document of every DocType of ours."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAKERS = sorted((ROOT / "tests/walker/makers").glob("*.py"))


def test_every_doctype_has_a_maker():
	made = {
		name
		for path in MAKERS
		for name in re.findall(r'^@makes\("([^"]+)"\)', path.read_text(encoding="utf-8"), re.MULTILINE)
	}
	doctypes = {}
	for path in (ROOT / "volunteer_services").glob("*/doctype/*/*.json"):
		doc = json.loads(path.read_text(encoding="utf-8"))
		if doc.get("doctype") == "DocType":
			doctypes[doc["name"]] = doc
	rows = {
		field["options"]
		for name in made & doctypes.keys()
		for field in doctypes[name]["fields"]
		if field["fieldtype"] in ("Table", "Table MultiSelect")
	}
	lacking = {name for name, doc in doctypes.items() if name not in (rows if doc.get("istable") else made)}
	assert not lacking, (
		f"the walk through all methods would not meet {sorted(lacking)}: write a function with "
		f"@makes(…) for each in tests/walker/makers/ (for rows, let the parent's have some)"
	)
	assert made <= doctypes.keys()
