"""What the columns of a pasted sheet hold, by their headings."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from enum import Enum

from volunteer_services.volunteer_projects.domain.rollcall.days import holds_day, is_day_heading
from volunteer_services.volunteer_projects.domain.rollcall.writing import simplify


class Holds(Enum):
	"""What a column holds."""

	NAME = "name"
	MOBILE = "mobile"
	IDENTITY = "identity number, never kept"
	NUMBER = "volunteer number"
	SERIAL = "serial number"
	STARTS = "start"
	ENDS = "end"
	SPAN = "start and end"
	DURATION = "duration"
	DAY = "day"
	PRESENT = "was there or not"
	REMARK = "remark"
	COMPANIONS = "number of people"
	TOTAL = "hours of more than this activity"
	SLOT = "a day or a part of it, as on a monthly sheet"
	OTHER = "nothing about the time of service"
	UNKNOWN = "not known"


class Unit(Enum):
	"""What a bare number under a duration means."""

	HOURS = "hours"
	MINUTES = "minutes"


TIMES = frozenset({Holds.STARTS, Holds.ENDS, Holds.SPAN, Holds.DURATION, Holds.PRESENT})


@dataclass(frozen=True)
class Column:
	"""``unit``: said by the heading; ``is_part``: hours and minutes of one duration stand side by side."""

	heading: str
	holds: Holds
	unit: Unit | None = None
	is_part: bool = False


_PERSON = (
	r"(?:您的|你的|请输入|请填写|填写|志愿者|义工|人员|队员|成员|组员|学员|参加者?|参与者?|服务者?|学生|员工|职工|党员|会员|居民"
	r"|真实|孩子|本人|签到|参加人员?|参与人员?|服务人员|到场人员|出勤人员)*"
)
_OF_SERVICE = (
	r"(?:志愿者?|义工|服务|活动|本次|此次|实际|有效|参与|参加|认定|核定|申报|个人|当日|当天|单次|在岗"
	r"|值班|上岗|工作|记录|计)*"
)
_PART = r"(?:(?:上午|下午|晚上?|第?[一二三1-3][次场段班])(?=.))?"
_MOMENT = r"(?:时间|时刻|时点|打卡|打卡时间)?"
_KINDS: tuple[tuple[Holds, str], ...] = (
	(
		Holds.NAME,
		rf"{_PERSON}(?:姓名|名字|名称)|{_PERSON}名单|志愿者|义工|队员|成员|人员|(?:参加|参与|报名|签到|接龙|服务|到场)[人者]|参加人员?|参与人员?"
		rf"|服务人员|(?:full ?)?name|姓名/name",
	),
	(Holds.IDENTITY, r".*(?:身份证|证件|护照).*|id|idnumber"),
	(
		Holds.MOBILE,
		r"(?:本人|志愿者|联系|移动|联络)*(?:手机|电话|联系方式|联络方式|手提)(?:号码?|电话)?(?:尾号"
		r"|后四位)?|尾号|后四位|mobile|phone(?:number)?|tel",
	),
	(
		Holds.NUMBER,
		r"(?:志愿者?|义工|注册|会员|队员|志愿服务)(?:证|注册)?(?:编?号码?|证号|代码|id)|编号"
		r"|(?:volunteer)(?:no\.?|number|id)",
	),
	(Holds.SERIAL, r"序号?|行号|号|no\.?|#|№"),
	(
		Holds.STARTS,
		rf"{_PART}{_OF_SERVICE}(?:开始|签到|签入|到达|到场|到位|上岗|到岗|报到|入场|进场|起始|起|上班"
		rf"|打卡上班){_MOMENT}|start(?:s|ed)?(?:time)?|(?:check|sign)-?in",
	),
	(
		Holds.ENDS,
		rf"{_PART}{_OF_SERVICE}(?:结束|签退|签出|签离|离开|离场|离岗|下岗|退场|终止|终|止|下班"
		rf"|打卡下班){_MOMENT}|ends?(?:time)?|finish|(?:check|sign)-?out",
	),
	(
		Holds.DURATION,
		rf"{_OF_SERVICE}(?:时长|时数|工时|时间长度|小时数?|分钟数?)|(?:hours?|minutes?|mins?|duration)",
	),
	(Holds.SPAN, rf"{_OF_SERVICE}(?:起止|具体)?(?:时间段?|时段)(?:起止)?|起止|time"),
	(Holds.DAY, rf"{_OF_SERVICE}(?:签到)?(?:日期|年月日|月日|日子|日)|date|day"),
	(
		Holds.PRESENT,
		r"(?:是否)?(?:出勤|到场|到岗|到会|出席|参加|参与|考勤|签到|在场|在岗|缺勤|请假)(?:与否|情况"
		r"|状态|结果|标记)?|是否.{1,4}|状态|present|status",
	),
	(Holds.REMARK, r".*(?:备注|备考|附注|说明|备忘)|注|remarks?|notes?|comments?"),
	(Holds.COMPANIONS, r"(?:随行|同行|携带|陪同|参加|报名|家属)?(?:人数|人次)"),
	(
		Holds.TOTAL,
		r".*(?:累计|合计|总计|小计|总|年度|历史|全年|本年|本月|月度|往年).*(?:时长|时数|工时|小时|分钟"
		r"|时间)?.*|.*(?:时长|小时|时数)(?:合计|总计|累计|小计)",
	),
	(
		Holds.OTHER,
		r"(?:性别|年龄|岁数|民族|籍贯|政治面貌|学历|职业|职务|职称|角色|身份|出生(?:年月日?|日期)|生日"
		r"|血型|邮箱|电子邮箱|email|微信号?|qq号?|昵称|星级|评价|评分|等级"
		r"|(?:家庭|联系|居住|现)?(?:住址|地址)|(?:所在|所属|工作|服务|志愿)*(?:单位|公司|学校|院系|专业"
		r"|班级|年级|社区|街道|镇街|区域|区|队伍|团队|分队|小组|组别|组织|部门|支部|党支部|团支部|站点"
		r"|网格)(?:名称)?"
		r"|(?:服务|活动|志愿)*(?:岗位|内容|项目|名称|地点|类型|类别|主题|方式|对象|分工|任务|区域)|分工"
		r"|任务|签名|签字|本人签[名字]|确认签[名字]|照片|二维码|来源|审核人|记录人|负责人|领队|经办人"
		r"|(?:家长|监护人|紧急联系人|联系人|推荐人)(?:姓名|电话|手机|联系方式)?|紧急联系(?:人|电话"
		r"|方式)|与.{1,4}关系|衣服?尺码|服装尺码|t恤尺码|尺码|积分|保险.*|.*(?:卡号|账号|帐号|学号|工号)|饮食.*|车牌号?)",
	),
)
_PATTERNS = tuple((holds, re.compile(pattern)) for holds, pattern in _KINDS)
_REQUIRED = re.compile(
	r"\((?:必填|必填项|必须|选填|可选|非必填|required|optional|填写|本人填写)\)|[*＊※★●☆:]|必填项?$|选填$"
)
_UNIT = re.compile(
	r"[(\[【/_\-,|]?\s*(?:单位:?|以|按|计)?\s*(?:(?P<h>小时|钟头|时|hours?|hrs?|h)|(?P<m>分钟|分"
	r"|minutes?|mins?|min|m))(?:数|计|为单位)?\s*[)\]】]?$"
)
_OTHER_UNIT = re.compile(r"[天日次节课学月周半秒场]")
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")


def read_heading(text: str) -> Column:
	"""What a cleaned heading means; blanks inside and marks of required fields do not matter."""
	plain = _REQUIRED.sub("", simplify(re.sub(r"\s+", "", text)).lower())
	plain = re.sub(r"^[0-9]{1,2}[.、](?=\D)", "", plain)
	if not plain:
		return Column(text, Holds.UNKNOWN)
	if is_day_heading(plain) or re.fullmatch(
		r"(?:上午|下午|晚上|早上|中午|全天|早班|中班|晚班)(?:场|班)?", plain
	):
		return Column(text, Holds.SLOT)
	unit, core = _split_unit(plain)
	if re.search(r"[0-9]+[:点时]|[0-9]月", plain) or holds_day(plain):
		return Column(text, Holds.SLOT)
	other_unit = any(_OTHER_UNIT.search(note) for note in _NOTE.findall(core))
	notes = () if other_unit else (_NOTE.sub("", plain), _NOTE.sub("", core))
	for candidate in dict.fromkeys((plain, core, *notes)):
		for holds, pattern in _PATTERNS:
			if pattern.fullmatch(candidate):
				return _column(text, plain, holds, unit)
	return Column(text, Holds.UNKNOWN)


def sounds_of_time(column: Column) -> bool:
	"""Whether a heading that is not known speaks of time: an empty cell under it says nothing then."""
	heading = simplify(column.heading)
	return column.holds is Holds.UNKNOWN and bool(
		re.search(r"时|打卡|签[到退]|钟|hour|time|min", heading, re.I)
	)


def with_parts(columns: tuple[Column, ...]) -> tuple[Column, ...]:
	"""小时 | 分钟 without another word side by side are the two parts of one duration."""
	bare = [n for n, column in enumerate(columns) if _is_bare_unit(column)]
	for one, other in itertools.pairwise(bare):
		if other == one + 1 and columns[one].unit is Unit.HOURS and columns[other].unit is Unit.MINUTES:
			part = {one, other}
			columns = tuple(
				Column(column.heading, column.holds, column.unit, column.is_part or n in part)
				for n, column in enumerate(columns)
			)
	return columns


def _is_bare_unit(column: Column) -> bool:
	text = simplify(re.sub(r"\s+", "", column.heading)).lower()
	return column.holds is Holds.DURATION and bool(
		re.fullmatch(r"(?:服务|志愿)?(?:小时数?|时|分钟数?|分|hours?|minutes?|h|m|min)", text)
	)


def _column(text: str, plain: str, holds: Holds, unit: Unit | None) -> Column:
	if holds in (Holds.DURATION, Holds.SPAN) and not unit:
		unit = Unit.MINUTES if "分" in plain or "min" in plain else None
		unit = Unit.HOURS if re.search(r"小时|hour|工时|时数", plain) else unit
	if holds is Holds.SPAN and unit:
		holds = Holds.DURATION
	return Column(text, holds, unit if holds is Holds.DURATION else None)


def _split_unit(plain: str) -> tuple[Unit | None, str]:
	"""The unit behind a heading, in brackets or after a stroke, and the heading without it."""
	found = _UNIT.search(plain)
	if not found or not found.start():
		return None, plain
	core = plain[: found.start()]
	if not re.search(r"(?:时长|时数|工时|时间|时间段|duration|time|小时数?)$", _NOTE.sub("", core)):
		return None, plain
	return Unit.HOURS if found["h"] else Unit.MINUTES, core
