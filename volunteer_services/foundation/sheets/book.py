"""The rows of a file that somebody sends: an Excel workbook or a text with separators, read within bounds."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from enum import Enum

from openpyxl import load_workbook

MAX_UNPACKED = 8 * 2**20
MAX_PARTS = 200
MAX_COLUMNS = 100
_ENCODINGS = ("utf-8-sig", "gb18030")


class Fault(Enum):
	"""Why a file is not read."""

	NO_WORKBOOK = "no workbook"
	OTHER_KIND = "another kind of package"
	TOO_LARGE = "too large when it is unpacked"
	DAMAGED = "damaged"


class UnreadableError(Exception):
	"""A file that is not read; ``fault`` says why."""

	def __init__(self, fault: Fault) -> None:
		super().__init__(fault.value)
		self.fault = fault


def why_unreadable(content: bytes) -> Fault | None:
	"""Why the bytes are no workbook that may be opened; None: they are one."""
	try:
		with zipfile.ZipFile(io.BytesIO(content)) as package:
			parts = package.infolist()
			names = {part.filename for part in parts}
			if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
				return Fault.OTHER_KIND
			if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
				return Fault.TOO_LARGE
			# Sizes may be a lie: unpacking stops at what they promise. No workbook declares entities.
			for part in parts:
				with package.open(part) as opened:
					if b"<!DOCTYPE" in opened.read(MAX_UNPACKED) or opened.read(1):
						return Fault.OTHER_KIND
	except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
		return Fault.NO_WORKBOOK
	except zlib.error:
		return Fault.DAMAGED
	return None


def rows(file_name: str, content: bytes, most: int) -> list[list]:
	"""The cells of the first sheet, ``most`` rows at most; texts come in UTF-8 or GB 18030 (with GBK in it).

	Raises UnreadableError.
	"""
	if file_name.lower().endswith((".csv", ".txt")):
		return _of_text(content, most)
	if fault := why_unreadable(content):
		raise UnreadableError(fault)
	try:
		opened = load_workbook(io.BytesIO(content), data_only=True, read_only=True, keep_links=False)
		sheet = opened.worksheets[0]
		sheet.reset_dimensions()  # what a file says of its size may be a lie
		found = sheet.iter_rows(max_row=most, max_col=MAX_COLUMNS, values_only=True)
		return [_trimmed(list(row)) for row in found]
	except Exception as damage:  # a damaged part raises whatever its reader happens to raise
		raise UnreadableError(Fault.DAMAGED) from damage


def _trimmed(row: list) -> list:
	"""The row without the empty cells at its end."""
	while row and row[-1] in (None, ""):
		row.pop()
	return row


def _of_text(content: bytes, most: int) -> list[list]:
	for encoding in _ENCODINGS:
		try:
			text = content.decode(encoding)
			break
		except UnicodeDecodeError:
			continue
	else:
		raise UnreadableError(Fault.DAMAGED)
	head = text[:4096]
	separator = max(",\t;", key=head.count)
	try:
		reader = csv.reader(io.StringIO(text), delimiter=separator)
		return [_trimmed(row[:MAX_COLUMNS]) for row, _number in zip(reader, range(most), strict=False)]
	except csv.Error as damage:
		raise UnreadableError(Fault.DAMAGED) from damage
