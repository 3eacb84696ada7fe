"""devsite's own bookkeeping: state, processes, ports, what a test run selects, when a template is stale."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))

from devsitelib import cli, fingerprint, ports, procs, python, shell, state, testing


@pytest.fixture
def home(tmp_path, monkeypatch):
	"""devsite's state in a directory of the test."""
	monkeypatch.setattr(state, "HOME", tmp_path)
	for name in ("benches", "dumps", "logs", "run", "locks"):
		monkeypatch.setattr(state, name.upper(), tmp_path / name)
	state.make_home()
	return tmp_path


def test_state_is_kept_and_forgotten(home):
	state.put(port_web=8100, look={"demo": False})
	state.put(port_web=None)
	assert state.read() == {"look": {"demo": False}}
	assert (home / "state.json").stat().st_mode & 0o077 == 0


def test_a_secret_is_made_once(home):
	assert state.secret("x") == state.secret("x")


def test_a_fresh_checkout_has_a_place_for_its_logs(tmp_path, monkeypatch):
	"""``up --bench`` and ``test --bench`` install into the bench before they do anything else."""
	monkeypatch.setattr(state, "HOME", tmp_path / ".devsite")
	for name in ("benches", "dumps", "logs", "run", "locks"):
		monkeypatch.setattr(state, name.upper(), tmp_path / ".devsite" / name)
	bench_python = tmp_path / "python"
	bench_python.write_text("#!/bin/sh\necho pip 24.0\n")
	bench_python.chmod(0o700)
	python.install_elsewhere(bench_python, "pytest")
	assert "pip install" in (tmp_path / ".devsite/logs/bench-pip.log").read_text()
	shell.quiet(["true"], "again")


def test_a_lock_is_held_by_one(home):
	held = state.try_lock("test-2")
	assert state.try_lock("test-2") is None and state.is_testing()
	held.close()
	assert not state.is_testing()


def test_only_our_own_process_is_stopped(home):
	ours = procs.start("sleeper", ["sleep", "60"], cwd=home)
	stranger = subprocess.Popen(["sleep", "60"])
	try:
		# a file left over from before, whose id now belongs to somebody else
		(home / "run/old.json").write_text(f'{{"pid": {stranger.pid}, "started": "1"}}')
		assert procs.pid_of("old") is None and not procs.stop("old")
		assert procs.pid_of("sleeper") == ours.pid
		assert procs.stop("sleeper") and procs.pid_of("sleeper") is None
		assert stranger.poll() is None
	finally:
		stranger.kill()
		stranger.wait()


def test_a_taken_port_is_not_chosen(home):
	port = ports.choose("test")
	with socket.socket() as stranger:
		# A server that ended a moment ago may have left the port in TIME_WAIT.
		stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		stranger.bind(("127.0.0.1", port))
		stranger.listen()
		assert not ports.is_free(port)
		assert ports.choose("test") != port


@pytest.mark.parametrize(
	("words", "tiers", "wants_scan"),
	[
		([], {"static", "unit", "site", "walker", "browser", "fuzz"}, True),
		(["unit"], {"unit"}, False),
		(["static", "unit"], {"static", "unit"}, True),
		(["tests/unit/tools/test_devsite_tools.py::test_x"], {"unit"}, False),
		(["-k", "unit"], {"static", "unit", "site", "walker", "browser", "fuzz"}, False),
		(["--no-scan", "-x"], {"static", "unit", "site", "walker", "browser", "fuzz"}, False),
		(["tests"], {"static", "unit", "site", "walker", "browser", "fuzz"}, False),
	],
)
def test_what_a_test_run_selects(words, tiers, wants_scan):
	chosen = testing.Selection(words)
	assert (chosen.tiers, chosen.wants_scan) == (tiers, wants_scan)


@pytest.mark.parametrize(
	("words", "processes"),
	[
		([], "cores"),
		(["site"], "cores"),
		(["-n", "3", "site"], 3),
		(["-n", "0"], 1),
		(["tests/unit/tools/test_devsite_tools.py"], 1),
		(["site", "--pdb"], 1),
	],
)
def test_how_many_processes_share_the_tests(words, processes, monkeypatch):
	monkeypatch.setattr(testing, "_cores", lambda: 7)
	expected = testing.MOST_PROCESSES if processes == "cores" else processes
	assert testing.Selection(words).processes == expected
	monkeypatch.setattr(testing, "_cores", lambda: 2)
	assert testing.Selection(words).processes == (2 if processes == "cores" else processes)


def test_bench_and_site_are_taken_before_or_after_the_command():
	for words in (["--bench", "b", "--site=s", "test", "-x"], ["test", "-x", "--site", "s", "--bench=b"]):
		options = cli.parse(words)
		assert (options.command, options.bench, options.site, options.rest) == ("test", "b", "s", ["-x"])


def test_arguments_of_a_file_are_passed_on():
	options = cli.parse(["run", "file.py", "--port", "-h"])
	assert options.rest == ["file.py", "--port", "-h"]


def test_the_template_is_stale_only_when_the_install_changes(tmp_path):
	app = tmp_path / state.APP
	files = {
		"__init__.py": "",
		"hooks.py": "",
		"install.py": "from volunteer_services.services.defaults import make",
		"services/defaults.py": "def make(): pass",
		"services/other.py": "x = 1",
		"m/doctype/a/a.json": "{}",
		"m/doctype/a/a.py": "x = 1\ndef on_doctype_update(): pass",
		"www/page.html": "<p>",
	}
	for name, text in files.items():
		(app / name).parent.mkdir(parents=True, exist_ok=True)
		(app / name).write_text(text)
	before = fingerprint.compute(tmp_path)

	for name in ("services/other.py", "www/page.html"):
		(app / name).write_text("y = 2")
	(app / "m/doctype/a/a.py").write_text("x = 2\ndef on_doctype_update(): pass")
	assert fingerprint.compute(tmp_path) == before

	for name in ("services/defaults.py", "m/doctype/a/a.json", "hooks.py"):
		(app / name).write_text(files[name] + "\n")
		after = fingerprint.compute(tmp_path)
		assert after != before
		before = after
