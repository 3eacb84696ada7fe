"""Sites from before emergency teams, make-up entries, self-reports and materials get their settings,
workflows, the type of the health declaration and, with ERPNext, the fields of materials.

Activities that are there stay ordinary ones: nobody knew of a declaration when they were entered.
"""

from volunteer_services.integrations.erpnext import setup as erpnext
from volunteer_services.setup.defaults import ensure_health_declaration, ensure_settings
from volunteer_services.setup.workflows import ensure_workflows


def execute() -> None:
	ensure_settings()
	ensure_workflows()
	ensure_health_declaration()
	erpnext.ensure()
