"""One process of the tests of people who act on one paper at the same moment.

Usage: pilot_worker.py USER VALUES-AS-JSON BEGIN

Inserts a document, or changes the one that is named, at the second BEGIN; prints done, or the error's class.
"""

from __future__ import annotations

import json
import os
import sys
import time


def main() -> None:
	import frappe

	user, values, begin = sys.argv[1], json.loads(sys.argv[2]), float(sys.argv[3])
	os.chdir(os.environ["DEVSITE_SITES_PATH"])
	frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
	frappe.connect()
	frappe.set_user(user)
	doc = frappe.get_doc(values)
	if values.get("name"):
		doc = frappe.get_doc(values["doctype"], values["name"])
		doc.update(values)
		frappe.db.rollback()
	time.sleep(max(0, begin - time.time()))
	try:
		doc.save()
		frappe.db.commit()
		outcome = "done"
	except Exception as error:
		frappe.db.rollback()
		outcome = type(error).__name__
	frappe.destroy()
	sys.stdout.write("\n" + json.dumps(outcome))


if __name__ == "__main__":
	main()
