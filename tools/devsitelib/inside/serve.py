"""A web server for one site, on loopback, threads in one process. For trying out, never for production."""

import os
import sys

from connect import arguments


def application(site, sites_path):
	import frappe.app

	frappe.app._site = site
	frappe.app._sites_path = sites_path
	if hasattr(frappe.app, "application_with_statics"):
		served = frappe.app.application_with_statics()
		frappe.app._sites_path = sites_path
		return served
	from frappe.middlewares import StaticDataMiddleware
	from werkzeug.middleware.shared_data import SharedDataMiddleware

	served = SharedDataMiddleware(frappe.app.application, {"/assets": os.path.join(sites_path, "assets")})
	return StaticDataMiddleware(served, {"/files": os.path.abspath(sites_path)})


def main():
	site, sites_path, (port,) = arguments()
	os.chdir(sites_path)
	from werkzeug.serving import WSGIRequestHandler, make_server

	WSGIRequestHandler.protocol_version = "HTTP/1.1"
	server = make_server("127.0.0.1", int(port), application(site, sites_path), threaded=True)
	print(f"serving {site} on http://127.0.0.1:{port}", flush=True)
	server.serve_forever()


if __name__ == "__main__":
	sys.exit(main())
