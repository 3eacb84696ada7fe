"""Sites with ERPNext from before the time bank get the custom fields that join both."""

from volunteer_services.integrations.erpnext import setup


def execute() -> None:
	setup.ensure()
