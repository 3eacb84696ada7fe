"""Run commands: quietly into a log, or with their output passed through."""

import shutil
import signal
import subprocess
import time

from . import state
from .say import Problem


def which(name):
	return shutil.which(name, path=state.environment()["PATH"])


def quiet(command, log, *, cwd=None, env=None, what=None, stdin=None):
	"""Run a command with its output in `.devsite/logs/<log>.log`; a failure shows the end of it."""
	state.make_home()  # with --bench nothing else has made it in a fresh checkout
	path = state.LOGS / f"{log}.log"
	with open(path, "ab") as out:
		out.write(f"\n$ {' '.join(map(str, command))}   # {time.strftime('%F %T')}\n".encode())
		out.flush()
		start = out.tell()
		result = subprocess.run(
			[str(part) for part in command],
			cwd=cwd,
			env=env or state.environment(),
			stdout=out,
			stderr=subprocess.STDOUT,
			stdin=stdin or subprocess.DEVNULL,
		)
	if result.returncode:
		with open(path, "rb") as written:
			written.seek(start)
			tail = "\n".join(written.read().decode(errors="replace").splitlines()[-25:])
		what = what or log
		raise Problem(
			f"{what} failed (exit {result.returncode}); the whole output is in {path}",
			f"{what} 失败（退出码 {result.returncode}），完整输出见 {path}",
			detail=tail,
		)


def output(command, *, cwd=None, env=None):
	"""A command's standard output, or None if it cannot be run or fails."""
	try:
		result = subprocess.run(
			[str(part) for part in command],
			cwd=cwd,
			env=env or state.environment(),
			capture_output=True,
			text=True,
			stdin=subprocess.DEVNULL,
		)
	except OSError:
		return None
	return result.stdout.strip() if result.returncode == 0 else None


def through(command, *, cwd=None, env=None):
	"""Run a command with our own input and output; its exit status. Ctrl-C is the command's to handle."""
	process = subprocess.Popen([str(part) for part in command], cwd=cwd, env=env or state.environment())
	before = signal.signal(signal.SIGINT, signal.SIG_IGN)
	try:
		status = process.wait()
	finally:
		signal.signal(signal.SIGINT, before)
	return status if status >= 0 else 128 - status
