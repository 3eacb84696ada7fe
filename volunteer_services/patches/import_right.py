"""Volunteer Services Manager may use Data Import, as the README says; new sites get it at install."""

from volunteer_services.setup.import_rights import ensure_import_right


def execute() -> None:
	ensure_import_right()
