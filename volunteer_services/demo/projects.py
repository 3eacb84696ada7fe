"""Projects of the six actions and three themes, in all states of their course."""

import datetime

import frappe

from volunteer_services.demo.world import World, acting, insert, move
from volunteer_services.volunteer_projects.services import proposals

# key of team, name, category, theme, state, first and last day from today, people served
PROJECTS = (
	(
		"yinling",
		"银龄守望:独居长者探访",
		"Assistance",
		"People",
		"In Progress",
		-800,
		240,
		"Elderly Living Alone",
	),
	("humiao", "四点半课堂护苗行动", "Youth Care", "People", "In Progress", -790, 200, "Migrant Children"),
	("xicun", "学雷锋便民服务日", "Convenience", "Society", "In Progress", -780, 300, "General Public"),
	("qilou", "骑楼文明引导", "Civility", "Society", "In Progress", -770, 180, "General Public"),
	("qingfeng", "青凤社区垃圾分类督导", "Civility", "Nature", "In Progress", -765, 150, "General Public"),
	("shipai", "石牌法律咨询进社区", "Convenience", "People", "In Progress", -765, 120, "Migrant Workers"),
	("mulin", "睦邻家园工友互助", "Assistance", "Society", "In Progress", -800, 260, "Migrant Workers"),
	("shuitian", "平安水田夜间巡防", "Safety", "Society", "In Progress", -790, 90, "General Public"),
	(
		"yuanling",
		"园岭助残同行",
		"Assistance",
		"People",
		"In Progress",
		-780,
		140,
		"People with Disabilities",
	),
	("qiandeng", "千灯湖公益文化节", "Culture", "Society", "In Progress", -790, 110, "General Public"),
	("guiyuan", "桂园健康加油站", "Convenience", "People", "In Progress", -780, 210, "Elderly Living Alone"),
	("zumiao", "祖庙文化讲解", "Culture", "Society", "In Progress", -770, 330, "General Public"),
	("xinshi", "新市邻里守望", "Assistance", "People", "In Progress", -800, 280, "Elderly Living Alone"),
	("yongning", "永宁亲子护苗", "Youth Care", "People", "In Progress", -780, 170, "Left-behind Children"),
	(
		"minsheng",
		"民生社区矫正帮教",
		"Safety",
		"People",
		"In Progress",
		-780,
		160,
		"People in Community Correction",
	),
	("guiyuan", "桂园河岸净滩", "Civility", "Nature", "Completed", -700, -45, "General Public"),
	("xicun", "春运暖冬西村站", "Convenience", "Society", "Completed", -760, -240, "General Public"),
	("qingfeng", "青凤屋顶花园", "Culture", "Nature", "Closed", -760, -200, "General Public"),
	("yinling", "南源长者防诈骗宣传", "Safety", "People", "Closed", -740, -330, "Elderly Living Alone"),
	("mulin", "工业区暑期护苗班", "Youth Care", "People", "Recruiting", -10, 320, "Left-behind Children"),
	("xinshi", "小榄菊花会文明服务", "Civility", "Society", "Recruiting", -5, 60, "General Public"),
	("shuitian", "三防应急救援后备队", "Safety", "Society", "Pending Approval", 20, 380, "General Public"),
	("humiao", "克山暑期防溺水", "Youth Care", "People", "Pending Approval", 30, 330, "Left-behind Children"),
	("yongning", "永宁亲子读书会", "Culture", "People", "Draft", 25, 200, "Left-behind Children"),
	("qilou", "骑楼夜市导览", "Culture", "Society", "Returned", 15, 120, "General Public"),
	("shipai", "商铺促销派单", "Convenience", "Society", "Rejected", 10, 60, "General Public"),
)
APPROVED = ("Recruiting", "In Progress", "Completed", "Closed")
RISKY = ("平安水田夜间巡防", "三防应急救援后备队", "桂园河岸净滩")
RESCUE = ("三防应急救援后备队",)
FORMER_UNIT = {"南源长者防诈骗宣传": "liwan_old"}
"""Projects recorded by the body that ran the site before."""
CONTENTS = {
	"Assistance": ("上门探访、量血压、陪伴聊天", "代购生活用品并打扫居室", "陪同就医和取药", "节日送餐"),
	"Convenience": ("义剪、小家电维修", "法律咨询与政策讲解", "血压血糖检测", "春运引导与热饮派发"),
	"Civility": ("垃圾分类桶边督导", "路口文明引导", "清理楼道小广告", "河岸净滩"),
	"Safety": ("夜间巡防", "防诈骗宣传入户", "消防通道巡查", "帮教谈心"),
	"Youth Care": ("课后作业辅导", "儿童安全教育", "绘本共读", "亲子手工"),
	"Culture": ("公益文化节秩序维护", "文物讲解", "粤曲私伙局协助", "图书整理"),
}
_EVALUATION = {
	"evaluation": "<p>服务对象满意,建议继续开展。</p>",
	"goals_reached": "Mostly",
	"satisfaction": 5,
	"lessons": "提前一周通知居民,雨天备室内场地。",
}
_DISTRICT = "440103"
"""The district whose officer keeps the library."""
_REASONS = {"Returned": "请补充夜间活动的安全保障措施。", "Rejected": "内容属于商业促销,不属于志愿服务。"}


def make(world: World) -> str:
	"""All projects; the last of those that recruit goes its way by the people's own hands."""
	for row in PROJECTS:
		world.projects.append(_project(world, *row))
	_by_hand(world)
	_template(world)
	_proposals(world)
	states = {project.state for project in world.projects}
	return f"{len(world.projects)} projects in {len(states)} states"


def _project(
	world: World,
	team_key: str,
	name: str,
	category: str,
	theme: str,
	state: str,
	first: int,
	last: int,
	group: str,
) -> frappe._dict:
	team = world.teams[team_key]
	doc = insert(values(world, team, name, category, theme, state, first, last), state)
	return frappe._dict(
		name=doc.name,
		title=name,
		team=team,
		category=category,
		theme=theme,
		state=state,
		group=group,
		start=doc.start_date,
		end=doc.end_date,
		region=doc.region,
		site=doc.site,
		unit=doc.recording_unit,
		location=doc.location,
	)


def values(
	world: World, team, name: str, category: str, theme: str, state: str, first: int, last: int
) -> dict:
	"""A project with everything that its recruitment notice must say."""
	approved = state in APPROVED
	risky = name in RISKY
	return {
		"doctype": "Volunteer Project",
		"project_name": name,
		"category": category,
		"theme": theme,
		"team": team.name,
		"site": team.site_name,
		"region": team.region,
		"recording_unit": world.units[FORMER_UNIT[name]] if name in FORMER_UNIT else team.unit,
		"social_worker": team.manager,
		"start_date": world.day(first),
		"end_date": world.day(last),
		"location": world.sites[team.site].title,
		"description": f"<p>{team.title}按居民需求设计,内容包括{'、'.join(CONTENTS[category][:2])}。</p>",
		"conditions": "年满14周岁,身体健康,每月至少参加一次;未成年人须监护人同意。",
		"sign_up_note": f"到{world.sites[team.site].title}报名,或联系队长{team.leader_name}。",
		"risks": "夜间、水边或登高作业可能受伤。" if risky else "往返途中的交通风险;与陌生人接触。",
		"safeguards": "两人一组,岗前培训,配备反光衣和急救包。" if risky else "两人一组,岗前培训,发放服务证。",
		"is_risky": int(risky),
		"is_rescue": int(name in RESCUE),
		"insurance_policy": "志愿者意外伤害保险 DEMO-2026-0001" if risky else None,
		"posts": _posts(category),
		**(_EVALUATION if state in ("Completed", "Closed") else {}),
		"decision_reason": _REASONS.get(state),
		"approved_by": team.district_officer if approved else None,
		"approved_on": _approved_on(world, first) if approved else None,
	}


def _approved_on(world: World, first: int) -> datetime.datetime:
	return world.moment(first - 6, 15, 20)


def _posts(category: str) -> list[dict]:
	skill = {"Safety": "First Aid", "Convenience": "Appliance Repair", "Youth Care": "Teaching"}.get(category)
	return [
		{"post_title": "服务岗", "headcount": 12},
		{"post_title": "专业岗", "headcount": 3, "required_skill": skill},
		{"post_title": "统筹岗", "headcount": 1, "min_star": 1},
	]


def _by_hand(world: World) -> None:
	"""A leader drafts a project and sends it up, the officer approves it, the leader starts it."""
	team = world.teams["yinling"]
	name, category, theme = "冬至暖汤进楼院", "Assistance", "People"
	with acting(team.leader_user):
		doc = insert(values(world, team, name, category, theme, "Draft", -3, 90))
	move(doc, "Pending Approval", team.leader_user)
	move(doc, "Recruiting", team.district_officer)
	doc = move(doc, "In Progress", team.leader_user)
	world.projects.append(
		frappe._dict(
			name=doc.name,
			title=name,
			team=team,
			category=category,
			theme=theme,
			state=doc.workflow_state,
			group="Elderly Living Alone",
			start=doc.start_date,
			end=doc.end_date,
			region=doc.region,
			site=doc.site,
			unit=doc.recording_unit,
			location=doc.location,
		)
	)


def _template(world: World) -> None:
	"""The district's officer offers what has proved itself to all teams of the district."""
	team = world.teams["yinling"]
	said = values(world, team, "独居长者探访(模板)", "Assistance", "People", "Draft", 0, 365)
	with acting(team.district_officer):
		insert(said | {"is_library_item": 1, "region": world.regions[_DISTRICT], "sign_up_note": None})


def _proposals(world: World) -> None:
	"""Two volunteers propose a project; one is taken up."""
	ideas = (
		("楼道图书角", "整理邻居捐的旧书,周末为孩子开放。"),
		("共享工具柜", "把闲置的家用工具登记好,借给有需要的邻居。"),
	)
	rows = frappe.get_all(
		"Volunteer Profile",
		filters={"user": ["is", "set"], "workflow_state": "Registered", "primary_team": ["is", "set"]},
		fields=["name", "user"],
		order_by="name",
		limit=len(ideas),
	)
	names = []
	for row, (title, content) in zip(rows, ideas, strict=False):
		with acting(row.user):
			idea = proposals.Proposal(
				title, "Culture", "Society", content, "社区活动室", str(world.day(14)), str(world.day(180))
			)
			names.append(proposals.propose(row.name, idea))
	if names:
		proposals.answer(names[0], True, "很好的想法,请下周到站点一起细化方案。")


def running_on(world: World, team_key: str, day: datetime.date) -> list[frappe._dict]:
	"""The approved projects of a team that cover the day."""
	return [
		project
		for project in world.projects
		if project.team.key == team_key and project.state in APPROVED and project.start <= day <= project.end
	]
