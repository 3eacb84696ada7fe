"""Messages: the quiet hours and the days that texts are kept get their defaults."""

from volunteer_services.setup.defaults import ensure_settings


def execute() -> None:
	ensure_settings()
