"""HTML that becomes a PDF: the printing program fetches what the page names, from inside the server's
network.

So a page from a request, and texts that people wrote into documents, may name files of this site only: no
other host, no address of the machine itself, no ``file:``.
"""

import functools
import re

import frappe
from bs4 import BeautifulSoup
from bs4.element import Stylesheet

from volunteer_services.foundation.doors.originals import find, guarded
from volunteer_services.foundation.doors.ours import is_ours

_OWN = re.compile(r"/(?:assets|files|private/files)/(?!.*(?:\.\.|\\|%5c|%2e%2e))[^\s]*", re.I)
_INLINE = re.compile(
	r"data:(?:image/(?:png|jpe?g|gif|webp|bmp|svg\+xml)|font/\w+|application/(?:x-)?font-\w+)[;,]", re.I
)
_NEVER = (
	"script",
	"iframe",
	"frame",
	"frameset",
	"object",
	"embed",
	"applet",
	"base",
	"portal",
	"audio",
	"video",
)
_FETCHED = ("src", "srcset", "poster", "background", "data", "lowsrc", "dynsrc", "imagesrcset", "xlink:href")
_HARMLESS_META = ("", "content-type", "x-ua-compatible")
_LINKED = ("a", "area")
_URL = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\"']*))\s*\)", re.I)
_IMPORT = re.compile(r"@import\b[^;]*;?", re.I)
_OTHER_FETCH = re.compile(
	r"@import|image-set\s*\(|\bsrc\s*\(|-moz-binding|expression\s*\(|behavior\s*:", re.I
)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.I | re.S)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def clean(html: str) -> str:
	"""A whole page, without what would be fetched from anywhere but this site's files."""
	soup = BeautifulSoup(html or "", "html5lib")
	return str(soup) if _strip(soup) else html


def clean_part(html: str) -> str:
	"""A piece of HTML within a field."""
	soup = BeautifulSoup(html, "html5lib")
	if not _strip(soup):
		return html
	return "".join(str(node) for node in (soup.head.contents if soup.head else []) + soup.body.contents)


def may_fetch(address: str) -> bool:
	"""Whether a printed page may name this address."""
	address = re.sub(r"[\x00-\x20]", "", address or "")
	own = frappe.utils.get_url().rstrip("/")
	if address.lower().startswith(own.lower() + "/"):
		address = address[len(own) :]
	return bool(not address or address.startswith("#") or _OWN.fullmatch(address) or _INLINE.match(address))


def _strip(soup: BeautifulSoup) -> bool:
	"""Whether anything was taken away."""
	changed = False
	for tag in soup.find_all(True):
		if tag.decomposed:
			continue
		name = tag.name.lower()
		if name in _NEVER or (name == "meta" and tag.get("http-equiv", "").lower() not in _HARMLESS_META):
			tag.decompose()
			changed = True
			continue
		if name == "style":
			css = "".join(str(part) for part in tag.contents)
			if (kept := clean_css(css)) != css:
				tag.string = Stylesheet(kept)
				changed = True
		for key in list(tag.attrs):
			changed = _strip_attribute(tag, name, key) or changed
	return changed


def _strip_attribute(tag, name: str, key: str) -> bool:
	value = tag.attrs[key]
	value = " ".join(value) if isinstance(value, list) else str(value)
	small = key.lower()
	if small in ("srcset", "imagesrcset"):
		kept = None
	elif small in _FETCHED or small.endswith(":href") or (small == "href" and name not in _LINKED):
		kept = value if may_fetch(value) else None
	elif small == "style" or "url(" in value.lower() or "\\" in value:  # fill="url(…)" and the like
		kept = clean_css(value)
	else:
		return False
	if kept == value:
		return False
	if kept is None:
		del tag.attrs[key]
	else:
		tag.attrs[key] = kept
	return True


def clean_css(css: str) -> str:
	"""Style without addresses of elsewhere; nothing at all where they are hidden in escapes."""
	if _is_harmless(css):
		return css
	css = _IMPORT.sub(
		"", _URL.sub(lambda found: found.group(0) if may_fetch(_address(found)) else "none", css)
	)
	return css if _is_harmless(css) else ""


def _is_harmless(css: str) -> bool:
	plain = _COMMENT.sub("", _ESCAPE.sub(_unescaped, css))
	return not _OTHER_FETCH.search(plain) and plain.lower().count("url(") == sum(
		may_fetch(_address(found)) for found in _URL.finditer(plain)
	)


def _address(found: re.Match) -> str:
	return next((part for part in found.groups() if part), "").strip()


def _unescaped(found: re.Match) -> str:
	if not found.group(1):
		return found.group(2)
	code = int(found.group(1), 16)
	return chr(code) if 0 < code < 0x110000 else ""


def _report(arguments) -> None:
	arguments.html = clean(arguments.get("html"))


def before_print(doc, method: str | None = None, *args, **kwargs) -> None:
	"""Doc event: what people wrote into a document of ours and its rows fetches nothing when it is printed.

	Print formats put texts into the page as they are.
	"""
	if not is_ours(doc.doctype):
		return
	for part in (doc, *doc.get_all_children()):
		for df in part.meta.fields:
			value = part.get(df.fieldname)
			if isinstance(value, str) and "<" in value:
				part.set(df.fieldname, clean_part(value))


def install() -> None:
	"""The print designer makes no ``before_print``: its page is cleaned when it is made."""
	designer = find("frappe.utils.weasyprint.PrintFormatGenerator")
	if not designer or getattr(designer.get_main_html, "for_volunteer_services", False):
		return
	original = designer.get_main_html

	@functools.wraps(original)
	def get_main_html(self):
		html = original(self)
		return clean(html) if is_ours(self.doc.doctype) else html

	get_main_html.for_volunteer_services = True
	designer.get_main_html = get_main_html


report_to_pdf = guarded("frappe.utils.print_format.report_to_pdf", _report)
