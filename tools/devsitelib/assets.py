"""The desk's and the app's browser code, bundled by esbuild into .devsite/dist."""

import hashlib
import json
import shutil

from . import engine, shell, state
from .say import step

SOURCES = ("*.js", "*.ts", "*.css", "*.scss", "*.vue", "*.html")


def _packages():
	"""Install what package-lock.json pins, once."""
	source = state.LIB / "node"
	names = ("package.json", "package-lock.json")
	stamp = hashlib.sha256(b"".join((source / name).read_bytes() for name in names)).hexdigest()
	if state.get("node_packages") == stamp:
		return stamp
	with step("installing npm packages", "安装 npm 软件包"):
		state.NODE.mkdir(exist_ok=True)
		for name in names:
			shutil.copyfile(source / name, state.NODE / name)
		command = [shell.which("npm"), "ci", "--no-audit", "--no-fund", "--legacy-peer-deps"]
		shell.quiet(command, "npm", cwd=state.NODE, what="npm ci")
	state.put(node_packages=stamp)
	return stamp


def _stamp(packages):
	digest = hashlib.sha256(f"{engine.STAMP} {packages}".encode())
	digest.update((state.LIB / "node/build.mjs").read_bytes())
	public = state.CHECKOUT / state.APP / "public"
	for path in sorted(path for pattern in SOURCES for path in public.rglob(pattern)):
		digest.update(str(path.relative_to(public)).encode() + path.read_bytes())
	return digest.hexdigest()


def ensure():
	"""Bundle if any source changed."""
	stamp = _stamp(_packages())
	if state.get("assets") == stamp and (state.DIST / "assets.json").exists():
		return
	with step("bundling the desk with esbuild", "用 esbuild 打包界面"):
		public = state.CHECKOUT / state.APP / "public"
		link = state.ENGINE / "node_modules"  # the desk fetches a few files from /assets/frappe/node_modules
		served = state.ENGINE / "frappe/public/node_modules"
		for path in (link, served):
			if not path.is_symlink():
				path.symlink_to(state.NODE / "node_modules")
		job = {
			"apps": {"frappe": str(state.ENGINE / "frappe/public"), state.APP: str(public)},
			"out": str(state.DIST),
			"url": "/assets/dist",
			"json": str(state.DIST / "assets.json"),
		}
		shutil.copyfile(state.LIB / "node/build.mjs", state.NODE / "build.mjs")
		shell.quiet([shell.which("node"), "build.mjs", json.dumps(job)], "assets", cwd=state.NODE, what="esbuild")
	state.put(assets=stamp)
