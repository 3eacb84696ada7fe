"""One of each document, and a guest, a volunteer and a site's manager who may reach them."""

from __future__ import annotations

import frappe
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.pilot_steps import at
from tests.site.time_bank import rewards_world as rewards
from tests.site.volunteer_recognition import stars_world as stars


class World:
	def __init__(self) -> None:
		self.place = place = make.Place()
		self.manager, self.guest = place.manager, "Guest"
		self.volunteer = make.make_user(make.VOLUNTEER)
		self.person = rewards.rich(place, points=300, user=self.volunteer)
		self.friend = rewards.rich(place, points=50)
		self.known = self._records() | self._sites() | self._words()
		frappe.set_user("Administrator")

	@property
	def users(self) -> dict[str, str]:
		return {"guest": self.guest, "volunteer": self.volunteer, "manager": self.manager}

	def tokens(self) -> dict[str, str | None]:
		"""What each user sends along in a real request."""
		found: dict[str, str | None] = {"guest": None}
		for kind in ("volunteer", "manager"):
			user = frappe.get_doc("User", self.users[kind])
			user.api_key, user.api_secret = frappe.generate_hash(length=15), "secret-of-tests"
			user.save(ignore_permissions=True)
			found[kind] = f"{user.api_key}:secret-of-tests"
		return found

	def _records(self) -> dict[str, list]:
		place, person = self.place, self.person.name
		day = add_days(nowdate(), -5)
		approved = make.make_log(place, person, state="Approved", service_date=day).name
		waiting = make.make_log(place, person, state="Pending Site Review", service_date=day, minutes=60).name
		stars.serve(person, 120)
		activity = make._insert(
			{
				"doctype": "Service Activity",
				"project": place.project.name,
				"activity_name": make.unique("活动"),
				"starts_on": f"{add_days(nowdate(), 10)} 09:00:00",
				"ends_on": f"{add_days(nowdate(), 10)} 11:00:00",
				"location": "社区活动中心",
				"activity_leader": "张队长",
				"service_content": "探访空巢老人",
			}
		).name
		reward = rewards.item(place, sponsor=rewards.sponsor().name)
		redemption = rewards.request(place.manager, self.person, reward).name
		frappe.set_user("Administrator")
		account = frappe.db.get_value("Points Account", {"holder": person}, "name")
		return {
			"activity": [activity],
			"volunteer": [person, self.friend.name],
			"source": [person],
			"target": [self.friend.name],
			"to_volunteer": [self.friend.name],
			"service_log": [approved, waiting],
			"names": [[waiting], f'["{waiting}"]', waiting],
			"volunteers": [[person], person],
			"account": [account],
			"reward_item": [reward.name],
			"sponsor": [reward.sponsor],
			"redemption": [redemption],
			"recording_unit": [place.unit.name],
			"team": [place.team.name],
			"project": [place.project.name],
			"region": [place.region.name, None],
			"action": ["Approve", "Return", "Reject", "Submit for Review"],
			"name": ["张三", place.site.name],
			"last_four": ["1234"],
			"changes": [{"new_minutes": 60}, '{"new_minutes": 60}'],
			"doc": [
				{"doctype": "Service Log", "name": waiting},
				f'{{"doctype":"Service Log","name":"{waiting}"}}',
			],
			"text": ["张三 9:00-11:00\n李四 1234"],
			"job": ["volunteer-review-x"],
		}

	def _sites(self) -> dict[str, list]:
		place = self.place
		assessment = pilots.begin(place)
		frappe.set_user("Administrator")
		pilot = at(place, "Designated")
		visit = pilots.visit(place)
		visit.visited_on = nowdate()
		visit.append("findings", {"finding": "消防通道堵塞", "responsible": place.manager})
		visit.save()
		frappe.set_user("Administrator")
		board = frappe.db.get_value("Kanban Board", {"reference_doctype": pilots.PILOT}, "name")
		return {
			"assessment": [assessment.name],
			"item_code": [assessment.results[0].item_code],
			"standard": [assessment.standard],
			"service_site": [place.site.name],
			"site": [place.site.name],
			"sites": [[place.site.name], None],
			"programme": [pilot.programme],
			"docname": [pilot.name],
			"board_name": [board],
			"visit": [visit.name],
			"finding": [visit.findings[0].name],
			"visit_kind": ["Guidance"],
			"known": [{"is_met": 0}, None],
		}

	@staticmethod
	def _words() -> dict[str, list]:
		soon, later = add_days(nowdate(), 1), add_days(nowdate(), 30)
		return {
			"start": [add_days(nowdate(), -30), f"{nowdate()} 00:00:00"],
			"end": [later],
			"from_date": [soon, "2026-01-01"],
			"to_date": [later],
			"effective_from": [later],
			"start_date": [nowdate()],
			"year": [int(nowdate()[:4])],
			"doctype": ["Service Region", "Volunteer Team", "Service Site"],
			"filters": [None, "[]", [], {}],
			"reason": ["测试"],
			"method": ["Paper Form"],
			"language": ["Chinese"],
			"kind": ["Self"],
			"to_kind": ["Pool", "Volunteer"],
			"channel": ["Counter"],
			"order": ["price", "new", "{}"],
			"code": ["ABCD-EFGH-JKMN-PQRS-TVWX"],
		}
