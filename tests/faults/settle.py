"""After the last kill: the schedule's recalculation of the stars, which takes up what killed jobs left."""

from __future__ import annotations

import os

import frappe


def main() -> None:
	os.chdir(os.environ["DEVSITE_SITES_PATH"])
	frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
	frappe.connect()
	frappe.set_user("Administrator")
	frappe.flags.mute_emails = True
	from volunteer_services.services import stars

	stars.recalculate()
	frappe.db.commit()


if __name__ == "__main__":
	main()
