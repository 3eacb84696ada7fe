"""The kinds of messages that the rooms declare, those that the DocTypes offer, and those that are sent."""

import ast
import importlib
import json
from pathlib import Path

from volunteer_services import hooks
from volunteer_services.foundation.messages import staff

APP = Path(hooks.__file__).parent
DECLARED = [
	kind.name
	for path in hooks.volunteer_services_rooms
	for kind in getattr(importlib.import_module(path), "MESSAGES", ())
]


def options(doctype: str) -> list[str]:
	path = APP / f"volunteer_services/doctype/{doctype}/{doctype}.json"
	fields = json.loads(path.read_text(encoding="utf-8"))["fields"]
	return next(field["options"] for field in fields if field["fieldname"] == "kind").split("\n")


def test_the_desk_knows_every_kind_once():
	assert len(set(DECLARED)) == len(DECLARED) >= 9
	assert sorted(options("message_preference")) == sorted(DECLARED)
	assert sorted(options("message_delivery")) == sorted([*DECLARED, staff.KIND])


def test_nobody_but_the_messages_writes_notifications_or_mails():
	writers = set()
	for path in APP.rglob("*.py"):
		if "messages" in path.parts or "patches" in path.parts:
			continue
		for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
			if isinstance(node, ast.Call) and _writes(node):
				writers.add(str(path.relative_to(APP)))
	assert not writers


def _writes(call: ast.Call) -> bool:
	name = getattr(call.func, "attr", getattr(call.func, "id", ""))
	if name in ("sendmail", "enqueue_create_notification", "send_sms"):
		return True
	if name not in ("multi_insert", "insert_rows", "get_doc", "new_doc"):
		return False
	return any(isinstance(part, ast.Constant) and part.value == "Notification Log" for part in ast.walk(call))
