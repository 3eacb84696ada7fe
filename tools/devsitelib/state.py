"""Where a checkout's devsite keeps things, and what it remembers between two calls."""

import contextlib
import fcntl
import json
import os
import pathlib
import secrets

from . import say

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
HOME = CHECKOUT / ".devsite"
LIB = pathlib.Path(__file__).resolve().parent
APP = "volunteer_services"

ENGINE = HOME / "engine"
VENV = HOME / "venv"
SCAN = HOME / "scan"
NODE = HOME / "node"
DIST = HOME / "dist"
BENCHES = HOME / "benches"
DUMPS = HOME / "dumps"
LOGS = HOME / "logs"
RUN = HOME / "run"
LOCKS = HOME / "locks"

# Settings of the caller that would change what runs here; without bytecode each start takes twice as long.
NOT_PASSED_ON = (
	"FRAPPE_SITE",
	"PYENV_VERSION",
	"PYTHONDONTWRITEBYTECODE",
	"PYTHONHOME",
	"PYTHONPATH",
	"PYTHONSTARTUP",
	"SITES_PATH",
	"VIRTUAL_ENV",
)


def make_home():
	"""The directories, made if missing; nobody else may look into them."""
	try:
		for path in (HOME, BENCHES, DUMPS, LOGS, RUN, LOCKS):
			path.mkdir(mode=0o700, exist_ok=True)
		writable = os.access(HOME, os.W_OK)
	except PermissionError:
		writable = False
	if not writable:
		raise say.Problem(
			f"{HOME} cannot be written, and devsite keeps everything there. Use a checkout of your own, "
			"or the user who owns this one.",
			f"无法写入 {HOME}（devsite 的所有数据都放在那里）。请使用自己的代码目录，或换用其所有者账户。",
		)


def _file():
	return HOME / "state.json"


def read():
	try:
		return json.loads(_file().read_text())
	except FileNotFoundError:
		return {}


def get(key, default=None):
	return read().get(key, default)


def put(**values):
	"""Remember values; None forgets one. Safe against another devsite of the same checkout."""
	with lock("state"):
		state = {**read(), **values}
		state = {key: value for key, value in state.items() if value is not None}
		fresh = _file().with_suffix(".new")
		fresh.touch(mode=0o600)
		fresh.write_text(json.dumps(state, indent=1, sort_keys=True))
		fresh.replace(_file())


def secret(key, make=lambda: secrets.token_hex(16)):
	"""A random value that is made once and kept."""
	if get(key) is None:
		put(**{key: make()})
	return get(key)


def is_made(path, stamp):
	"""Whether a directory was finished with this stamp, by a checkout at this very place."""
	mark = path / "devsite-stamp"
	return mark.exists() and mark.read_text() == f"{CHECKOUT}\n{stamp}\n"


def made(path, stamp):
	(path / "devsite-stamp").write_text(f"{CHECKOUT}\n{stamp}\n")


@contextlib.contextmanager
def lock(name):
	"""Wait until no other devsite of this checkout is inside the same lock."""
	make_home()
	with open(LOCKS / f"{name}.lock", "w") as handle:
		try:
			fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			if name != "state":
				say.note(f"waiting for another devsite ({name})", f"等待另一个 devsite（{name}）")
			fcntl.flock(handle, fcntl.LOCK_EX)
		yield


def try_lock(name):
	"""An open handle that holds the lock until it is closed, or None if it is taken."""
	make_home()
	handle = open(LOCKS / f"{name}.lock", "w")
	try:
		fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
	except BlockingIOError:
		handle.close()
		return None
	return handle


def is_testing():
	"""Whether a test run of this checkout holds one of the test benches."""
	for path in LOCKS.glob("test-*.lock"):
		handle = try_lock(path.stem)
		if handle is None:
			return True
		handle.close()
	return False


def environment(**more):
	"""The environment for everything that devsite starts: no stray Python settings, all of Debian's paths."""
	env = {key: value for key, value in os.environ.items() if key not in NOT_PASSED_ON}
	known = env.get("PATH", "").split(":")
	extra = [
		p
		for p in ("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin")
		if p not in known
	]
	env["PATH"] = ":".join(p for p in [*known, *extra] if p)
	env["PYTHONNOUSERSITE"] = "1"
	env["PYTHONUNBUFFERED"] = "1"
	for key in ("no_proxy", "NO_PROXY"):
		env[key] = ",".join(part for part in (env.get(key), "127.0.0.1", "localhost") if part)
	if "UTF-8" not in env.get("LC_ALL", env.get("LANG", "")).upper():
		env["LC_ALL"] = "C.UTF-8"
	env.update({key: str(value) for key, value in more.items()})
	return env
