"""A MariaDB of our own: data below .devsite, loopback only, no durability (data here is for trying out)."""

import os
import shutil
import subprocess

from . import ports, procs, shell, state
from .say import Problem, step

DATA = state.HOME / "mariadb"
TEMPORARY = state.HOME / "mariadb-tmp"
CONFIG = """[mysqld]
datadir={data}
port={port}
bind-address=127.0.0.1
socket=mysqld.sock
pid-file=mysqld.pid
# A server that starts empties its directory for temporary tables: in /tmp it would be another server's too.
tmpdir={tmp}
{user}
skip-log-bin
skip-name-resolve
character-set-server=utf8mb4
collation-server=utf8mb4_unicode_ci
innodb_buffer_pool_size=512M
innodb_log_file_size=128M
innodb_flush_log_at_trx_commit=0
innodb_doublewrite=0
max_allowed_packet=256M
max_connections=200
"""


def ensure():
	"""Start the server if it does not run; returns its port."""
	with state.lock("mariadb"):
		if procs.pid_of("mariadb"):
			return state.get("port_mariadb")
		first = not (DATA / "mysql").exists()
		if first:
			shutil.rmtree(DATA, ignore_errors=True)
			DATA.mkdir(mode=0o700)
			with step("creating the database server", "创建数据库"):
				options = ["--no-defaults", f"--datadir={DATA}", "--auth-root-authentication-method=normal"]
				options += ["--skip-test-db", *(["--user=root"] if os.geteuid() == 0 else [])]
				command = [shell.which("mariadb-install-db"), *options]
				shell.quiet(command, "mariadb-install", what="mariadb-install-db")
		with step("starting MariaDB", "启动 MariaDB"):
			_start(first)
		return state.get("port_mariadb")


def _start(first):
	port = ports.remembered("mariadb")
	config = state.HOME / "mariadb.cnf"
	TEMPORARY.mkdir(mode=0o700, exist_ok=True)
	user = "user=root" if os.geteuid() == 0 else ""
	config.write_text(CONFIG.format(data=DATA, tmp=TEMPORARY, port=port, user=user))
	command = [shell.which("mariadbd"), f"--defaults-file={config}"]
	password = state.secret("db_root_password")
	if first:
		init = state.HOME / "mariadb-init.sql"
		init.touch(mode=0o600)
		init.write_text(
			f"ALTER USER 'root'@'localhost' IDENTIFIED BY '{password}';\n"
			f"CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '{password}';\n"
			"GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;\n"
		)
		command.append(f"--init-file={init}")
	process = procs.start("mariadb", command, cwd=DATA)
	try:
		procs.wait_until(lambda: _client_works(port), process, "mariadb")
		if first:
			init.unlink()
	except Problem:
		if first:  # never leave a half-made database behind
			shutil.rmtree(DATA, ignore_errors=True)
		raise


def _client(program, *arguments):
	port = state.get("port_mariadb")
	return [shell.which(program), "--no-defaults", "-h127.0.0.1", f"-P{port}", "-uroot", *arguments]


def _environment():
	return state.environment(MYSQL_PWD=state.get("db_root_password"))


def _client_works(port):
	return (
		ports.answers(port)
		and shell.output(_client("mariadb", "-e", "select 1"), env=_environment()) is not None
	)


def execute(sql):
	result = subprocess.run(_client("mariadb"), env=_environment(), input=sql, text=True, capture_output=True)
	if result.returncode:
		raise Problem(
			f"MariaDB refused: {result.stderr.strip()}", f"MariaDB 拒绝执行：{result.stderr.strip()}"
		)


def make_database(name, password):
	"""An empty database with a user of the same name."""
	execute(
		f"DROP DATABASE IF EXISTS `{name}`;"
		f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;"
		f"CREATE OR REPLACE USER `{name}`@`%` IDENTIFIED BY '{password}';"
		f"GRANT ALL ON `{name}`.* TO `{name}`@`%`;"
	)


def drop_database(name):
	execute(f"DROP DATABASE IF EXISTS `{name}`; DROP USER IF EXISTS `{name}`@`%`;")


def dump(name, path):
	fresh = path.with_suffix(".new")
	options = ["--single-transaction", "--quick", "--skip-comments", f"--result-file={fresh}"]
	shell.quiet(_client("mariadb-dump", *options, name), "dump", env=_environment(), what="mariadb-dump")
	fresh.replace(path)


def load(name, path):
	with open(path, "rb") as sql:
		shell.quiet(_client("mariadb", name), "load", env=_environment(), stdin=sql, what="loading the dump")
