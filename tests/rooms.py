"""What all rooms say, gathered for the tests that compare it with the DocTypes and the translations."""

import importlib
from pathlib import Path

import volunteer_services

_HOUSE = Path(volunteer_services.__file__).parent


def modules(name: str) -> list:
	"""The modules ``domain/<name>.py`` of all rooms."""
	found = sorted(_HOUSE.glob(f"*/domain/{name}.py"))
	return [importlib.import_module(f"volunteer_services.{path.parts[-3]}.domain.{name}") for path in found]


ERRORS = [*modules("errors"), *modules("reasons")]  # so that every rule's class is known
