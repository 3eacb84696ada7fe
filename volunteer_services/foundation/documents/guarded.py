"""What a document takes from outside: its fields, and of them those that people enter (design §4, All doors).

Frappe makes an attribute of every key of a request, whether the DocType has such a field or not, and stores
read-only fields as they are sent. Rules are therefore read from the class, keys that are no fields are
dropped, and what is computed or decided falls back to what is stored.
"""

import frappe
from frappe import _
from frappe.model import child_table_fields, default_fields, optional_fields

from volunteer_services.exceptions import RowAloneError
from volunteer_services.foundation.documents import entered
from volunteer_services.foundation.scope.staffing import roles_here

# Frappe and its desk send these along; none of them is a rule.
_TECHNICAL = frozenset({*default_fields, *child_table_fields, *optional_fields, "localname"})
_KEPT = frozenset({"workflow_state", "docstatus", "amended_from", "naming_series"})
# The guard of the workflow follows these from one state to the next.
_MOVED = frozenset({"workflow_state", "docstatus"})
_EMPTY = {"Int": 0, "Long Int": 0, "Float": 0.0, "Currency": 0.0, "Percent": 0.0, "Check": 0}


def takes(doctype: str | None, key: str) -> bool:
	"""Whether a document of ``doctype`` takes ``key`` from outside: a field, or what Frappe itself sends."""
	if not doctype or key in _TECHNICAL or key.startswith("__"):
		return True
	return key in _fieldnames(doctype)


def _fieldnames(doctype: str) -> frozenset[str]:
	meta = frappe.get_meta(doctype)
	names = meta.__dict__.get("_own_fieldnames")
	if names is None:
		names = meta.__dict__["_own_fieldnames"] = frozenset(df.fieldname for df in meta.fields)
	return names


class OwnFields:
	"""Mixin, to stand before Document among the bases: keys that are no fields are not taken."""

	def set(self, key, value, as_value=False):
		if takes(self.doctype, key):
			super().set(key, value, as_value)

	def update(self, d):
		"""Frappe 16 writes the attributes here, past ``set``."""
		doctype = self.doctype or d.get("doctype")
		return super().update({key: value for key, value in d.items() if takes(doctype, key)})


class GuardedDocument(OwnFields):
	"""Mixin of all our documents: what is read-only is written by the document's own rules and by services.

	``entered_read_only``: read-only fields that a request may bring when it makes the document. ``stamped``:
	fields of the form that are facts once they are stored. A service that writes such fields says so by
	``flags.by_service``, which no request can send.
	"""

	entered_read_only: frozenset[str] = frozenset()
	stamped: frozenset[str] = frozenset()
	refuses_itself = False
	"""The document's own guard refuses what was changed by hand, instead of taking it back."""

	def insert(self, *args, **kwargs):
		if not self.is_by_service():
			self._forget_sent()
		return super().insert(*args, **kwargs)

	def run_before_save_methods(self) -> None:
		before = self.get_doc_before_save()
		if before is not None:
			self._take_no_foreign_rows(before)
		if before is not None and not self.is_by_service():
			self._restore_stored(before)
		entered.read_numbers(self)
		self.guard()
		super().run_before_save_methods()

	def get_permlevel_access(self, permission_type="write"):
		"""A level of fields is open where the role that opens it holds for this document."""
		levels = super().get_permlevel_access(permission_type)
		if not any(levels) or frappe.session.user == "Administrator":
			return levels
		here = roles_here(self)
		return list(
			{row.permlevel for row in self.get_permissions() if row.role in here and row.get(permission_type)}
		)

	def guard(self) -> None:
		"""What stands between the request and the document's own checks; the workflow's guard, for one."""

	def is_by_service(self) -> bool:
		return bool(self.flags.by_service or self.flags.system_transition or type(self).refuses_itself)

	def _forget_sent(self) -> None:
		"""A new document begins without what only its rules fill in, whatever was sent."""
		for df in self.meta.fields:
			if df.fieldname in type(self).entered_read_only | _KEPT:
				continue
			if df.read_only:
				self.set(df.fieldname, [] if df.fieldtype in frappe.model.table_fields else _empty(df))
		for row in self.get_all_children():
			_forget_row(row)

	def _take_no_foreign_rows(self, before) -> None:
		"""A row that names another document's row becomes a row of its own: Frappe would write over the one
		that is named, and move it here."""
		own = {(row.doctype, row.name) for row in before.get_all_children()}
		for row in self.get_all_children():
			if row.name and not row.get("__islocal") and (row.doctype, row.name) not in own:
				row.name = None
				row.set("__islocal", 1)

	def _restore_stored(self, before) -> None:
		for df in self.meta.fields:
			if df.fieldname not in _MOVED and (df.read_only or df.fieldname in type(self).stamped):
				self.set(df.fieldname, before.get(df.fieldname))
		stored = {row.name: row for row in before.get_all_children() if row.name}
		for row in self.get_all_children():
			if was := stored.get(row.name):
				for df in row.meta.fields:
					if df.read_only:
						row.set(df.fieldname, was.get(df.fieldname))
			else:
				_forget_row(row)


def _forget_row(row) -> None:
	for df in row.meta.fields:
		if df.read_only and df.fieldname not in type(row).entered_read_only:
			row.set(df.fieldname, _empty(df))


def _empty(df):
	"""The value of a field that nobody has filled in; defaults follow later in the insert."""
	return _EMPTY.get(df.fieldtype)


class GuardedRow(OwnFields):
	"""Mixin of our tables' rows: a row is written only while its document is being saved, which asks its
	rights, its state and its rules. Frappe saves, inserts and deletes rows alone where it is asked to.

	``entered_read_only``: read-only fields that a new row may bring along.
	"""

	entered_read_only: frozenset[str] = frozenset()

	def insert(self, *args, **kwargs):
		self._refuse()

	def save(self, *args, **kwargs):
		self._refuse()

	def submit(self, *args, **kwargs):
		self._refuse()

	def cancel(self, *args, **kwargs):
		self._refuse()

	def on_trash(self) -> None:
		self._refuse()

	def _refuse(self) -> None:
		frappe.throw(
			# Not which one: whoever asks may be nobody who sees it.
			_("A row of {0} is saved with its document only. Open the document and change it there.").format(
				_(self.doctype)
			),
			RowAloneError,
			title=_("Not Allowed"),
		)
