"""Sites from before needs and recipients get the workflows, the kinds of needs and the setting."""

from volunteer_services.setup.boards import ensure_needs_board
from volunteer_services.setup.defaults import ensure_need_kinds, ensure_settings
from volunteer_services.setup.workflows import ensure_workflows


def execute() -> None:
	ensure_settings()
	ensure_workflows()
	ensure_need_kinds()
	ensure_needs_board()
