"""Vests, radios and water of the story's large event: everybody who came had a vest, three are still out."""

import datetime

import frappe

from volunteer_services.demo.world import acting, insert
from volunteer_services.volunteer_projects.domain.materials import Return
from volunteer_services.volunteer_projects.services.materials import giving

STILL_OUT = 3
# (name, size, unit, kind, planned)
LIST = (
	("志愿者马甲", "均码", "件", "Returnable", 300),
	("对讲机", "", "台", "Returnable", 8),
	("饮用水", "550 毫升", "箱", "Used Up", 30),
)


def hand_out(activity: str, leader: str, at: datetime.datetime) -> int:
	"""The list of the event, and what its people were given and brought back; returns how many vests went
	out. Some came back damaged, one radio went missing."""
	with acting(leader):
		vest, radio, water = (_listed(activity, *line) for line in LIST)
		people = frappe.get_all(
			"Activity Sign Up",
			filters={"activity": activity, "status": "Attended"},
			pluck="volunteer",
			order_by="shift, queue_no",
			limit_page_length=0,
		)
		made = giving.hand_out(vest, people, 1, None, "", False)["made"]
		giving.hand_out(radio, people[:4], 2, None, "各岗位组长统一领取", False)
		giving.hand_out(water, people[:4], 5, None, "", False)
		giving.bring_back(activity, _returns(vest)[:-STILL_OUT] + _radios(radio))
	_happened(activity, at)
	return made


def _listed(activity: str, name: str, size: str, unit: str, kind: str, planned: int) -> str:
	return insert(
		{
			"doctype": "Activity Material",
			"activity": activity,
			"material_name": name,
			"size_or_model": size,
			"unit": unit,
			"kind": kind,
			"planned": planned,
		}
	).name


def _out(material: str) -> list[str]:
	return frappe.get_all(
		"Material Entry",
		filters={"material": material, "kind": "Handed Out"},
		pluck="name",
		order_by="volunteer_name, name",
		limit_page_length=0,
	)


def _returns(material: str) -> list[giving.Line]:
	"""All vests, every fortieth with a tear."""
	return [
		giving.Line(name, Return(damaged=1) if number % 40 == 39 else Return(whole=1))
		for number, name in enumerate(_out(material))
	]


def _radios(material: str) -> list[giving.Line]:
	"""All but one, which nobody found."""
	first, *others = _out(material)
	missing = giving.Line(first, Return(whole=1, missing=1), "散场后遗失，已在现场寻找")
	return [missing, *(giving.Line(name, Return(whole=2)) for name in others)]


def _happened(activity: str, at: datetime.datetime) -> None:
	"""The entries were noted on the day of the event."""
	frappe.db.sql(
		"""update `tabMaterial Entry` set `happened_at` = if(`kind` = 'Handed Out', %s, %s)
		where `activity` = %s""",
		(at, at + datetime.timedelta(hours=6), activity),
	)
