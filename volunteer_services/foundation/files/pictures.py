"""Uploaded pictures: what they really are, turned upright and made smaller, without the place in them."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_SIDE = 2000
"""Pixels: enough to read a notice on a wall."""
MAX_PIXELS = 80_000_000
"""Beyond this a picture is left as it came: unpacking it would take more memory than a worker has."""
_SIGNATURES: dict[str, tuple[bytes, ...]] = {
	"jpg": (b"\xff\xd8\xff",),
	"jpeg": (b"\xff\xd8\xff",),
	"png": (b"\x89PNG\r\n\x1a\n",),
	"gif": (b"GIF87a", b"GIF89a"),
	"bmp": (b"BM",),
	"webp": (b"RIFF",),
	"pdf": (b"%PDF",),
	**dict.fromkeys(("docx", "xlsx", "pptx", "ofd", "zip"), (b"PK",)),
	**dict.fromkeys(("doc", "wps", "xls", "et", "ppt"), (b"\xd0\xcf\x11\xe0", b"PK", b"{\\rtf")),
}
_READ = {"JPEG", "PNG", "WEBP", "MPO"}


def matches(content: bytes, ending: str) -> bool:
	"""Whether the first bytes are those of a file with this ending; a text has no zero byte."""
	if ending in ("heic", "heif"):
		return content[4:8] == b"ftyp"
	if ending == "txt":
		return b"\0" not in content[:4096]
	return content.startswith(_SIGNATURES.get(ending, ()))


def tidy(filename: str, content: bytes) -> tuple[str, bytes]:
	"""Name and bytes of the picture as it is kept: upright, at most MAX_SIDE pixels, without Exif.

	What Pillow does not read (HEIC), or is too large to unpack, is kept as it is.
	"""
	try:
		with Image.open(BytesIO(content)) as image:
			if image.format not in _READ or image.width * image.height > MAX_PIXELS:
				return filename, content
			return _rewritten(filename, image)
	except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
		return filename, content


def thumbnail(content: bytes, side: int) -> bytes | None:
	"""A small JPEG of a picture, for prints; None where it cannot be made."""
	try:
		with Image.open(BytesIO(content)) as image:
			if image.width * image.height > MAX_PIXELS:
				return None
			image.draft("RGB", (side * 2, side * 2))
			upright = ImageOps.exif_transpose(image)
			upright.thumbnail((side, side))
			return _jpeg(_on_white(upright), 80)
	except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
		return None


def _rewritten(filename: str, image) -> tuple[str, bytes]:
	kind = image.format
	upright = ImageOps.exif_transpose(image)
	upright.thumbnail((MAX_SIDE, MAX_SIDE))
	if kind in ("JPEG", "MPO"):
		return filename, _jpeg(_on_white(upright), 85)
	out = BytesIO()
	upright.info.clear()
	upright.save(out, format=kind)
	return filename, out.getvalue()


def _on_white(image):
	if image.mode in ("RGBA", "LA", "P"):
		rgba = image.convert("RGBA")
		ground = Image.new("RGB", rgba.size, "white")
		ground.paste(rgba, mask=rgba.getchannel("A"))
		return ground
	return image.convert("RGB")


def _jpeg(image, quality: int) -> bytes:
	out = BytesIO()
	image.save(out, format="JPEG", quality=quality, optimize=True)
	return out.getvalue()
