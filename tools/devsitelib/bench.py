"""A bench: a directory with `sites/`, `apps/`, a Python. Ours below .devsite have the real one's shape."""

import json
import os
import pathlib

from . import redis, shell, state
from .say import Problem


class Bench:
	"""An existing bench, or one of ours."""

	def __init__(self, path, python=None):
		self.path = pathlib.Path(path).absolute()
		self.sites = self.path / "sites"
		self.python = pathlib.Path(python or self.path / "env/bin/python")

	def frappe(self, site, *arguments):
		"""The command line that runs one of Frappe's own commands (in the directory `sites`)."""
		where = ["--site", site] if site else []
		return [self.python, "-m", "frappe.utils.bench_helper", "frappe", *where, *arguments]

	def environment(self, **more):
		return state.environment(SITES_PATH=self.sites, **more)

	def quiet(self, site, *arguments, log="frappe"):
		command = self.frappe(site, *arguments)
		shell.quiet(command, log, cwd=self.sites, env=self.environment(), what=f"frappe {arguments[0]}")

	def through(self, site, *arguments):
		return shell.through(self.frappe(site, *arguments), cwd=self.sites, env=self.environment())

	def inside(self, script, site, *arguments):
		"""The command line that runs one of `tools/devsitelib/inside/` in the site's Python."""
		return [self.python, state.LIB / "inside" / script, site, self.sites, *arguments]

	def config(self, site=None):
		return json.loads(
			(
				self.sites / (site or "") / ("site_config.json" if site else "common_site_config.json")
			).read_text()
		)

	def set_config(self, site, **values):
		path = self.sites / site / "site_config.json"
		merged = {**json.loads(path.read_text()), **values}
		path.write_text(json.dumps(merged, indent=1, sort_keys=True))


def existing(path):
	"""The bench that the user named, or a Problem that says what it lacks."""
	bench = Bench(path)
	for needed, what in ((bench.python, "env/bin/python"), (bench.sites / "apps.txt", "sites/apps.txt")):
		if not needed.exists():
			raise Problem(
				f"{bench.path} is no bench: it has no {what}. --bench wants what `bench init` made.",
				f"{bench.path} 不是 bench 目录：缺 {what}。--bench 应指向 bench init 建立的目录。",
			)
	return bench


def ours(name, number):
	"""Make (or refresh) one of our own benches; `number` picks its Redis databases."""
	path = state.BENCHES / name
	for folder in ("sites/assets", "apps", "logs", "config"):
		(path / folder).mkdir(parents=True, exist_ok=True)
	links = {
		"apps/frappe": state.ENGINE,
		f"apps/{state.APP}": state.CHECKOUT,
		"env": state.VENV,
		"sites/assets/frappe": state.ENGINE / "frappe/public",
		f"sites/assets/{state.APP}": state.CHECKOUT / state.APP / "public",
		"sites/assets/dist": state.DIST,
	}
	for link, target in links.items():
		_link(path / link, target)
	cache, queue = redis.urls(number)
	common = {
		"db_host": "127.0.0.1",
		"db_port": state.get("port_mariadb"),
		"redis_cache": cache,
		"redis_queue": queue,
		"redis_socketio": cache,
		"developer_mode": 0,
		"socketio_port": 9,
	}
	(path / "sites/common_site_config.json").write_text(json.dumps(common, indent=1, sort_keys=True))
	(path / "sites/apps.txt").write_text(f"frappe\n{state.APP}\n")
	assets = path / "sites/assets/assets.json"
	built = state.DIST / "assets.json"
	assets.write_text(built.read_text() if built.exists() else "{}")
	return Bench(path, state.VENV / "bin/python")


def _link(path, target):
	if os.path.islink(path) and os.readlink(path) == str(target):
		return
	if os.path.lexists(path):
		path.unlink()
	path.symlink_to(target)
