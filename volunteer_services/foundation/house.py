"""What the rooms declare of their own documents.

hooks.py lists the modules under ``volunteer_services_rooms``; each has ``DOCUMENTS``, a dict from the name
of a DocType to its ``Document``. Scope, retention, merging of files, the person's copy of their data, kept
evidence and the desk read what is said there: a new DocType edits no list of another room. Another app may
declare its own documents the same way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import frappe

HOOK = "volunteer_services_rooms"
PROFILE = "Volunteer Profile"
ALL = ("*",)


@dataclass(frozen=True)
class Through:
	"""Whoever sees a document of ``doctype`` sees the rows whose ``column`` holds its ``named``.

	``with_own``: whether a volunteer's sight of their own file counts.
	"""

	column: str
	doctype: str
	named: str = "name"
	with_own: bool = True


@dataclass(frozen=True)
class Person:
	"""A field that links to a volunteer, and what follows from it.

	``on_merge``: "moves" (the row goes to the file that stays), "listens" (the room does it itself when it
	hears of ``volunteers_merged``), "stays" (issued or booked as it is). ``keeps``: the row forbids the
	deletion of the file. ``copied``: what the person's copy of their data shows of the row, ALL or some
	fields; empty only with a reason, ``why_not_copied``.
	"""

	field: str = "volunteer"
	on_merge: str = "stays"
	keeps: bool = True
	copied: tuple[str, ...] = ALL
	why_not_copied: str = ""


@dataclass(frozen=True)
class Part:
	"""Rows that belong to the person's copy because ``column`` names a document of ``doctype`` in it."""

	column: str
	doctype: str
	copied: tuple[str, ...] = ALL


@dataclass(frozen=True)
class Years:
	"""Which documents the law wants kept (``where``, a condition in SQL), counted from the day in
	``since``."""

	where: str
	since: str


@dataclass(frozen=True)
class Evidence:
	"""Files that are kept once the document leaves the states in which it is ``free``. The rows of ``table``
	name them in ``field``, without a table the document itself does; and so may the text in ``body``."""

	table: str | None
	field: str
	free: frozenset[str]
	body: str | None = None


@dataclass(frozen=True)
class Concerns:
	"""Whom a document concerns, as its controller's ``own_users`` says: they do not approve it alone.

	``users``: columns with a user. ``lines``: columns with a user a line. ``persons``: columns with a
	volunteer, whose logins are meant. ``rows``: (table, column) pairs with a volunteer.
	"""

	users: tuple[str, ...] = ("owner",)
	lines: tuple[str, ...] = ()
	persons: tuple[str, ...] = ()
	rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Document:
	"""One DocType.

	``scope``: kind of node → the column that holds it. Kinds: region, site, team; "member_team": a team,
	also of the members' files; "area": a region that a site serves; "member": volunteers with a membership
	below; "own": the volunteer's own; "user": the user's own; "appointment": a region, site or team by name.
	``open_to_read``: whoever has the right reads all; it is written within the scope. ``row_of``: the
	DocType whose table this is; it is listed where its parent is. ``listed``: dotted path of a condition for
	lists that says more than the scope. ``refers``: (column, master) pairs that forbid the deletion of the
	master. ``names_files``: it has fields with the address of a file. ``fills_links``: the server fills in
	links on the first save, whose titles the desk fetches then. ``has_workflow``: the form shows the state
	beside the title, and decisions ask for a reason. ``is_paper``: it is printed to be shown to others, in a
	format made for it, never as a list of its fields. ``spoken``: the field of a name that is found by its
	pinyin, too (``documents/spoken.py``). ``last_four``: the field of the last four digits of a phone, by
	which it is found at the top of the desk. ``concerns``: who does not approve it alone; with it the home
	page counts what waits for a user.
	"""

	scope: dict[str, str] | None = None
	through: tuple[Through, ...] = ()
	open_to_read: bool = False
	row_of: str | None = None
	listed: str | None = None
	persons: tuple[Person, ...] = ()
	part_of_copy: Part | None = None
	refers: tuple[tuple[str, str], ...] = ()
	kept: Years | None = None
	evidence: Evidence | None = None
	names_files: bool = False
	fills_links: bool = False
	has_workflow: bool = False
	is_paper: bool = False
	spoken: str | None = None
	last_four: str | None = None
	concerns: Concerns | None = None

	@property
	def is_scoped(self) -> bool:
		return bool(self.scope or self.through)


@dataclass(frozen=True)
class House:
	"""All declarations together."""

	documents: dict[str, Document] = field(default_factory=dict)

	def scoped(self) -> list[str]:
		return [name for name, doc in self.documents.items() if doc.is_scoped]

	def rows(self) -> list[str]:
		return [name for name, doc in self.documents.items() if doc.row_of]

	def naming_files(self) -> list[str]:
		return [name for name, doc in self.documents.items() if doc.names_files]

	def filling_links(self) -> list[str]:
		return [name for name, doc in self.documents.items() if doc.fills_links]

	def with_workflow(self) -> list[str]:
		return [name for name, doc in self.documents.items() if doc.has_workflow]

	def papers(self) -> list[str]:
		return [name for name, doc in self.documents.items() if doc.is_paper]

	def spoken(self) -> dict[str, str]:
		return {name: doc.spoken for name, doc in self.documents.items() if doc.spoken}

	def decided(self) -> list[str]:
		"""The DocTypes on which somebody decides by a workflow."""
		return [name for name, doc in self.documents.items() if doc.concerns]

	def persons(self) -> Iterator[tuple[str, Person]]:
		for name, doc in self.documents.items():
			for person in doc.persons:
				yield name, person

	def references(self, master: str) -> Iterator[tuple[str, str]]:
		"""(DocType, column) of what forbids the deletion of a document of ``master``."""
		for name, doc in self.documents.items():
			if master == PROFILE:
				yield from ((name, person.field) for person in doc.persons if person.keeps)
			yield from ((name, column) for column, target in doc.refers if target == master)

	def kept(self) -> Iterator[tuple[str, Years]]:
		return ((name, doc.kept) for name, doc in self.documents.items() if doc.kept)

	def evidence(self) -> dict[str, Evidence]:
		return {name: doc.evidence for name, doc in self.documents.items() if doc.evidence}

	def query_conditions(self) -> dict[str, str]:
		"""``permission_query_conditions``. Frappe 15's first releases do not tell the hook for which DocType
		it is asked: each has a name of its own in ``scope.queries``, which answers to all of them."""
		queries = "volunteer_services.foundation.scope.queries"
		return {
			name: self.documents[name].listed or f"{queries}.{frappe.scrub(name)}"
			for name in (*self.scoped(), *self.rows())
		}


def read(modules: Iterable[str]) -> House:
	"""The house of these modules. Raises ValueError where two of them declare one DocType."""
	documents: dict[str, Document] = {}
	for path in modules:
		own = frappe.get_module(path).DOCUMENTS
		if twice := documents.keys() & own.keys():
			raise ValueError(f"{path} declares {sorted(twice)}, which another room declares too")
		documents.update(own)
	return House(documents)


_read = lru_cache(maxsize=8)(read)


def house() -> House:
	"""What the rooms of the site's apps declare; code, read once in a process."""
	own = frappe.get_hooks(HOOK, app_name="volunteer_services")
	return _read(tuple(dict.fromkeys([*own, *frappe.get_hooks(HOOK)])))


def document(doctype: str) -> Document:
	"""The declaration of ``doctype``. Raises KeyError for one that no room declares."""
	return house().documents[doctype]
