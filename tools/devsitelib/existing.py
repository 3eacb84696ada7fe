"""An existing bench and site, named with --bench and --site."""

import os
import pathlib
import re

from . import bench as benches
from . import python, shell, state, up
from .report import logins, report
from .say import Problem, note, step


def find(path, name):
	"""The bench and the site's name, checked."""
	bench = benches.existing(path)
	if not (bench.sites / name / "site_config.json").exists():
		raise Problem(
			f"the bench {bench.path} has no site {name}: make it with `bench new-site {name}`, "
			"or check the spelling.",
			f"bench {bench.path} 没有站点 {name}：请用 bench new-site {name} 建立，或检查名称。",
		)
	_same_app(bench)
	return bench, name


def _same_app(bench):
	app = bench.path / "apps" / state.APP
	if app.exists() and app.resolve() != state.CHECKOUT:
		raise Problem(
			f"the bench holds another checkout of the app: run {app.resolve()}/tools/devsite instead.",
			f"该 bench 装的是另一份应用代码。请运行 {app.resolve()}/tools/devsite。",
		)


def up_existing(bench, name, demo=False):
	"""Install the app if missing, else migrate; print the address. The bench's own services must run."""
	_put_into_bench(bench)
	installed = shell.output(bench.frappe(name, "list-apps"), cwd=bench.sites, env=bench.environment())
	if installed is None:
		raise Problem(
			f"the site {name} does not answer: do its database and Redis run (`bench start`)?",
			f"站点 {name} 没有响应：该 bench 的数据库和 Redis 是否已启动（bench start）？",
		)
	if any(row.split()[:1] == [state.APP] for row in installed.splitlines()):
		with step(f"migrating {name}", f"升级 {name}"):
			bench.quiet(name, "migrate", log="bench-migrate")
	else:
		with step(f"installing the app on {name}", f"在 {name} 上安装应用"):
			bench.quiet(name, "install-app", state.APP, log="bench-install")
	if demo:
		up.make_demo(bench, name)
	config = {**bench.config(), **bench.config(name)}
	url = config.get("host_name") or f"http://{name}:{config.get('webserver_port', 8000)}"
	report(url, name, logins(bench, name) if demo else [])
	note(
		"the bench's own processes serve the site (bench start)",
		"站点由该 bench 自己的进程提供（bench start）",
	)


def _put_into_bench(bench):
	"""What `bench get-app` does, with this checkout: link, install, list, build; nothing if it is there."""
	app = bench.path / "apps" / state.APP
	if not app.exists():
		app.symlink_to(state.CHECKOUT)
	if _lacks_requirements(bench):
		with step("installing the app into the bench's Python", "把应用装入 bench 的 Python 环境"):
			python.install_elsewhere(bench.python, "-e", app)
	apps = bench.sites / "apps.txt"
	listed = apps.read_text().split()
	if state.APP not in listed:
		apps.write_text("\n".join([*listed, state.APP, ""]))
		try:
			with step("bundling the app's browser code", "打包应用的界面代码"):
				bench.quiet(None, "build", "--app", state.APP, log="bench-build")
		except Problem as problem:
			problem.show()
			note("run `bench build` yourself, then go on", "请自行运行 bench build 后继续")


def _lacks_requirements(bench):
	"""Whether the bench's Python lacks the app or anything that pyproject.toml asks for."""
	wanted = [re.split(r"[^\w.-]", row, maxsplit=1)[0] for row in python.project_requirements(bench.python)]
	code = f"import {state.APP}, sys, importlib.metadata as m; [m.version(name) for name in sys.argv[1:]]"
	return shell.output([bench.python, "-c", code, *wanted], cwd=bench.sites) is None


def run_file(bench, name, file, rest):
	path = pathlib.Path(file).absolute()
	if not path.is_file():
		raise Problem(f"there is no file {file}", f"没有文件 {file}")
	command = bench.inside("run_file.py", name, path, *rest)
	return shell.through(command, cwd=os.getcwd(), env=bench.environment())
