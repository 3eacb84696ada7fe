"""服务菜单的一项: what a team or a site offers."""

import frappe
from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.service_needs.services.menu import offers


class ServiceOffer(ScopedDocument, GuardedDocument, Document):
	def validate(self) -> None:
		offers.check(self)
		self.check_scope()


def on_doctype_update() -> None:
	frappe.db.add_index("Service Offer", ["is_published", "region"], "published_region")
