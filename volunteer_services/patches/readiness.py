"""Sites from before the readiness of volunteers get its settings and workflows."""

from volunteer_services.setup.defaults import ensure_settings
from volunteer_services.setup.workflows import ensure_workflows


def execute() -> None:
	ensure_settings()
	ensure_workflows()
