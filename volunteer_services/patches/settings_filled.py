"""Settings that came later get their defaults: without them the form cannot be saved."""

from volunteer_services.setup.defaults import ensure_settings


def execute() -> None:
	ensure_settings()
