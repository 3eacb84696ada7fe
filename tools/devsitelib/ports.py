"""Free ports on loopback, chosen once per checkout and remembered."""

import socket
import zlib

from . import state

BASES = {"web": 8100, "mariadb": 13300, "redis": 16300, "test": 18200}
SPAN = 800


def is_free(port):
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind(("127.0.0.1", port))
		except OSError:
			return False
	return True


def answers(port):
	with socket.socket() as probe:
		probe.settimeout(0.5)
		return probe.connect_ex(("127.0.0.1", port)) == 0


def choose(kind, also_not=()):
	"""A free port; where the search starts depends on the checkout, so that two rarely meet."""
	start = zlib.crc32(str(state.CHECKOUT).encode()) % SPAN
	for offset in range(SPAN):
		port = BASES[kind] + (start + offset) % SPAN
		if port not in also_not and is_free(port):
			return port
	raise RuntimeError(f"no free port for {kind}")


def remembered(kind):
	"""This checkout's port for `kind`, asked before a start; another one if a stranger sits on it."""
	port = state.get(f"port_{kind}")
	if port is None or not is_free(port):
		port = choose(kind)
		state.put(**{f"port_{kind}": port})
	return port
