"""How many public pages a second two workers give out from the cache, over HTTP on loopback (issue 12).

	tools/devsite run benchmarks/portal_http.py --workers 2 --pages 1200

Starts gunicorn, which Frappe brings along, on the site as it is; asks each page twice, and then all of them
in turn by four visitors at once, who share the machine with the workers. Target: 100 a second on two cores.
"""

import argparse
import http.client
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import frappe

from volunteer_services.portal.services import rendering

_WSGI = """import os
import frappe.app
os.chdir({sites!r})
frappe.app._site, frappe.app._sites_path = {site!r}, {sites!r}
application = frappe.app.application
"""
PORT, VISITORS = 18099, 4
PAGES = tuple(rendering.PUBLIC)


def ask(connection: http.client.HTTPConnection, page: str) -> None:
	connection.request("GET", f"/{page}", headers={"Host": frappe_site})
	answer = connection.getresponse()
	answer.read()
	if answer.status != 200:
		raise SystemExit(f"{page}: {answer.status}")


def visit(numbers, lock: threading.Lock, times: list[float]) -> None:
	connection = http.client.HTTPConnection("127.0.0.1", PORT)
	while True:
		with lock:
			number = next(numbers, None)
		if number is None:
			return
		began = time.perf_counter()
		ask(connection, PAGES[number % len(PAGES)])
		times.append(time.perf_counter() - began)


def await_server() -> None:
	for _second in range(30):
		try:
			ask(http.client.HTTPConnection("127.0.0.1", PORT), PAGES[0])
		except OSError:
			time.sleep(1)
		else:
			return
	raise SystemExit("the server did not come up")


def main(workers: int, pages: int) -> None:
	await_server()
	connection = http.client.HTTPConnection("127.0.0.1", PORT)
	for page in PAGES * 2 * workers:
		ask(connection, page)
	numbers, lock, times = iter(range(pages)), threading.Lock(), []
	visitors = [threading.Thread(target=visit, args=(numbers, lock, times)) for _number in range(VISITORS)]
	began = time.perf_counter()
	for one in visitors:
		one.start()
	for one in visitors:
		one.join()
	seconds = time.perf_counter() - began
	times.sort()
	if len(times) != pages:
		raise SystemExit(f"{pages - len(times)} pages were not answered")
	print(
		f"{pages / seconds:,.0f} pages a second; median {times[pages // 2] * 1000:.0f} ms, "
		f"99 of 100 within {times[int(pages * 0.99)] * 1000:.0f} ms"
	)


if __name__ == "__main__":
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--workers", type=int, default=2)
	parser.add_argument("--pages", type=int, default=1200)
	args = parser.parse_args()
	frappe_site = frappe.local.site
	with tempfile.TemporaryDirectory() as folder:
		sites = str(Path(frappe.local.sites_path).resolve())
		Path(folder, "portal_wsgi.py").write_text(
			_WSGI.format(sites=sites, site=frappe_site), encoding="utf-8"
		)
		server = subprocess.Popen(
			[sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{PORT}", "-w", str(args.workers),
				"--pythonpath", folder, "--log-level", "error", "portal_wsgi:application"]
		)  # fmt: skip
		try:
			main(args.workers, args.pages)
		finally:
			server.terminate()
			server.wait()
