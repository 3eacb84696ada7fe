"""The handbook of the staff 使用手册: Markdown pages in Chinese that ship with the app.

A page stands in ``www/volunteer-services-help/``; its first line is its title, and each heading says its
anchor: ``## 现场登记 {#walk-in}``.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frappe.utils import md_to_html

ROUTE = "/volunteer-services-help"
INDEX = "index"
PAGES = (
	INDEX,
	"first-hour",
	"registration",
	"joining",
	"complaints",
	"needs",
	"activities",
	"sign-up",
	"check-in",
	"readiness",
	"review",
	"records",
	"certificates",
	"stars",
	"points",
	"sites",
	"imports",
	"reports",
	"appointments",
)
"""In the order of the list of pages."""
FOLDER = Path(__file__).parents[2] / "www" / ROUTE.strip("/")
_TITLE = re.compile(r"\A# (.+)\n")
_HEADING = re.compile(r"^(#{2,3}) (.+?) \{#([a-z0-9-]+)\}$", re.M)


@dataclass(frozen=True)
class Page:
	"""One page: ``slug`` in its address, ``title``, ``body`` as HTML, ``anchors`` of its headings."""

	slug: str
	title: str
	body: str
	anchors: tuple[str, ...]

	@property
	def address(self) -> str:
		"""Where the page is read."""
		return ROUTE if self.slug == INDEX else f"{ROUTE}/{self.slug}"


def page(slug: str) -> Page | None:
	"""The page of that name, or None."""
	return pages().get(slug)


@cache
def pages() -> dict[str, Page]:
	"""All pages in their order. They change with the app only: read once in a process."""
	return {slug: _read(slug) for slug in PAGES}


def _read(slug: str) -> Page:
	text = (FOLDER / f"{slug}.md").read_text(encoding="utf-8")
	title = _TITLE.match(text)
	# Chinese headings have no letters of which Markdown could make an anchor.
	body = _HEADING.sub(_heading, text[title.end() :])
	return Page(slug, title[1], str(md_to_html(body)), tuple(found[3] for found in _HEADING.finditer(text)))


def _heading(found: re.Match) -> str:
	tag = f"h{len(found[1])}"
	return f'<{tag} id="{found[3]}">{found[2]}</{tag}>'
