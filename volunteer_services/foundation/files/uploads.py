"""The file that came with a request, read no further than it may be long."""

import frappe
from frappe.utils import cstr


def received(limit: int, field: str = "file") -> tuple[str, bytes | None]:
	"""Name and bytes of the file in the form's ``field``; None instead of bytes where there is none, or it is
	longer than ``limit`` bytes."""
	request = getattr(frappe.local, "request", None)
	file = request.files.get(field) if request else None
	if not file:
		return "", None
	content = file.stream.read(limit + 1)
	return cstr(file.filename), content if len(content) <= limit else None
