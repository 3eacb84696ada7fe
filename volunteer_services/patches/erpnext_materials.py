"""Sites with ERPNext get the custom fields of materials handed out at activities."""

from volunteer_services.integrations.erpnext import setup


def execute() -> None:
	setup.ensure()
