"""Texts that people wrote, made ready for paper: safe HTML, and pictures carried along in the document.

A PDF is made outside the browser: it has no login for private files, and must not fetch what others link to.
"""

import base64
import io

import frappe
from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from frappe.utils import cstr, sanitize_html, strip_html

LONGEST_SIDE = 1400
MOST_BYTES = 30 * 1024 * 1024
_QUALITY = 82
_DROPPED = ("script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "video", "audio")


def paragraphs(text: str | None) -> str:
	"""The bare text of an HTML field."""
	return strip_html(cstr(text)).strip()


def safe_html(text: str | None, doctype: str, name: str) -> str:
	"""The HTML of a text field for print: sanitised, the document's own pictures inside, others left out."""
	soup = BeautifulSoup(sanitize_html(cstr(text)), "html.parser")
	for tag in soup.find_all(_DROPPED):
		tag.decompose()
	for comment in soup.find_all(string=lambda found: isinstance(found, PreformattedString)):
		comment.extract()
	for tag in soup.find_all(True):
		tag.attrs = {
			key: value for key, value in tag.attrs.items() if key in ("src", "alt", "colspan", "rowspan")
		}
	for image in soup.find_all("img"):
		source = cstr(image.get("src"))
		inside = source if _is_plain_picture(source) else picture(source, doctype, name)
		if inside:
			image["src"] = inside
		else:
			image.decompose()
	return str(soup)


def picture(url: str | None, doctype: str, name: str) -> str | None:
	"""A picture of the document as a data URI, made smaller for print; None for anything else.

	Only files attached to this document are read, whoever names them.
	"""
	file = frappe.db.get_value(
		"File", {"file_url": cstr(url), "attached_to_doctype": doctype, "attached_to_name": name}, "name"
	)
	if not file:
		return None
	try:
		content = frappe.get_doc("File", file).get_content()
	except (OSError, frappe.ValidationError):
		frappe.clear_messages()
		return None
	return _as_uri(content if isinstance(content, bytes) else content.encode())


def _as_uri(content: bytes) -> str | None:
	from PIL import Image, ImageOps, UnidentifiedImageError

	if len(content) > MOST_BYTES:
		return None
	try:
		with Image.open(io.BytesIO(content)) as opened:
			image = ImageOps.exif_transpose(opened).convert("RGBA")
	except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
		return None
	image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
	paper = Image.new("RGB", image.size, "white")
	paper.paste(image, mask=image.getchannel("A"))
	out = io.BytesIO()
	paper.save(out, "JPEG", quality=_QUALITY)
	return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"


def _is_plain_picture(source: str) -> bool:
	return source.startswith(("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,"))
