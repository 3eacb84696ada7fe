"""Rebuild Frappe from the pinned wheel: the same files with the names put back (docs/devsite.md)."""

import hashlib
import pathlib
import re
import shutil
import zipfile

from .say import Problem

DISTRIBUTION = "criscostack==1.0.0"
SHA256 = "dc58aaf29c59b7666edc953596e5b31f77d7286b2ed6b14c6a205b217c210349"
STAMP = f"1 {SHA256}"  # raise the first number when the rebuilding changes

# The longest names first: one pass, left to right, so nothing is renamed twice.
NAMES = {
	"criscostack": "frappe",
	"CRISCOSTACK": "FRAPPE",
	"Criscostack": "Frappe",
	"brik_helper": "bench_helper",
	"criscoerp": "erpnext",
	"CriscoERP": "ERPNext",
	"Criscoerp": "ERPNext",
	"Crisco": "Frappe",
}
_pattern = re.compile("|".join(NAMES))
_byte_pattern = re.compile("|".join(NAMES).encode())

# What pip must know besides the wheel's own list (WeasyPrint 59 breaks with a newer pydyf).
EXTRA_REQUIREMENTS = ("pydyf==0.8.0", "setuptools<81")


def put_names_back(text):
	return _pattern.sub(lambda found: NAMES[found.group()], text)


def put_names_back_in_bytes(content):
	"""Text is rewritten, anything that holds a NUL byte (pictures, fonts) is left as it is."""
	if b"\0" in content[:8192]:
		return content
	return _byte_pattern.sub(lambda found: NAMES[found.group().decode()].encode(), content)


def check(wheel):
	found = hashlib.sha256(pathlib.Path(wheel).read_bytes()).hexdigest()
	if found != SHA256:
		raise Problem(
			f"the wheel of {DISTRIBUTION} has the SHA-256 {found}, not {SHA256}; it was not used. "
			"Your package index serves another file: use one that mirrors PyPI.",
			f"{DISTRIBUTION} 的 SHA-256 是 {found}，不是 {SHA256}，未采用。"
			"软件源给的是另一个文件，请换一个 PyPI 镜像。",
		)


def rebuild(wheel, target):
	"""Write the `frappe` package and its `requirements.txt` into the directory `target`."""
	check(wheel)
	target = pathlib.Path(target)
	fresh = target.with_name(target.name + ".new")
	shutil.rmtree(fresh, ignore_errors=True)
	with zipfile.ZipFile(wheel) as archive:
		for member in archive.infolist():
			if member.is_dir() or ".dist-info/" in member.filename or member.filename.endswith(".DS_Store"):
				continue
			path = fresh / put_names_back(member.filename)
			path.parent.mkdir(parents=True, exist_ok=True)
			path.write_bytes(put_names_back_in_bytes(archive.read(member)))
		metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
		requirements = re.findall(r"^Requires-Dist: (.+)$", archive.read(metadata).decode(), re.MULTILINE)
	(fresh / "requirements.txt").write_text("\n".join([*requirements, *EXTRA_REQUIREMENTS, ""]))
	(fresh / "STAMP").write_text(STAMP)
	shutil.rmtree(target, ignore_errors=True)
	fresh.rename(target)


def is_current(target):
	stamp = pathlib.Path(target) / "STAMP"
	return stamp.exists() and stamp.read_text() == STAMP
