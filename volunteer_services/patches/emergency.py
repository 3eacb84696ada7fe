"""Sites from before the emergency teams get their settings, workflow and the type of the health
declaration."""

from volunteer_services.setup.defaults import ensure_health_declaration, ensure_settings
from volunteer_services.setup.workflows import ensure_workflows


def execute() -> None:
	ensure_settings()
	ensure_workflows()
	ensure_health_declaration()
