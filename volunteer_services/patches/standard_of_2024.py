"""Sites from before get the six 有 of 2024 beside their own standards [OP24]."""

from volunteer_services.setup.pilot_site_defaults import SIX_OF_2024, ensure_standard


def execute() -> None:
	ensure_standard(SIX_OF_2024)
