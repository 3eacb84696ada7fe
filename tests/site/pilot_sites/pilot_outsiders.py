"""A site with one of each paper, and users who have nothing to do with it."""

import frappe
from frappe.desk.reportview import execute
from frappe.utils import nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.pilot_steps import at

# any of: by its door Frappe refuses or finds nothing; the tests assert that nothing was seen or changed
REFUSED = (frappe.PermissionError, frappe.DoesNotExistError)


class World:
	"""A site with one of each, and users who have nothing to do with it."""

	def __init__(self):
		self.place, self.other = make.Place(), make.Place()
		place = self.place
		pilots.serve(place)
		self.assessment = pilots.certified(place)
		self.pilot = at(place, "Designated")
		self.programme = self.pilot.programme
		self.visit = pilots.visit(place)
		self.visit.visited_on = nowdate()
		self.visit.append("findings", {"finding": "消防通道堵塞", "responsible": place.manager})
		self.visit.append("experts", {"expert_name": "何专家"})
		self.visit.append("resources", {"resource_kind": "Books", "description": "手册"})
		self.visit.save()
		self.submission = pilots.submission(place, self.pilot)
		self.submission.append("attachments", {"file": pilots.upload(self.submission)})
		self.submission.save()
		frappe.set_user("Administrator")
		self.auditor = make.make_user(make.AUDITOR)
		self.volunteer = make.make_user(make.VOLUNTEER)
		self.clerk = make.make_user("Report Manager")
		self.unappointed = make.make_user(make.SITE)
		self.docs = (self.assessment, self.pilot, self.visit, self.submission)

	def outsiders(self) -> dict[str, str]:
		return {
			"stranger's site manager": self.other.manager,
			"other district": self.other.officer,
			"other city": self.other.city_officer,
			"team leader": self.place.leader,
			"without appointment": self.unappointed,
			"volunteer": self.volunteer,
			"clerk of the ERP": self.clerk,
			"guest": "Guest",
		}


OUTSIDERS = (
	"stranger's site manager",
	"other district",
	"other city",
	"team leader",
	"without appointment",
	"volunteer",
	"clerk of the ERP",
	"guest",
)


def listed(user: str, doctype: str, fields, **values) -> list:
	"""frappe.desk.reportview.get as the desk asks; empty where it is refused."""
	frappe.set_user(user)
	try:
		return list(execute(doctype, fields=fields, limit_page_length=0, **values) or [])
	except (*REFUSED, frappe.ValidationError):
		frappe.clear_messages()
		return []
