"""`up` and `down` for a site of our own."""

import hashlib
import json
import shutil

from . import assets, debian, fingerprint, mariadb, ports, procs, python, redis, shell, site, state
from . import bench as benches
from .say import Problem, line, note, step

LOOK = 0  # the number of the bench that people look at
SITE = "demo.localhost"


def prepare(*, web=True):
	"""Everything below a site: packages, environments, the engine, servers, the template."""
	state.make_home()
	with state.lock("prepare"):
		debian.ensure()
		python.ensure_site_env()
		if web:
			assets.ensure()
	mariadb.ensure()
	redis.ensure()


def look_bench():
	return benches.ours("look", LOOK)


def up(port=None, fresh=False, demo=True):
	if fresh:
		start_over()
	prepare()
	with state.lock("up"):
		port = _web_port(port)
		bench = look_bench()
		_ensure_site(bench, port, demo)
		_start(bench, port)
		known = state.get("logins") or {}
		if known.get("stamp") != procs.info("web")["stamp"]:
			known = {"stamp": procs.info("web")["stamp"], "rows": logins(bench, SITE)}
			state.put(logins=known)
	report(bench, f"http://127.0.0.1:{port}", demo_logins=known["rows"])


def start_over():
	"""Stop everything and forget the sites, databases and builds; the downloads stay."""
	down(quiet=True)
	for path in (state.BENCHES, state.DUMPS, mariadb.DATA, state.DIST, state.ENGINE, state.LOGS, state.RUN):
		shutil.rmtree(path, ignore_errors=True)
	state.put(look=None, bundles=None, site_env=None, db_root_password=None)


def _web_port(asked):
	"""The port asked for, else the remembered one; a stranger on it is the user's to deal with."""
	running = procs.info("web").get("port") if procs.pid_of("web") else None
	wanted = asked or state.get("port_web") or ports.choose("web")
	if wanted != running and not ports.is_free(wanted):
		raise Problem(
			f"port {wanted} is taken by another program. Stop that, or choose another port: tools/devsite up --port N",
			f"端口 {wanted} 已被其他程序占用。请停掉它，或另选端口：tools/devsite up --port N",
		)
	state.put(port_web=wanted)
	return wanted


def _ensure_site(bench, port, demo):
	"""Make the site, or bring it up to date with the code."""
	stamp = fingerprint.compute()
	config = {"host_name": f"http://127.0.0.1:{port}", "mute_emails": 1}
	known = state.get("look") or {}
	if not (bench.sites / SITE / "site_config.json").exists() or not known:
		site.ensure_template()
		with step("making the site", "建立站点"):
			site.restore(bench, LOOK, SITE, "template", "devsite_look", **config)
			bench.quiet(SITE, "enable-scheduler")
		known = {"stamp": stamp, "demo": False}
		state.put(look=known)
	elif known["stamp"] != stamp:
		with step("the app has changed: migrating the site", "应用有改动：升级站点"):
			bench.quiet(SITE, "migrate", log="migrate")
		known = {**known, "stamp": stamp}
		state.put(look=known)
	bench.set_config(SITE, **config)
	if demo and not known["demo"]:
		make_demo(bench, SITE)
		state.put(look={**known, "demo": True})


def make_demo(bench, name):
	with step("making the demo data", "生成演示数据", spin=False):
		status = bench.through(name, "execute", f"{state.APP}.demo.make_demo")
	if status:
		raise Problem("the demo data could not be made; the error is above", "演示数据生成失败，错误见上")


def _code_stamp():
	"""Changes when the running processes have old code in memory."""
	digest = hashlib.sha256((state.get("look") or {}).get("stamp", "").encode())
	for path in sorted((state.CHECKOUT / state.APP).rglob("*.py")):
		facts = path.stat()
		digest.update(f"{path} {facts.st_mtime_ns} {facts.st_size}\n".encode())
	digest.update(json.dumps(state.get("bundles"), sort_keys=True).encode())
	return digest.hexdigest()


def _start(bench, port):
	"""Start web, worker and scheduler, or restart those that run older code."""
	stamp = _code_stamp()
	commands = {
		"web": bench.inside("serve.py", SITE, port),
		"worker": bench.frappe(None, "worker", "--queue", "short,default,long", "--quiet"),
		"scheduler": bench.frappe(None, "schedule"),
	}
	facts = {"stamp": stamp, "port": port}
	old = [name for name in commands if any(procs.info(name).get(key) != value for key, value in facts.items())]
	todo = [name for name in commands if name in old or not procs.pid_of(name)]
	if not todo:
		return
	with step("starting " + ", ".join(todo), "启动 " + "、".join(todo)):
		for name in todo:
			procs.stop(name)
			if name == "web":  # the cached hooks and assets may be those of older code
				redis.forget_cache(LOOK)
			process = procs.start(name, commands[name], cwd=bench.sites, env=bench.environment(), **facts)
			if name == "web":
				web = process
		if "web" in todo:
			procs.wait_until(lambda: ports.answers(port), web, "web")


def logins(bench, name):
	"""The demo users that the app names."""
	found = shell.output(bench.inside("settle.py", name, "logins"), cwd=bench.sites, env=bench.environment())
	try:
		return json.loads((found or "[]").splitlines()[-1])
	except ValueError:
		return []


def report(bench, url, name=SITE, admin_password=site.ADMIN_PASSWORD, demo_logins=None):
	line()
	line(f"地址 / address:  {url}")
	line(f"站点 / site:     {name}")
	rows = [{"role": "Administrator", "role_zh": "系统管理员", "user": "Administrator", "password": admin_password}]
	if admin_password is None:
		rows = []
	rows += demo_logins if demo_logins is not None else logins(bench, name)
	if rows:
		line("\n角色 / role — 用户 / user — 密码 / password")
	for row in rows:
		line(f"  {row.get('role_zh', '')} / {row['role']}:  {row['user']}  {row['password']}")
	line()
	if name == SITE:
		line("停止 / stop:      tools/devsite down")


def down(quiet=False):
	"""Stop our own processes, and only those."""
	stopped = []
	for name in procs.names():
		if procs.stop(name):
			stopped.append(name)
	if not quiet:
		names = ", ".join(stopped)
		note(f"stopped: {names}" if names else "nothing was running", f"已停止：{names}" if names else "没有在运行的进程")
	return stopped


def running():
	return {name: procs.pid_of(name) for name in procs.names() if procs.pid_of(name)}



def ready_site():
	"""Our bench and site, made first if they are not there, with database and Redis running."""
	if not (state.get("look") and (state.BENCHES / "look/sites" / SITE).exists()):
		up()
	mariadb.ensure()
	redis.ensure()
	return look_bench(), SITE


def status():
	live = running()
	for name, pid in live.items():
		line(f"  {name}: pid {pid}" + (f", port {state.get('port_' + name)}" if state.get("port_" + name) else ""))
	if not live:
		note("nothing is running", "没有在运行的进程")
	line(f"  {state.HOME}")
