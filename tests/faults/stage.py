"""A site of its own with a durable database of its own, in a directory that goes afterwards. Web server,
queue worker and database run as processes of this stage and may be killed at any moment.

Nothing else is ever killed: each process is a child, and is signalled by its own handle.
"""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time

import pymysql

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
HOME = CHECKOUT / ".devsite"
SITE = "faults.localhost"
DATABASE = "faults"
_CONFIG = """[mysqld]
datadir={data}
port={port}
bind-address=127.0.0.1
socket=mysqld.sock
pid-file=mysqld.pid
tmpdir={tmp}
{user}
skip-log-bin
skip-name-resolve
character-set-server=utf8mb4
collation-server=utf8mb4_unicode_ci
innodb_buffer_pool_size=128M
innodb_log_file_size=64M
innodb_flush_log_at_trx_commit=1
innodb_doublewrite=1
max_allowed_packet=256M
max_connections=200
"""
_RUNNING_SECONDS = 90


def free_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return probe.getsockname()[1]


class Stage:
	"""Use as a context manager; ``url`` is where the site answers."""

	def __init__(self, where: pathlib.Path) -> None:
		self.where = where
		self.data, self.logs = where / "mariadb", where / "logs"
		self.sites = where / "sites"
		self.port_database, self.port_web, self.port_redis = free_port(), free_port(), free_port()
		self.url = f"http://127.0.0.1:{self.port_web}"
		self.password = secrets.token_hex(12)
		self._running: dict[str, subprocess.Popen] = {}

	def __enter__(self) -> Stage:
		try:
			self._make()
		except BaseException:
			self.__exit__()
			raise
		return self

	def __exit__(self, *_error) -> None:
		for name in ("web", "worker", "redis", "database"):
			self.stop(name)
		shutil.rmtree(self.data, ignore_errors=True)

	# --- making it ----------------------------------------------------------------------------------

	def _make(self) -> None:
		for folder in (self.data, self.logs, self.where / "tmp", self.where / "config"):
			folder.mkdir(parents=True)
		self._install_database()
		self.start("redis")
		self.start("database")
		self._load()
		self._make_bench()

	def _install_database(self) -> None:
		options = ["--no-defaults", f"--datadir={self.data}", "--auth-root-authentication-method=normal"]
		options += ["--skip-test-db", *(["--user=root"] if os.geteuid() == 0 else [])]
		subprocess.run([_program("mariadb-install-db"), *options], check=True, capture_output=True)
		user = "user=root" if os.geteuid() == 0 else ""
		config = _CONFIG.format(data=self.data, port=self.port_database, tmp=self.where / "tmp", user=user)
		(self.where / "mariadb.cnf").write_text(config)
		(self.where / "init.sql").write_text(
			f"create user if not exists '{DATABASE}'@'%' identified by '{self.password}';\n"
			f"create database if not exists `{DATABASE}` character set utf8mb4 collate utf8mb4_unicode_ci;\n"
			f"grant all on `{DATABASE}`.* to '{DATABASE}'@'%';\n"
		)

	def _load(self) -> None:
		dump = HOME / "dumps/template.sql"
		client = [_program("mariadb"), "--no-defaults", "-h127.0.0.1", f"-P{self.port_database}"]
		with open(dump, "rb") as sql:
			environment = {**os.environ, "MYSQL_PWD": self.password}
			subprocess.run([*client, f"-u{DATABASE}", DATABASE], stdin=sql, env=environment, check=True)

	def _make_bench(self) -> None:
		model = pathlib.Path(os.environ["DEVSITE_SITES_PATH"])
		for folder in ("public/files", "private/files", "private/backups", "locks", "logs"):
			(self.sites / SITE / folder).mkdir(parents=True)
		for name in ("apps", "env"):
			os.symlink(model.parent / name, self.where / name)
		os.symlink(model / "assets", self.sites / "assets")
		shutil.copy(model / "apps.txt", self.sites)
		redis = f"redis://127.0.0.1:{self.port_redis}"
		common = json.loads((model / "common_site_config.json").read_text())
		common |= {
			"db_port": self.port_database,
			"redis_cache": redis,
			"redis_queue": redis,
			"redis_socketio": redis,
		}
		(self.sites / "common_site_config.json").write_text(json.dumps(common))
		kept = json.loads((HOME / "dumps/template.json").read_text())["config"]
		kept |= {"db_name": DATABASE, "db_password": self.password, "host_name": self.url, "allow_tests": 1}
		(self.sites / SITE / "site_config.json").write_text(json.dumps(kept))

	# --- its processes ------------------------------------------------------------------------------

	def _command(self, name: str) -> list[str]:
		if name == "database":
			config, init = self.where / "mariadb.cnf", self.where / "init.sql"
			return [_program("mariadbd"), f"--defaults-file={config}", f"--init-file={init}"]
		if name == "redis":
			options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(self.where)]
			return [_program("redis-server"), "--port", str(self.port_redis), *options]
		if name == "web":
			serve = CHECKOUT / "tools/devsitelib/inside/serve.py"
			return [sys.executable, str(serve), SITE, str(self.sites), str(self.port_web)]
		worker = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "worker", "--quiet"]
		return [*worker, "--queue", "short,default,long"]

	def start(self, name: str) -> None:
		"""Start a process of the stage and wait until it answers."""
		cwd = self.data if name == "database" else self.sites if self.sites.exists() else self.where
		with open(self.logs / f"{name}.log", "ab") as out:
			self._running[name] = subprocess.Popen(
				self._command(name),
				cwd=cwd,
				env=self.environment(),
				stdin=subprocess.DEVNULL,
				stdout=out,
				stderr=subprocess.STDOUT,
				start_new_session=True,
			)
		end = time.monotonic() + _RUNNING_SECONDS
		while not self._answers(name):
			if time.monotonic() > end or self._running[name].poll() is not None:
				tail = (self.logs / f"{name}.log").read_text(errors="replace")[-2000:]
				raise RuntimeError(f"{name} does not run:\n{tail}")
			time.sleep(0.1)

	def _answers(self, name: str) -> bool:
		if name == "worker":
			return True
		if name == "database":
			with contextlib.suppress(pymysql.Error), self.connection():
				return True
			return False
		port = {"web": self.port_web, "redis": self.port_redis}[name]
		with socket.socket() as probe:
			return probe.connect_ex(("127.0.0.1", port)) == 0

	def kill(self, name: str) -> None:
		"""kill -9 of a process of ours, with what it forked."""
		process = self._running.pop(name)
		with contextlib.suppress(ProcessLookupError):
			os.killpg(process.pid, signal.SIGKILL)
		process.wait(timeout=30)

	def stop(self, name: str) -> None:
		process = self._running.pop(name, None)
		if process is None or process.poll() is not None:
			return
		process.terminate()
		try:
			process.wait(timeout=30)
		except subprocess.TimeoutExpired:
			with contextlib.suppress(ProcessLookupError):
				os.killpg(process.pid, signal.SIGKILL)
			process.wait(timeout=30)

	def environment(self) -> dict[str, str]:
		return {
			**os.environ,
			"DEVSITE_SITE": SITE,
			"DEVSITE_SITES_PATH": str(self.sites),
			"SITES_PATH": str(self.sites),
			"PYTHONPATH": str(CHECKOUT),
		}

	def run(self, script: str, *arguments: str, seconds: int = 1200) -> str:
		"""Run a script of this folder inside the site; returns what it prints."""
		command = [sys.executable, str(pathlib.Path(__file__).with_name(script)), *arguments]
		done = subprocess.run(
			command, env=self.environment(), cwd=self.sites, capture_output=True, text=True, timeout=seconds
		)
		if done.returncode:
			raise RuntimeError(f"{script} failed:\n{done.stderr[-3000:]}")
		return done.stdout

	def connection(self):
		return pymysql.connect(
			host="127.0.0.1",
			port=self.port_database,
			user=DATABASE,
			password=self.password,
			database=DATABASE,
			charset="utf8mb4",
			connect_timeout=2,
			autocommit=True,
		)


def _program(name: str) -> str:
	path = ":".join((os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin"))
	found = shutil.which(name, path=path)
	if not found:
		raise RuntimeError(f"{name} is not installed")
	return found
