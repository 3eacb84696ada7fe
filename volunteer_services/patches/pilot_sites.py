"""Sites from before the pilot sites get their workflows, standards, templates and settings."""

from volunteer_services.pilot_sites.services import compliance
from volunteer_services.setup.defaults import ensure_all


def execute() -> None:
	ensure_all()
	compliance.refresh_all()
