"""The other end of a channel: a real server on loopback that refuses some times and then accepts."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import frappe


class Gateway:
	"""``address``: where it listens; ``got``: the bodies that it was sent, refused ones too."""

	def __init__(self, server: ThreadingHTTPServer) -> None:
		self.address = f"http://127.0.0.1:{server.server_port}/send"
		self.got: list[dict] = []
		self.fails = 0
		self.answer: dict = {"errcode": 0}


@contextmanager
def listening() -> Iterator[Gateway]:
	server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
	server.gateway = gateway = Gateway(server)
	thread = threading.Thread(target=server.serve_forever, daemon=True)
	thread.start()
	try:
		yield gateway
	finally:
		server.shutdown()
		server.server_close()
		thread.join()


class _Handler(BaseHTTPRequestHandler):
	def do_POST(self) -> None:
		gateway = self.server.gateway
		body = self.rfile.read(int(self.headers["Content-Length"])).decode()
		is_json = "json" in (self.headers.get("Content-Type") or "")
		gateway.got.append(json.loads(body) if is_json else {k: v[0] for k, v in parse_qs(body).items()})
		refused, gateway.fails = gateway.fails > 0, max(gateway.fails - 1, 0)
		self.send_response(503 if refused else 200)
		self.end_headers()
		self.wfile.write(json.dumps(gateway.answer).encode())

	def log_message(self, *args) -> None:
		pass


def use_for_sms(gateway: Gateway) -> None:
	"""The site's SMS Settings point at it."""
	doc = frappe.get_doc("SMS Settings")
	doc.update({"sms_gateway_url": gateway.address, "message_parameter": "text", "receiver_parameter": "to"})
	doc.use_post = 1
	doc.save(ignore_permissions=True)


def outgoing_mail() -> None:
	"""An account, so that Frappe queues e-mails; nothing is sent in tests."""
	doc = frappe.new_doc("Email Account")
	doc.update(
		{
			"name": "Messages Test",
			"email_account_name": "Messages Test",
			"email_id": "service@example.com",
			"enable_outgoing": 1,
			"default_outgoing": 1,
			"smtp_server": "127.0.0.1",
			"no_smtp_authentication": 1,
		}
	)
	doc.db_insert()
	frappe.clear_cache(doctype="Email Account")
	frappe.local.outgoing_email_account = {}
