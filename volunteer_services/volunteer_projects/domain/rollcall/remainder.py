"""The words of a line that nothing was read from: which of them may matter for the hours?

A remainder that could be a time, a number, an absence, a negation, a second person or another day is named,
so that somebody looks at it. Words that are known to say nothing about hours are passed over.
"""

from __future__ import annotations

import re

from volunteer_services.volunteer_projects.domain.rollcall.model import unique
from volunteer_services.volunteer_projects.domain.rollcall.names import may_be_person
from volunteer_services.volunteer_projects.domain.rollcall.writing import HAN, simplify

_COUNT = r"[0-9一二三四五六七八九十]"
_HARMLESS = re.compile(
	rf"第?{_COUNT}{{1,3}}(?:号(?:楼|院|门|线|桌|馆|岗|位)|组|栋|楼|单元|室|班|队|区|岁|年级|中队|大队"
	rf"|小队|小组|支部|中学?|小学?|连|排|村|街)(?!时)"
	r"|第一次(?:参加|来|做)?|准时|按时|及时|全程|全天|全场|不错|不限|无误|无异常|没问题|未成年人?"
	r"|未满18岁|非常|不迟到|不早退|早上好|早安|晚安|辛苦|早日"
	r"|(?:志愿|服务|活动|本次|实际|签到|签退|到达|离开|开始|结束|参加|报名)*(?:时长|时间|时数|工时"
	r"|时段)|签到|签退|日期|号码|手机号?|尾号"
	r"|重点|地点|站点|网点|点位|定点|服务点|集合点|点赞|点名|部分|分队|分会|分工|分发|分类|分组|分部"
	r"|十分|半岛|日常|节日|生日|时代|即时|临时工|平时|小时候"
	r"|无备注|(?<!\S)(?:-+|/+|—+)(?!\S)|第一次|首次|初次|退休|免费|减免|停车|病房|病人|病友|非遗|无偿|不怕|不辞辛苦"
)
_MAY_MATTER = re.compile(
	r"[0-9]|[零〇一二两三四五六七八九十百几数半多][个]?(?:点|时|刻|分|小|天|日|号|周|月|次|场|节|名|倍"
	r"|成|半)"
	r"|[时点钟刻]|分钟|小时|上午|下午|早[上晨到]|晚[上到间]|傍晚|中午|凌晨|夜|上半|下半|前半|后半|半"
	r"|提前|推迟|延[长后迟时]|加时|中途|后来|以后|之后|以前|之前|全部|补"
	r"|每|估|(?<![首初])次(?!序)|秒|家属|亲属|冲突|忘|睡|溜|暂|重复|误|忽略|试|上班|上课|老家|抱恙|[删弃休空△]|[未没不无非否缺勿莫別别旷]|[替代换改退停取免]|[明昨次隔翌]日|周|星期|礼拜|假(?!如)|病"
	r"|(?<![A-Za-z])(?:am|pm|n|h|hrs?|hours?|m|min(?:ute)?s?|no|not|off|half|day|x)(?![A-Za-z])|[×%‰=<>≈±]",
	re.IGNORECASE,
)
_WITH_PERSON = re.compile(rf"[陪帮带和与跟同给为叫请找喊]({HAN}{{2,3}})")
_LATIN_NAME = re.compile(r"[A-Z][a-z]{2,}")
_BREAK = re.compile(r"[\s,;、。!:：，()\[\]【】「」{}<>《》|_~]+")


def unread_words(rest: str) -> tuple[str, ...]:
	"""The words of the remainder that may change what is credited."""
	return unique(word for word in _BREAK.split(rest) if word and _matters(word))


def _matters(word: str) -> bool:
	left = _HARMLESS.sub("", simplify(word))
	if left != simplify(word):
		return bool(_MAY_MATTER.search(left))
	beside = _WITH_PERSON.search(word)
	return bool(
		_MAY_MATTER.search(left)
		or may_be_person(word)
		or (beside and may_be_person(beside[1]))
		or _LATIN_NAME.fullmatch(word)
	)
