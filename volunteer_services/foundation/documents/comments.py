"""Comments on many documents at once, by the session's user."""

from collections.abc import Mapping

import frappe
from frappe.utils import now

from volunteer_services.foundation.database.bulk import multi_insert
from volunteer_services.foundation.database.names import names_for


def many(doctype: str, texts: Mapping[str, str], kind: str = "Info") -> None:
	"""``texts``: name of the document → its comment. ``kind``: the Comment Type."""
	if not texts:
		return
	stamp, user = now(), frappe.session.user
	shared = {
		"creation": stamp,
		"modified": stamp,
		"owner": user,
		"modified_by": user,
		"docstatus": 0,
		"idx": 0,
		"comment_type": kind,
		"comment_email": user,
		"comment_by": frappe.utils.get_fullname(user),
		"reference_doctype": doctype,
	}
	multi_insert(
		"Comment",
		[
			{**shared, "name": name, "reference_name": document, "content": text}
			for name, (document, text) in zip(names_for("Comment", len(texts)), texts.items(), strict=True)
		],
	)
