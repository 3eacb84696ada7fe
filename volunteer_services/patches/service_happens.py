"""Sites from before emergency teams, make-up entries and self-reports get their settings, workflows and the
type of the health declaration. Activities that are there stay ordinary ones: nobody knew of a declaration
when they were entered."""

from volunteer_services.setup.defaults import ensure_health_declaration, ensure_settings
from volunteer_services.setup.workflows import ensure_workflows


def execute() -> None:
	ensure_settings()
	ensure_workflows()
	ensure_health_declaration()
