"""Processes that devsite starts: a file holds id and start time of each, so only our own are ever stopped."""

import json
import os
import pathlib
import signal
import subprocess
import time

from . import state
from .say import Problem

STOP_SECONDS = 25


def _started(pid):
	"""The kernel's start time of a live process, else None: a reused id has another one."""
	try:
		fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
	except OSError:
		return None
	return None if fields[0] in "ZX" else fields[19]


def _file(name):
	return state.RUN / f"{name}.json"


def pid_of(name):
	"""The id of our running process of that name, else None."""
	known = info(name)
	ours = known.get("started") is not None and _started(known["pid"]) == known["started"]
	return known["pid"] if ours else None


def info(name):
	"""What was noted when the process was started; empty if there is none."""
	try:
		return json.loads(_file(name).read_text())
	except (FileNotFoundError, ValueError):
		return {}


def start(name, command, *, cwd, env=None, **facts):
	"""Start a process of its own session, its output in `.devsite/logs/<name>.log`."""
	with open(state.LOGS / f"{name}.log", "ab") as out:
		process = subprocess.Popen(
			[str(part) for part in command],
			cwd=cwd,
			env=env or state.environment(),
			stdin=subprocess.DEVNULL,
			stdout=out,
			stderr=subprocess.STDOUT,
			start_new_session=True,
		)
	known = {
		"pid": process.pid,
		"started": _started(process.pid),
		"command": [str(part) for part in command],
		**facts,
	}
	_file(name).write_text(json.dumps(known))
	return process


def wait_until(ready, process, name, seconds=60):
	"""Wait until `ready()` is true; the process ending before is a Problem that shows its log."""
	end = time.monotonic() + seconds
	while time.monotonic() < end:
		if ready():
			return
		if process.poll() is not None:
			break
		time.sleep(0.1)
	log = state.LOGS / f"{name}.log"
	ended = process.poll() is not None
	if not ended:
		process.terminate()
	raise Problem(
		f"{name} {'ended at once' if ended else f'did not answer within {seconds} s'}; its log is {log}",
		f"{name} {'启动后立即退出' if ended else f'在 {seconds} 秒内没有响应'}，日志见 {log}",
		detail="\n".join(log.read_text(errors="replace").splitlines()[-20:]),
	)


def stop(name):
	"""Stop our process of that name, if it is still ours; True if there was one."""
	pid = pid_of(name)
	if pid:
		os.kill(pid, signal.SIGTERM)
		started, end = _started(pid), time.monotonic() + STOP_SECONDS
		while started and _started(pid) == started:
			if time.monotonic() > end:
				os.killpg(pid, signal.SIGKILL)
				break
			_reap(pid)
			time.sleep(0.05)
	_file(name).unlink(missing_ok=True)
	return bool(pid)


def _reap(pid):
	try:
		os.waitpid(pid, os.WNOHANG)
	except ChildProcessError:
		pass


def names():
	"""Our running processes, the services (database, redis) last."""
	found = [path.stem for path in state.RUN.glob("*.json")] if state.RUN.exists() else []
	return sorted(found, key=lambda name: (name in ("mariadb", "redis"), name))
