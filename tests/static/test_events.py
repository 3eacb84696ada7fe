"""What one room tells the others: every event that is told has listeners that exist, above the room that
tells."""

import ast
import importlib
from pathlib import Path

import pytest

import volunteer_services
from volunteer_services import hooks

APP = Path(volunteer_services.__file__).parent
# The floors of the house, from the ground (pyproject.toml has them as a contract).
FLOOR = {
	"foundation": 0,
	"volunteer_registry": 1,
	"service_needs": 2,
	"volunteer_readiness": 2,
	"volunteer_projects": 3,
	"service_records": 4,
	"time_bank": 4,
	"volunteer_recognition": 5,
	"pilot_sites": 5,
}
# Told for whoever holds places that depend on it, here or in another app.
FOR_OTHERS = {"readiness_lost"}


def told() -> dict[str, set[str]]:
	"""Event → the rooms that tell it."""
	found: dict[str, set[str]] = {}
	for path in sorted(APP.rglob("*.py")):
		for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
			if isinstance(node, ast.Call) and ast.unparse(node.func) == "events.tell":
				event = node.args[0]
				assert isinstance(event, ast.Constant), (
					f"{path}: the event is a name, so that it can be found"
				)
				found.setdefault(event.value, set()).add(path.relative_to(APP).parts[0])
	return found


TOLD = told()


def test_the_events_of_the_house():
	assert set(TOLD) == {
		"volunteer_registered",
		"volunteer_deregistered",
		"volunteers_merged",
		"activity_recorded",
		"minutes_approved",
		"minutes_withdrawn",
		"readiness_lost",
	}


@pytest.mark.parametrize("event", sorted(TOLD))
def test_listeners_exist_and_live_on_another_floor(event):
	listeners = getattr(hooks, event)
	assert listeners or event in FOR_OTHERS
	for listener in listeners:
		module, _, function = listener.rpartition(".")
		assert callable(getattr(importlib.import_module(module), function))
		room = listener.split(".")[1]
		assert all(FLOOR[room] > FLOOR[teller] or room != teller for teller in TOLD[event]), listener
