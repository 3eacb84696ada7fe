"""The look site's own processes: start, restart when they hold old code, stop, show."""

import hashlib
import json

from . import ports, procs, redis, state
from .say import Problem, line, note, step

NUMBER = 0  # of the bench whose Redis databases the site uses


def code_stamp():
	"""Changes when running processes have old code, bundles or metadata in memory."""
	known = [state.get("bundles"), (state.get("look") or {}).get("stamp")]
	digest = hashlib.sha256(json.dumps(known, sort_keys=True).encode())
	for path in sorted((state.CHECKOUT / state.APP).rglob("*.py")):
		facts = path.stat()
		digest.update(f"{path} {facts.st_mtime_ns} {facts.st_size}\n".encode())
	return digest.hexdigest()


def start(bench, site, port):
	"""Start web, worker and scheduler, or restart those that run older code or know older ports."""
	services = [state.get("port_mariadb"), state.get("port_redis")]
	facts = {"stamp": code_stamp(), "port": port, "services": services}
	commands = {
		"web": bench.inside("serve.py", site, port),
		"worker": bench.frappe(None, "worker", "--queue", "short,default,long", "--quiet"),
		"scheduler": bench.frappe(None, "schedule"),
	}
	todo = [name for name in commands if not procs.pid_of(name) or not _same(procs.info(name), facts)]
	if not todo:
		return
	with step("starting " + ", ".join(todo), "启动 " + "、".join(todo)):
		started = {}
		for name in todo:
			procs.stop(name)
			if name == "web":  # hooks and bundles in the cache may be those of older code
				redis.forget_cache(NUMBER)
			environment = bench.environment()
			started[name] = procs.start(name, commands[name], cwd=bench.sites, env=environment, **facts)
		if "web" in started:
			procs.wait_until(lambda: ports.answers(port), started["web"], "web")


def _same(known, facts):
	return all(known.get(key) == value for key, value in facts.items())


def down(quiet=False):
	"""Stop our own processes, and only those."""
	if state.HOME.exists() and state.is_testing():
		raise Problem(
			"a test run of this checkout is under way: wait until it ends (it uses the same database server)",
			"本目录正在运行测试（共用数据库），请等待其结束",
		)
	stopped = [name for name in procs.names() if procs.stop(name)]
	if not quiet:
		names = ", ".join(stopped)
		if names:
			note(f"stopped: {names}", f"已停止：{names}")
		else:
			note("nothing was running", "没有在运行的进程")


def status():
	"""What runs, with process ids and ports."""
	live = [name for name in procs.names() if procs.pid_of(name)]
	for name in live:
		port = state.get(f"port_{name}")
		line(f"  {name}: pid {procs.pid_of(name)}" + (f", http://127.0.0.1:{port}" if name == "web" else ""))
	if not live:
		note("nothing is running", "没有在运行的进程")
	line(f"  {state.HOME}")
