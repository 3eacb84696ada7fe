"""Installation: defaults by insert-if-missing. No System or Portal Settings are changed, no users made."""

from volunteer_services.setup.defaults import ensure_all


def after_install() -> None:
	"""Make roles, settings, workflows and masters that are missing."""
	ensure_all()
