"""Sites from before the handbook find it in the help menu; new sites get the item at install."""

from volunteer_services.setup.help_menu import ensure_help_item


def execute() -> None:
	ensure_help_item()
