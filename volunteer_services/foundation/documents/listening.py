"""Whether something outside this app follows the saving of documents: then many are saved one by one."""

import frappe

_OWN = "volunteer_services."
_FOLLOWERS = (
	("Notification", {"enabled": 1}, "document_type"),
	("Webhook", {"enabled": 1}, "webhook_doctype"),
	("Server Script", {"disabled": 0}, "reference_doctype"),
	("Assignment Rule", {"disabled": 0}, "document_type"),
)


def others_listen(doctype: str) -> bool:
	"""Whether another app, a notification, a webhook, a script or a rule follows this DocType."""
	handlers = frappe.get_hooks("doc_events", {}).get(doctype, {}).values()
	if any(not path.startswith(_OWN) for paths in handlers for path in _listed(paths)):
		return True
	return any(frappe.db.exists(kind, filters | {field: doctype}) for kind, filters, field in _FOLLOWERS)


def _listed(paths: str | list[str]) -> list[str]:
	return [paths] if isinstance(paths, str) else paths
