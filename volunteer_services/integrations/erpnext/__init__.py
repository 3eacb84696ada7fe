"""The time bank and materials of activities on ERPNext: its stock, its companies, its suppliers.

Nothing here is needed without it.

``fields``: the custom fields, as data. ``setup``: they come and go with ERPNext and with this app.
``places``: from which warehouse, company and cost center a reward is handed out. ``stock``: what
``time_bank/services/rewards/stock.py`` calls. ``materials`` (rules: ``material_flow``): what the projects
call for things handed out at activities. ``entries``: the Stock Entries and their guard. ``gifts``,
``masters``: the buttons. ``links``: who may link what. No module imports erpnext when it is itself imported.
"""

import frappe

APP = "erpnext"


def is_here() -> bool:
	"""Whether ERPNext is installed on this site."""
	return APP in frappe.get_installed_apps()
