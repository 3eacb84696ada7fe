"""A hash over what shapes a freshly installed site: metadata, defaults, patches, and what they import."""

import ast
import hashlib
import pathlib

from . import engine, state

STARTS = ("__init__.py", "hooks.py", "install.py")
FOLDERS = ("setup", "patches", "integrations")
FILES = ("*.json", "*.txt", "*.html")
NOT_IN_THE_SITE = {"public", "templates", "www", "__pycache__"}


def _imports(path, package):
	"""The files of this app that a module imports, at whatever depth of nesting."""
	try:
		tree = ast.parse(path.read_text(encoding="utf-8"))
	except (SyntaxError, UnicodeDecodeError):
		return
	here = (state.APP, *path.relative_to(package).parent.parts)
	for node in ast.walk(tree):
		if isinstance(node, ast.Import):
			names = [alias.name for alias in node.names]
		elif isinstance(node, ast.ImportFrom):
			base = ".".join(here[: len(here) - node.level + 1]) if node.level else ""
			module = ".".join(part for part in (base, node.module) if part)
			names = [module, *(f"{module}.{alias.name}" for alias in node.names)]
		else:
			continue
		for name in names:
			parts = name.split(".")
			if parts[0] == state.APP:
				file = package.joinpath(*parts[1:])
				yield from (
					found for found in (file.with_suffix(".py"), file / "__init__.py") if found.is_file()
				)


def _code(package):
	"""The modules that run at install, and everything of the app that those import."""
	todo = [package / name for name in STARTS]
	todo += [path for folder in FOLDERS for path in (package / folder).rglob("*.py")]
	seen = set()
	while todo:
		path = todo.pop()
		if path not in seen and path.is_file():
			seen.add(path)
			todo.extend(_imports(path, package))
	return seen


def _indexes(package):
	"""Controllers count only by their on_doctype_update, which makes the indexes."""
	for path in package.rglob("doctype/*/*.py"):
		text = path.read_text(encoding="utf-8")
		if "def on_doctype_update" in text:
			yield path, text.partition("def on_doctype_update")[2]


def compute(checkout=None):
	package = pathlib.Path(checkout or state.CHECKOUT) / state.APP
	texts = {
		path: path.read_bytes()
		for pattern in FILES
		for path in package.rglob(pattern)
		if not NOT_IN_THE_SITE & set(path.relative_to(package).parts)
	}
	texts.update({path: path.read_bytes() for path in _code(package)})
	for path, text in _indexes(package):
		texts.setdefault(path, text.encode())
	digest = hashlib.sha256(engine.STAMP.encode())
	digest.update((state.LIB / "inside/settle.py").read_bytes())
	for path in sorted(texts):
		digest.update(str(path.relative_to(package)).encode() + b"\0" + texts[path] + b"\0")
	return digest.hexdigest()
