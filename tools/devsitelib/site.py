"""Sites: a bare one, the template with the app in it, and quick copies of either from a dump."""

import json
import shutil

from . import bench as benches
from . import engine, fingerprint, mariadb, redis, shell, state
from .say import step

BUILD = 1  # the number of the bench that templates are built in
ADMINISTRATOR = {
	"role": "Administrator",
	"role_zh": "系统管理员",
	"user": "Administrator",
	"password": "admin",
}
FOLDERS = ("public/files", "private/files", "private/backups", "locks", "logs")


def dump_paths(kind):
	return state.DUMPS / f"{kind}.sql", state.DUMPS / f"{kind}.json", state.DUMPS / f"{kind}-files"


def _stamp_of(kind):
	path = dump_paths(kind)[1]
	return json.loads(path.read_text())["stamp"] if path.exists() else None


def save(bench, name, kind, stamp):
	"""Keep a site as a dump: its database, its settings file, its files."""
	sql, facts, files = dump_paths(kind)
	facts.unlink(missing_ok=True)
	config = bench.config(name)
	mariadb.dump(config["db_name"], sql)
	shutil.rmtree(files, ignore_errors=True)
	for folder in ("public", "private"):
		shutil.copytree(bench.sites / name / folder, files / folder)
	facts.write_text(json.dumps({"stamp": stamp, "config": config}))


def restore(bench, number, name, kind, db_name, **config):
	"""A fresh site from a dump, in the bench whose Redis databases are `number`'s."""
	sql, facts, files = dump_paths(kind)
	drop_files(bench, name)
	where = bench.sites / name
	for folder in FOLDERS:
		(where / folder).mkdir(parents=True, exist_ok=True)
	shutil.copytree(files, where, dirs_exist_ok=True)
	kept = json.loads(facts.read_text())["config"]
	password = state.secret("db_site_password")
	merged = {**kept, "db_name": db_name, "db_password": password, **config}
	(where / "site_config.json").write_text(json.dumps(merged, indent=1, sort_keys=True))
	mariadb.make_database(db_name, password)
	mariadb.load(db_name, sql)
	redis.forget(number)


def drop_files(bench, name):
	shutil.rmtree(bench.sites / name, ignore_errors=True)


def drop(bench, name):
	if (bench.sites / name / "site_config.json").exists():
		mariadb.drop_database(bench.config(name)["db_name"])
	drop_files(bench, name)


def ensure_template():
	"""The dump of a site with the app just installed; made anew only when its fingerprint changed."""
	with state.lock("template"):
		stamp = fingerprint.compute()
		if _stamp_of("template") == stamp:
			return stamp
		bench = benches.ours("build", BUILD)
		_ensure_bare(bench)
		name = "template.localhost"
		with step("installing the app on a template site", "在模板站点上安装应用"):
			restore(bench, BUILD, name, "bare", "devsite_template")
			bench.quiet(name, "install-app", state.APP, log="template")
			if redis.has_jobs(BUILD):
				bench.quiet(
					None, "worker", "--queue", "short,default,long", "--burst", "--quiet", log="template"
				)
			save(bench, name, "template", stamp)
			drop(bench, name)
		return stamp


def _ensure_bare(bench):
	"""The dump of a site with Frappe only, the setup wizard answered."""
	stamp = engine.STAMP + (state.LIB / "inside/settle.py").read_text()
	if _stamp_of("bare") == stamp:
		return
	name = "bare.localhost"
	with step("making a bare Frappe site", "建立空白 Frappe 站点"):
		drop_files(bench, name)
		options = [
			"--db-name",
			"devsite_bare",
			"--mariadb-root-password",
			state.get("db_root_password"),
			"--force",
		]
		options += [
			"--db-password",
			state.secret("db_site_password"),
			"--admin-password",
			ADMINISTRATOR["password"],
		]
		bench.quiet(None, "new-site", name, "--no-mariadb-socket", *options, log="new-site")
		bench.set_config(
			name,
			encryption_key=state.secret("encryption_key", _fernet_key),
			mute_emails=1,
			developer_mode=0,
		)
		shell.quiet(
			bench.inside("settle.py", name),
			"new-site",
			cwd=bench.sites,
			env=bench.environment(),
			what="settings",
		)
		save(bench, name, "bare", stamp)
		drop(bench, name)


def _fernet_key():
	import base64
	import os

	return base64.urlsafe_b64encode(os.urandom(32)).decode()
