"""Demo data for trial sites: communities of four cities in Guangdong over two years (docs/demo.md).

All people, bodies and numbers are invented; the places are real.
"""

import time
from collections.abc import Callable

import click
import frappe
from frappe import _

from volunteer_services.demo import (
	aftermath,
	events,
	giving,
	history,
	people,
	pilot_sites,
	pilot_work,
	places,
	projects,
	rewards,
	staff,
	today,
)
from volunteer_services.demo.service import complaints, emergency, late_service, needs, presence, readiness
from volunteer_services.demo.world import World
from volunteer_services.exceptions import DemoDataError

STEPS: tuple[tuple[str, Callable[[World], str]], ...] = (
	("regions, units, sites, teams", places.make),
	("staff", staff.make),
	("volunteers", people.make),
	("projects", projects.make),
	("recipients, needs, pairings, the menu", needs.make),
	("activities", events.make),
	("readiness: certificates, trainings, insurance", readiness.make),
	("emergency teams, a drill, a call-out", emergency.make),
	("check-ins at a large event and a small one", presence.make),
	("records of these days, in all states", today.make),
	("make-up entries and own reports, in all states", late_service.make),
	("records of two years", history.make),
	("complaints, in all states", complaints.make),
	("stars, certificates, corrections", aftermath.make),
	("points, rewards, redemptions", rewards.make),
	("points given away, adjusted, printed", giving.make),
	("sites: standards, programmes, plaques", pilot_sites.make),
	("visits to sites, yearly submissions", pilot_work.make),
)


def make_demo(commit: bool = True, say: Callable[[str], None] = click.echo) -> None:
	"""Fill an empty site with the demo data; a commit after each step unless ``commit`` is False.

	``say`` gets a line for each step with what was made and the seconds that it took. Raises DemoDataError on
	a site that has volunteers already.
	"""
	refuse_used_site()
	world = World(say=say, commit=commit)
	user, mute, lang = frappe.session.user, frappe.flags.mute_emails, frappe.local.lang
	frappe.flags.mute_emails = True
	frappe.set_user("Administrator")
	frappe.local.lang = "zh"
	try:
		for number, (title, step) in enumerate(STEPS, start=1):
			started = time.monotonic()
			made = step(world)
			if commit:
				frappe.db.commit()
			say(f"{number}/{len(STEPS)} {title}: {made} ({time.monotonic() - started:.1f} s)")
	finally:
		frappe.set_user(user)
		frappe.flags.mute_emails, frappe.local.lang = mute, lang
		frappe.clear_messages()


def refuse_used_site() -> None:
	"""Raise DemoDataError when the site has volunteers: demo data would mix with real files for good."""
	count = frappe.db.count("Volunteer Profile")
	if count:
		frappe.throw(
			_("This site has {0} volunteers already. The demo data are for an empty trial site.").format(
				count
			),
			DemoDataError,
			title=_("Demo Data"),
		)


def logins() -> list[dict[str, str]]:
	"""The demo users that exist: role, role_zh, user, password."""
	return staff.logins()
