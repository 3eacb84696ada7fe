"""Two places with one document of each DocType, and the people who call: nothing of it is committed."""

# The statements are built of the names of DocTypes and fields.

import pathlib
from typing import NamedTuple

import frappe

from tests import factories as make
from tests.walker.makers import make_all
from tests.walker.marks import Mark, Marks
from volunteer_services.foundation.house import house

ROLES = ("guest", "nobody", "volunteer", "leader", "manager", "officer", "auditor")
INSIDE, OUTSIDE = "inside", "outside"
# What Frappe keeps beside a document: DocType → (its column of the DocType, its column of the name).
BESIDE = {
	"File": ("attached_to_doctype", "attached_to_name"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"ToDo": ("reference_type", "reference_name"),
	"DocShare": ("share_doctype", "share_name"),
	"Tag Link": ("document_type", "document_name"),
	"Version": ("ref_doctype", "docname"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Workflow Action": ("reference_doctype", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
}


class Stored(NamedTuple):
	"""A file of the world; what a call does on the disk no rollback takes back."""

	name: str
	url: str
	path: str
	content: str | bytes

	def restore(self) -> None:
		path, content = pathlib.Path(self.path), self.content
		content = content.encode() if isinstance(content, str) else content
		if not path.exists() or path.read_bytes() != content:
			path.write_bytes(content)


class World:
	"""``docs[place][doctype]``, ``users[role]``, and what each user may by the app's own rules."""

	def __init__(self) -> None:
		make._ensure_system_manager()
		self.marks = Marks()
		inside, outside = make.Place(), make.Place()
		self.docs = {INSIDE: make_all(inside), OUTSIDE: make_all(outside)}
		frappe.set_user("Administrator")
		self.users = {
			"guest": "Guest",
			"nobody": make.make_user(),
			"volunteer": self.docs[INSIDE]["Volunteer Profile"].user,
			"leader": inside.leader,
			"manager": inside.manager,
			"officer": inside.officer,
			"auditor": make.make_user(make.AUDITOR),
		}
		self.doctypes = list(self.docs[OUTSIDE])
		self.files: dict[tuple[str, str], Stored] = {}
		for place, docs in self.docs.items():
			for doc in docs.values():
				self._mark(place, doc)
		for place in self.docs:
			self.docs[place] = {
				doctype: frappe.get_doc(doctype, doc.name) for doctype, doc in self.docs[place].items()
			}
		self.outside_names = {
			doc.name for doctype, doc in self.docs[OUTSIDE].items() if self.is_ours(doctype)
		}
		self.rights = {role: self._rights(user) for role, user in self.users.items()}

	@staticmethod
	def is_ours(doctype: str) -> bool:
		return not frappe.get_meta(doctype).issingle

	def _mark(self, place: str, doc) -> None:
		self.marks.write(place, doc)
		if not self.is_ours(doc.doctype):
			return
		if doc.doctype in house().scoped():
			self.marks.keep(doc.name, Mark(place, doc.doctype, doc.name, "name", is_title=True))
		self._write_beside(place, doc)

	def _write_beside(self, place: str, doc) -> None:
		def text(what):
			return self.marks.new(Mark(place, doc.doctype, doc.name, what))

		at = {"reference_doctype": doc.doctype, "reference_name": doc.name}
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"{text('file name')}.txt",
				"content": text("file content"),
				"is_private": 1,
				"attached_to_doctype": doc.doctype,
				"attached_to_name": doc.name,
			}
		).insert(ignore_permissions=True)
		self.files[place, doc.doctype] = Stored(
			file.name, file.file_url, file.get_full_path(), file.get_content()
		)
		made = [
			{"doctype": "Comment", "comment_type": "Comment", "content": text("comment"), **at},
			{
				"doctype": "ToDo",
				"description": text("to do"),
				"allocated_to": "Administrator",
				"reference_type": doc.doctype,
				"reference_name": doc.name,
			},
			{
				"doctype": "Communication",
				"communication_type": "Communication",
				"subject": text("letter"),
				"content": text("letter"),
				**at,
			},
			{
				"doctype": "Version",
				"ref_doctype": doc.doctype,
				"docname": doc.name,
				"data": frappe.as_json({"changed": [["remark", "", text("version")]]}),
			},
		]
		for values in made:
			row = frappe.get_doc(values)
			row.flags.update(mute_emails=True, ignore_permissions=True)
			row.set_new_name()
			row.owner = row.modified_by = "Administrator"
			row.db_insert()
		attach = [
			df.fieldname
			for df in frappe.get_meta(doc.doctype).fields
			if df.fieldtype in ("Attach", "Attach Image")
		]
		if attach:
			sets = ", ".join(f"`{field}` = %s" for field in attach)
			values = (*[file.file_url] * len(attach), doc.name)
			frappe.db.sql(f"update `tab{doc.doctype}` set {sets} where `name` = %s", values)

	def _rights(self, user: str) -> frappe._dict:
		"""(DocType, name) that the user reads and writes by Frappe's own question, and the permlevels."""
		frappe.set_user(user)
		read, write, levels = set(), set(), {}
		for docs in self.docs.values():
			for doctype, doc in docs.items():
				for ptype, found in (("read", read), ("write", write)):
					if frappe.has_permission(doctype, ptype, doc=doc, user=user):
						found.add((doctype, doc.name))
				levels[doctype] = set(frappe.get_meta(doctype).get_permlevel_access("read", user=user))
		frappe.set_user("Administrator")
		return frappe._dict(read=read, write=write, levels=levels, texts=self._texts(read))

	def _texts(self, readable) -> str:
		"""The names and numbers in the documents that somebody may read: no secrets, wherever they stand."""
		values = [
			str(doc.get(df.fieldname))
			for docs in self.docs.values()
			for doctype, doc in docs.items()
			if (doctype, doc.name) in readable
			for df in frappe.get_meta(doctype).fields
			if not df.permlevel and df.fieldtype in ("Link", "Dynamic Link", "Data") and doc.get(df.fieldname)
		]
		return "\n".join(values)

	def may_see(self, role: str, text: str) -> bool:
		rights, mark = self.rights[role], self.marks.known[text]
		if text in rights.texts or (mark.is_title and mark.name in rights.texts):
			return True  # it stands in a document that the role reads, and links show titles
		if mark.place == INSIDE and mark.is_title:
			return True  # titles show in links
		if (mark.doctype, mark.name) not in rights.read:
			return False
		return not mark.permlevel or mark.permlevel in rights.levels[mark.doctype]

	def secret_field(self, doctype: str) -> str | None:
		"""A marked field of the DocType."""
		return next(
			(
				mark.field
				for mark in self.marks.known.values()
				if mark.doctype == doctype and frappe.get_meta(doctype).has_field(mark.field)
			),
			None,
		)

	def strange_rights(self) -> list[str]:
		"""What the app's own rules already give to the wrong people: the rest of the walk relies on them."""
		wrong = []
		for role, rights in self.rights.items():
			for doctype in house().scoped():
				key = doctype, self.docs[OUTSIDE][doctype].name
				if key in rights.read and role != "auditor" and not house().documents[doctype].open_to_read:
					wrong.append(f"{role} reads {doctype} outside")
				if key in rights.write and (role, doctype) != ("auditor", "Site Visit"):
					wrong.append(f"{role} writes {doctype} outside")
		return wrong
