"""`up`: a site of our own to look at, made or brought up to date."""

import shutil

from . import assets, debian, fingerprint, mariadb, ports, procs, python, redis, running, shell, site, state
from . import bench as benches
from .report import logins, report
from .say import Problem, note, step

LOOK = 0  # the number of the bench that people look at
SITE = "demo.localhost"


def prepare():
	"""Everything below a site: packages, environments, the engine, the bundles, database and Redis."""
	state.make_home()
	with state.lock("prepare"):
		debian.ensure()
		python.ensure_site_env()
		assets.ensure()
	mariadb.ensure()
	redis.ensure()


def look_bench():
	return benches.ours("look", LOOK)


def up(port=None, fresh=False, demo=None):
	"""`demo`: None makes the demo data once, True again, False never."""
	if fresh:
		start_over()
	prepare()
	with state.lock("up"):
		port = _web_port(port)
		url = f"http://127.0.0.1:{port}"
		bench = look_bench()
		_ensure_site(bench, url)
		try:
			_ensure_demo(bench, demo)  # before the scheduler, whose first jobs would deadlock with it
		finally:
			running.start(bench, SITE, port)
		report(url, SITE, [site.ADMINISTRATOR, *_known_logins(bench)])


def start_over():
	"""Stop everything and forget sites, databases, the engine and the bundles; installed packages stay."""
	running.down(quiet=True)
	gone = (state.BENCHES, state.DUMPS, state.DIST, state.ENGINE, state.LOGS, state.RUN, mariadb.DATA)
	for path in gone:
		shutil.rmtree(path, ignore_errors=True)
	state.put(look=None, bundles=None, logins=None, db_root_password=None)


def _web_port(asked):
	"""The port asked for, else the remembered one; a stranger on it is the user's to deal with."""
	own = procs.info("web").get("port") if procs.pid_of("web") else None
	wanted = asked or state.get("port_web") or ports.choose("web")
	if wanted != own and not ports.is_free(wanted):
		raise Problem(
			f"port {wanted} is taken by another program. Stop that one, or choose another port: "
			"tools/devsite up --port N",
			f"端口 {wanted} 已被其他程序占用。请停掉它，或另选端口：tools/devsite up --port N",
		)
	state.put(port_web=wanted)
	return wanted


def _ensure_site(bench, url):
	"""Make the site, or migrate it when the code that shapes it has changed."""
	stamp = fingerprint.compute()
	known = state.get("look") or {}
	if not (bench.sites / SITE / "site_config.json").exists() or not known:
		site.ensure_template()
		with step("making the site", "建立站点"):
			site.restore(bench, LOOK, SITE, "template", "devsite_look", host_name=url)
			bench.quiet(SITE, "enable-scheduler")
		state.put(look={"stamp": stamp, "demo": False})
	elif known["stamp"] != stamp:
		with step("the app has changed: migrating the site", "应用有改动：升级站点"):
			bench.quiet(SITE, "migrate", log="migrate")
		state.put(look={**known, "stamp": stamp})
	bench.set_config(SITE, host_name=url)


def _ensure_demo(bench, wanted):
	known = state.get("look")
	if wanted or (wanted is None and not known["demo"]):
		make_demo(bench, SITE)
		state.put(logins=None)
		# an app that names no demo users yet will be asked again next time
		state.put(look={**known, "demo": bool(_known_logins(bench))})


def make_demo(bench, name):
	with step("making the demo data", "生成演示数据", spin=False) as outcome:
		command = bench.inside("demo.py", name, "make")
		outcome.failed = shell.through(command, cwd=bench.sites, env=bench.environment()) != 0
	if outcome.failed:
		note("the site runs, without (all of) its demo data", "站点已运行，但演示数据不完整")
		raise Problem("the demo data could not be made; the error is above", "演示数据生成失败，错误见上")


def _known_logins(bench):
	"""The demo users, asked once for each version of the code."""
	known, stamp = state.get("logins") or {}, running.code_stamp()
	if known.get("stamp") != stamp:
		known = {"stamp": stamp, "rows": logins(bench, SITE)}
		state.put(logins=known)
	return known["rows"]


def ready_site():
	"""Our bench and site, made first if they are not there, with database and Redis running."""
	if not (state.get("look") and (state.BENCHES / "look/sites" / SITE).exists() and shell.which("mariadbd")):
		up()
	mariadb.ensure()
	redis.ensure()
	return look_bench(), SITE
