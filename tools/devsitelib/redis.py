"""A Redis of our own, loopback only, nothing kept on disk. Each bench has two of its databases."""

import socket

from . import ports, procs, shell, state
from .say import step

DATABASES = 64


def ensure():
	"""Start the server if it does not run; returns its port."""
	with state.lock("redis"):
		if procs.pid_of("redis"):
			return state.get("port_redis")
		with step("starting Redis", "启动 Redis"):
			port = ports.remembered("redis")
			command = [
				shell.which("redis-server"),
				"--port",
				port,
				"--bind",
				"127.0.0.1",
				"--databases",
				DATABASES,
			]
			command += ["--save", "", "--appendonly", "no", "--dir", state.HOME]
			process = procs.start("redis", command, cwd=state.HOME)
			procs.wait_until(lambda: ports.answers(port), process, "redis", seconds=20)
		return port


def urls(number):
	"""The cache and the queue of bench `number`."""
	base = f"redis://127.0.0.1:{state.get('port_redis')}"
	return f"{base}/{2 * number}", f"{base}/{2 * number + 1}"


def _ask(*commands):
	"""Send inline commands, return the raw answer; enough for what is needed here, without a client."""
	with socket.create_connection(("127.0.0.1", state.get("port_redis")), timeout=20) as wire:
		wire.sendall(("\r\n".join([*commands, "QUIT"]) + "\r\n").encode())
		answer = b""
		while chunk := wire.recv(65536):
			answer += chunk
	return answer.decode(errors="replace")


def forget(number):
	"""Empty the cache and the queue of bench `number`."""
	_ask(f"SELECT {2 * number}", "FLUSHDB", f"SELECT {2 * number + 1}", "FLUSHDB")


def forget_cache(number):
	_ask(f"SELECT {2 * number}", "FLUSHDB")


def has_jobs(number):
	"""Whether jobs wait in the queue of bench `number`."""
	return "rq:job:" in _ask(f"SELECT {2 * number + 1}", "KEYS rq:job:*")
