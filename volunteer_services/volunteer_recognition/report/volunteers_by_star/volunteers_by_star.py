import frappe

from volunteer_services.volunteer_recognition.reporting import by_star


def execute(filters: dict | None = None) -> tuple:
	"""How many volunteers hold how many stars, and how many are due for the next."""
	return by_star.by_star(frappe._dict(filters or {}))
