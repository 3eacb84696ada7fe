"""`test`: the scanners, then pytest on fresh copies of the template site, one for each of its processes."""

import contextlib
import json
import os

from . import bench as benches
from . import ports, python, shell, site, state, up
from .say import Problem, line, note, step

TIERS = ("static", "unit", "site", "walker", "browser", "fuzz")
ON_A_SITE = ("site", "walker", "browser", "install", "fuzz", "faults")
FIRST_SLOT = 2  # Redis bench numbers 0 and 1 are the look site and the template
SLOTS = 24
SITE = "test.localhost"
MOST_PROCESSES = 4
WITH_A_VALUE = {"-k", "-m", "-p", "-o", "-c", "-n", "-W", "--maxfail", "--durations", "--timeout"}


class Selection:
	"""What the arguments ask for: tier names and paths become paths, the rest is pytest's."""

	def __init__(self, arguments):
		self.scan = None
		self.paths, self.options = [], []
		takes_value = False
		for word in arguments:
			path = state.CHECKOUT / word.partition("::")[0]  # an absolute one stays what it is
			if takes_value:
				self.options.append(word)
			elif word in ("--scan", "--no-scan"):
				self.scan = word == "--scan"
			elif word in TIERS:
				self.paths.append(f"tests/{word}")
			elif not word.startswith("-") and path.exists():
				self.paths.append(word)
			else:
				self.options.append(word)
			takes_value = word in WITH_A_VALUE

	@property
	def tiers(self):
		"""The tiers that may run."""
		if not self.paths:
			return set(TIERS)
		parts = [(state.CHECKOUT / path.partition("::")[0]).resolve() for path in self.paths]
		tests = state.CHECKOUT / "tests"
		found = set()
		for path in parts:
			inside = path.relative_to(tests).parts if path.is_relative_to(tests) else ()
			found |= {inside[0]} if inside else set(TIERS)
		return found

	@property
	def processes(self):
		"""How many processes share the tests, each on a site of its own: -n N, or two for whole tiers."""
		if "-n" in self.options:
			asked = self.options[self.options.index("-n") + 1]
			return max(1, int(asked)) if asked.isdigit() else _cores()
		whole = all((state.CHECKOUT / path).is_dir() for path in self.paths)
		alone = any(word in ("--pdb", "-s", "-x", "--lf", "--last-failed") for word in self.options)
		return 1 if not whole or alone else min(_cores(), MOST_PROCESSES)

	@property
	def needs_site(self):
		return bool(self.tiers & set(ON_A_SITE))

	@property
	def wants_scan(self):
		narrowed = self.paths or any(word in ("-k", "-m", "--lf", "--last-failed") for word in self.options)
		return self.scan if self.scan is not None else not narrowed or "tests/static" in self.paths


def test(place, arguments):
	"""Run it all; the exit status is pytest's, or 1 if only a scanner found something."""
	chosen = Selection(arguments)
	if place:
		status_of_scan = scan() if chosen.scan else []
		return combine(status_of_scan, on_existing(*place, chosen))
	state.make_home()
	findings = scan() if chosen.wants_scan else []
	if not chosen.needs_site:
		with state.lock("prepare"):
			python.ensure_site_env()
		return combine(findings, run_pytest(state.VENV / "bin/python", chosen, {}))
	up.prepare()
	site.ensure_template()
	with contextlib.ExitStack() as held:
		places, taken = [], []
		for _ in range(chosen.processes):
			taken.append(ports.choose("test", taken))
			places.append(_fresh_site(held, taken[-1]))
		bench, settings = places[0]
		return combine(findings, run_pytest(bench.python, chosen, _shared(settings, places)))


def _fresh_site(held, port):
	"""The bench and the environment of a site restored from the template, ours until ``held`` closes."""
	number, handle = _take_slot()
	held.enter_context(handle)
	bench = benches.ours(f"test-{number}", number)
	url = f"http://127.0.0.1:{port}"
	with step("restoring a fresh test site from the template", "从模板恢复全新的测试站点"):
		site.restore(bench, number, SITE, "template", f"devsite_test_{number}", host_name=url, allow_tests=1)
	return bench, _environment(bench, SITE, url)


def _shared(settings, places):
	"""What tells each process of pytest-xdist its own site (tests/conftest.py)."""
	if len(places) == 1:
		return settings
	workers = [{key: str(value) for key, value in found.items()} for _bench, found in places]
	return {**settings, "DEVSITE_WORKERS": json.dumps(workers)}


def _cores():
	return len(os.sched_getaffinity(0))


def _take_slot():
	"""A bench number that no other test run of this checkout uses now."""
	for number in range(FIRST_SLOT, FIRST_SLOT + SLOTS):
		handle = state.try_lock(f"test-{number}")
		if handle:
			return number, handle
	raise Problem(f"{SLOTS} test runs are under way already", f"已有 {SLOTS} 个测试在同时运行")


def _environment(bench, name, url):
	return {
		"DEVSITE_SITE": name,
		"DEVSITE_SITES_PATH": bench.sites,
		"DEVSITE_URL": url,
		"DEVSITE_SHOTS": state.HOME / "shots",
	}


def run_pytest(interpreter, chosen, settings):
	env = state.environment(HYPOTHESIS_STORAGE_DIRECTORY=state.HOME / "hypothesis", **settings)
	options = list(chosen.options)
	if "DEVSITE_WORKERS" in settings:
		# A file's tests stay together: what a test commits is met by the tests of the same site only.
		options += [] if "-n" in options else ["-n", str(chosen.processes)]
		options += ["--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "0"]
	line()
	return shell.through(
		[interpreter, "-m", "pytest", *(chosen.paths), *options], cwd=state.CHECKOUT, env=env
	)


def combine(findings, status):
	if findings:
		names = ", ".join(findings)
		line(f"\ndevsite: {names} found faults (above) / {names} 发现问题（见上）")
	return status or (1 if findings else 0)


def scan():
	"""ruff, import-linter, mypy over the checkout; the names of those that found something."""
	tools = python.ensure_scan_env()
	settings = (state.CHECKOUT / "pyproject.toml").read_text()
	cache = ["--cache-dir", state.HOME / "ruff_cache"]
	jobs = [
		("ruff", [tools / "ruff", "check", *cache, "."]),
		("ruff format", [tools / "ruff", "format", "--check", *cache, "."]),
	]
	if "[[tool.importlinter.contracts]]" in settings:
		jobs.append(
			("lint-imports", [tools / "lint-imports", "--cache-dir", state.HOME / "import_linter_cache"])
		)
	else:
		note("no import contract is configured in pyproject.toml", "pyproject.toml 未配置导入约束")
	if "[tool.mypy]" in settings:
		jobs.append(("mypy", [tools / "mypy", "--cache-dir", state.HOME / "mypy_cache"]))
	return [name for name, command in jobs if _scan_one(name, command)]


def _scan_one(name, command):
	with step(name, "检查", spin=False) as outcome:
		outcome.failed = shell.through(command, cwd=state.CHECKOUT) != 0
	return outcome.failed


def on_existing(bench, name, chosen):
	"""The tests on the user's own bench and site. The site is for tests: what they commit stays in it."""
	note(
		f"{name} is used for tests: what they commit stays there",
		f"{name} 用作测试站点：测试提交的数据会留在其中",
	)
	_needed_in(bench)
	port = ports.choose("test")
	return run_pytest(bench.python, chosen, _environment(bench, name, f"http://127.0.0.1:{port}"))


def _needed_in(bench):
	modules = ("pytest", "hypothesis", "playwright", "pytest_timeout")
	if shell.output([bench.python, "-c", f"import {', '.join(modules)}"], cwd=bench.sites) is not None:
		return
	with step("installing pytest and its companions into the bench", "在 bench 中安装 pytest 等"):
		python.install_elsewhere(bench.python, *(name.replace("_", "-") for name in modules))
