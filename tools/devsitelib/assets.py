"""The desk's and the app's browser code, bundled by esbuild into .devsite/dist."""

import hashlib
import json
import shutil

from . import engine, shell, state
from .say import step

SOURCES = (".js", ".ts", ".css", ".scss", ".vue", ".html", ".svg", ".woff2")


def public_folders():
	return {"frappe": state.ENGINE / "frappe/public", state.APP: state.CHECKOUT / state.APP / "public"}


def _packages():
	"""Install what package-lock.json pins, once; returns its hash."""
	source = state.LIB / "node"
	names = ("package.json", "package-lock.json")
	stamp = hashlib.sha256(b"".join((source / name).read_bytes() for name in names)).hexdigest()
	if not state.is_made(state.NODE, stamp):
		with step("installing npm packages", "安装 npm 软件包"):
			state.NODE.mkdir(exist_ok=True)
			for name in names:
				shutil.copyfile(source / name, state.NODE / name)
			command = [shell.which("npm"), "ci", "--no-audit", "--no-fund", "--legacy-peer-deps"]
			shell.quiet(command, "npm", cwd=state.NODE, what="npm ci")
		state.made(state.NODE, stamp)
	return stamp


def _stamp(app, public, packages):
	digest = hashlib.sha256(packages.encode() + (state.LIB / "node/build.mjs").read_bytes())
	if app == "frappe":
		digest.update(engine.STAMP.encode())
	else:
		for path in sorted(path for path in public.rglob("*") if path.suffix in SOURCES):
			digest.update(str(path.relative_to(public)).encode() + path.read_bytes())
	return digest.hexdigest()


def ensure():
	"""Bundle what changed: the desk hardly ever, the app whenever a file in its public folder does."""
	packages = _packages()
	known = state.get("bundles") or {}
	stamps = {app: _stamp(app, public, packages) for app, public in public_folders().items()}
	todo = [
		app for app in stamps if known.get(app) != stamps[app] or not (state.DIST / f"{app}.json").exists()
	]
	if not todo:
		return
	served = state.ENGINE / "frappe/public/node_modules"  # the desk fetches a few files from there
	if not served.is_symlink():
		served.symlink_to(state.NODE / "node_modules")
	state.DIST.mkdir(exist_ok=True)
	shutil.copyfile(state.LIB / "node/build.mjs", state.NODE / "build.mjs")
	for app in todo:
		with step(f"bundling the browser code of {app}", f"打包 {app} 的界面代码"):
			_bundle(app)
	merged = {}
	for app in stamps:
		merged.update(json.loads((state.DIST / f"{app}.json").read_text()))
	(state.DIST / "assets.json").write_text(json.dumps(merged, indent=1))
	state.put(bundles=stamps)


def _bundle(app):
	folders = {name: str(path) for name, path in public_folders().items()}
	job = {
		"app": app,
		"folders": folders,
		"out": str(state.DIST / app),
		"url": f"/assets/dist/{app}",
		"json": str(state.DIST / f"{app}.json"),
	}
	shell.quiet([shell.which("node"), "build.mjs", json.dumps(job)], "assets", cwd=state.NODE, what="esbuild")
