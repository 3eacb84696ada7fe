"""What one room tells the others, in the same transaction: the listeners stand in hooks.py, in their order.

A room below does not know who lives above it. An error of a listener takes everything back.
"""

import frappe


def tell(event: str, *args) -> None:
	"""Call the listeners of ``event`` (a key of hooks.py) one after the other."""
	for listener in frappe.get_hooks(event):
		frappe.get_attr(listener)(*args)
