"""What people complained of, in every state; who handles it has no part in it."""

import frappe

from volunteer_services.demo.world import World, acting
from volunteer_services.service_records.services.complaints import handling, receiving

# (kind, what, what happened, the steps)
COMPLAINTS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
	("Service Hours", "上周清洁日的时长", "名单上有人提前一小时离开，登记的却是全程时长。", ()),
	("Quality of Service", "长者食堂送餐", "周三送到时饭菜已经凉了，希望改进保温办法。", ("take_up",)),
	("Team", "招募通知", "报名后两周没有人联系，打电话也无人接听。", ("take_up", "answer")),
	(
		"Service Hours",
		"三月植树活动",
		"当天的签到表上有两个签名是同一个人写的。",
		("take_up", "answer", "review"),
	),
	("Person", "楼栋噪音", "楼上住户每天夜里装修，严重影响休息。", ("decline",)),
)
ANSWERS = {
	"Team": ("Found True", "经办人休假未交接。", "情况属实，已由副队长联系您，并公布了新的联系电话。"),
	"Service Hours": (
		"Could Not Be Verified",
		"签到表字迹相近，无法辨认。",
		"现有材料无法核实，已请本人到站点说明。",
	),
}
OUTSIDE = "不属于志愿服务事项，请向物业或社区居委会反映。"
NOT_CONTENT = "两处签名笔画完全一样，请再核对照片。"


def make(world: World) -> str:
	"""One for each of the first sites; the officers of the district handle them."""
	places = [team for team in world.small_teams() if team.site][: len(COMPLAINTS)]
	made = [_made(team, *told) for team, told in zip(places, COMPLAINTS, strict=False)]
	return f"{len(made)} complaints"


def _made(team, kind: str, about: str, text: str, steps: tuple[str, ...]) -> str:
	place = frappe.db.get_value("Volunteer Team", team.name, ["region", "site"], as_dict=True)
	values = {"kind": kind, "about": about, "text": text, "concerns_staff": int("take_up" in steps)}
	doc = frappe.get_doc({"doctype": receiving.DOCTYPE, **values, **place, "source": receiving.WEBSITE})
	doc.flags.by_service = doc.flags.ignore_permissions = True
	doc.insert()
	for step in steps:
		user = sorted(receiving.handlers(doc))[0]
		with acting(user):
			_step(handling.locked(doc.name), step, kind)
	return doc.name


def _step(doc, step: str, kind: str) -> None:
	if step == "take_up":
		handling.take_up(doc)
	elif step == "answer":
		handling.answer(doc, *ANSWERS[kind])
	elif step == "review":
		handling.ask_review(doc, NOT_CONTENT)
	else:
		handling.decline(doc, OUTSIDE)
