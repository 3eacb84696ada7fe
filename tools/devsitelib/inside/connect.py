"""Connect to a site the way every script here does; run by the site's own Python."""

import os
import sys


def connect(site, sites_path):
	"""frappe.init and connect as Administrator, in the directory that Frappe wants to be in."""
	os.chdir(sites_path)
	import frappe

	frappe.init(site=site, sites_path=sites_path)
	frappe.connect()
	frappe.set_user("Administrator")
	return frappe


def arguments():
	return sys.argv[1], sys.argv[2], sys.argv[3:]
