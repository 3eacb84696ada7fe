"""The app's demo data: `demo.py SITE SITES_PATH make` fills the site, `… logins` prints the users as JSON."""

import json

from connect import arguments, connect


def make(frappe):
	import quiet

	from volunteer_services import demo

	quiet.settle()
	demo.make_demo()
	frappe.db.commit()


def logins(frappe):
	try:
		from volunteer_services.demo import logins as find
	except ImportError:
		rows = []
	else:
		rows = find()
	print(json.dumps(rows))


if __name__ == "__main__":
	site, sites_path, (what,) = arguments()
	{"make": make, "logins": logins}[what](connect(site, sites_path))
