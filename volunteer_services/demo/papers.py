"""Identity papers, contacts and occupations of the invented volunteers; every number is synthetic."""

import datetime
import random

import frappe

from volunteer_services.demo.staff import DOMAIN
from volunteer_services.volunteer_registry.domain.identity import compose_resident_id

_OCCUPATIONS = (
	"教师",
	"护士",
	"律师",
	"会计",
	"工程师",
	"店主",
	"产业工人",
	"快递员",
	"自由职业",
	"公务员",
	"社区工作者",
)
_STATUS = (
	"Ordinary Citizen",
	"Ordinary Citizen",
	"Ordinary Citizen",
	"CPC Member",
	"Youth League Member",
	"CDL Member",
	"Without Party Affiliation",
)
# Numbers of persons from elsewhere: position in the whole list → kind of paper.
_PERMITS = {38: "810000", 79: "820000", 138: "810000", 219: "830000"}
_FOREIGNER = 59


def identity(world, sex: str, born: datetime.date, number: int, region: str) -> dict:
	"""Type and number of the paper, with a right check character, agreeing with sex and birth date."""
	serial = (number * 2 + (1 if sex == "Male" else 0)) % 1000
	if number == _FOREIGNER:
		return {"id_type": "Passport", "id_number": "K98000111", "full_name": "Anna Musterfrau"}
	if number in _PERMITS:
		area = _PERMITS[number]
		return {
			"id_type": "HK Macao Taiwan Residence Permit",
			"id_number": compose_resident_id(area, born, serial),
		}
	area = region[:6]
	return {"id_type": "Resident ID", "id_number": compose_resident_id(area, born, serial)}


def contact(position: int, number: int, elders: range, attachment: str, names) -> dict:
	"""Mobile and e-mail; half of the elders have neither, and somebody acts for them."""
	if position in elders and position % 2:
		return {
			"notify_by": "Home Visit",
			"proxies": [
				{
					"proxy_name": names.new("Female"),
					"relation": "女儿",
					"phone": f"020-8333{2000 + number}",
					"proof": attachment,
				}
			],
		}
	mobile = f"199000{number:05d}"
	if position in elders:
		return {"mobile": mobile, "notify_by": "Phone Call"}
	return {"mobile": mobile, "email": f"v{number:03d}@{DOMAIN}", "notify_by": "No Notice"}


def occupation(rng: random.Random, position: int, minors: range, child: int, elders: range) -> dict:
	"""What the person does, and the political status of an adult."""
	if position in minors or position == child:
		return {"occupation": "学生"}
	work = "退休" if position in elders else rng.choice(_OCCUPATIONS)
	return {"occupation": work, "political_status": rng.choice(_STATUS)}


def proof() -> str:
	"""The paper by which the elders' families act for them: one private file for all of them."""
	return (
		frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "demo-proxy-authorisation.txt",
				"content": "代办委托书(演示数据):兹委托家属代为办理志愿服务登记事宜。\n",
				"is_private": 1,
			}
		)
		.insert()
		.file_url
	)
