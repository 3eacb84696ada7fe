"""Run a Python file as Administrator on the site; commit when it ends well, pass its exit status on."""

import os
import runpy
import sys
import traceback

from connect import arguments, connect


def main():
	site, sites_path, (path, *rest) = arguments()
	path = os.path.abspath(path)
	frappe = connect(site, sites_path)
	sys.argv = [path, *rest]
	sys.path[0] = os.path.dirname(path)
	status = 0
	try:
		runpy.run_path(path, run_name="__main__")
	except SystemExit as leave:
		status = leave.code
		if isinstance(status, str):
			print(status, file=sys.stderr)
			status = 1
	except BaseException:
		traceback.print_exc()
		status = 1
	if not status:
		frappe.db.commit()
	else:
		frappe.db.rollback()
	frappe.destroy()
	return status or 0


if __name__ == "__main__":
	sys.exit(main())
