"""Words by which a line says that somebody was not there, only waits, was replaced, or lost time."""

from __future__ import annotations

import re

from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, What
from volunteer_services.volunteer_projects.domain.rollcall.writing import ABSENCE_SIGN, HAN, Piece

_NOT = r"(?:没有?能?|未能?|并未|尚未|从未|不|无法|无暇|不能够?|不会|不想|不可以?|不便|不克|不得|难以|拒绝?)"
_COME = (
	r"(?:再|来得?及|来|到|去|参加|参与|出席|上岗|到岗|到场|报到|露面|签到?|打卡|在|见|报名|服务|行|方便"
	r"|能够?|可以?|会|想|有空|做|干|加入)"
)
_ABSENT = re.compile(
	rf"{_NOT}{_COME}+[了的]?|[来到去参]不(?:了|成|到|及)|(?:没|无)(?:人|空|时间|见人)"
	r"|缺席|缺勤|缺岗|缺考|缺课|旷工|旷课|旷勤|旷岗|爽约|失约|放鸽子?|鸽了|失联|失踪|联系不上"
	r"|(?:病|事|产|婚|丧|公|年|例|探亲|陪产|工伤|生理)假|请(?:了|个|过|长|短|临时)?假|告假|休假|放假"
	r"|准假|续假|调休|轮休|补休|(?<!\S)假(?!\S)"
	r"|取消|撤销|撤回|退出|退群|退队|退赛|放弃|弃权|作废|删除|删掉|划掉|划去|除名|剔除|误报|报错|误接|接错"
	r"|(?:临时|家里|家中|家|突然|突发|单位|公司|个人|另|因)?有(?:事情?|急事|要事|别的事|会|课|约)|生病"
	r"|住院|发烧|感冒|身体不适|不舒服|受伤|隔离|出差|加班|走不开"
	r"|(?<![A-Za-z])(?:absent|absence|sick|on leave|leave|cancel(?:l?ed)?|no[- ]?show|not? com(?:e|ing)"
	r"|n/a)(?![A-Za-z])",
	re.IGNORECASE,
)
_CROSS = re.compile(rf"{ABSENCE_SIGN}|(?<![A-Za-z0-9])[xX](?![A-Za-z0-9])")
_WAITING = re.compile(
	r"候补|替补|后补|备选|后备|备用|候选|待定|待补|待确认|待通知|排队中?|等位|等待名单|轮候|预备|机动"
	r"|不确定|不一定|未定|未确定|未确认|说不定|可能|也许|或许"
	r"|看(?:情况|时间)|视情况|再说|再看|尽量|争取|如果|要是|(?<![A-Za-z])(?:maybe|waiting(?: list)?|standby"
	r"|tbd)(?![A-Za-z])|\?",
	re.IGNORECASE,
)
_PROXY = re.compile(
	r"代替|顶替|替换|替班|顶班|换班|代班|代签到?|代打卡?|代为|代领|代报名?|代参加|换成|改成|改为|换人"
	r"|换给|让给|转给|转让|由.{1,6}代|(?<![0-9])(?:→|->|=>)(?![0-9])"
)
_NOT_SERVICE = re.compile(
	r"迟到|迟来|晚到|晚来|晚了|来晚|早退|早走|先走|先离开?|先撤|先回|提前[^ ,;、]{0,4}?(?:走|离|退|撤"
	r"|回|结束|下班)|中途(?:离开|退出|退场|走|离场|休息)?|半途"
	r"|路程|路途|路上|在途|途中|车程|行程|往返|来回|通勤|交通|乘车|坐车|堵车|赶路"
	r"|午休|午饭|午餐|中餐|晚餐|晚饭|早餐|吃饭|用餐|就餐|茶歇|休息|歇息|小憩|间歇|休整|等待|等候|候车|空档"
	r"|扣除?|减去?|除去|扣减|不含|不计|不算|去掉|(?<![A-Za-z])(?:late|break|lunch|travel)(?![A-Za-z])",
	re.IGNORECASE,
)
_LOST_TIME = re.compile(r"[0-9.:点时分半小个钟头刻hminHMIN一二两三四五六七八九十 \x1f]{0,14}")
_RUN = re.compile(f"{HAN}+")
_SINGLE = re.compile(
	r"缺|旷|替|代(?!表|理|码|际|办)|换|帮(?!忙|扶|助|教|厨|困|工)|改(?!进|善|革)|顶(?!部|楼|层|岗)"
)
COMPANION = re.compile(
	r"\+\s*[0-9]{1,2}(?![0-9.:]|\s*\+\s*[0-9])(?!\s*个?半?\s*(?:小时|钟|h|H|分|m|点|时))\s*[人位个名]?"
	r"|[带携]着?[0-9一二两三四五]?[个名位]?(?:人|朋友|家属|孩子|小孩|娃|家人|同事|老公|老婆|爱人)"
	r"|[和与及跟]\s*(?:他|她|我|其)?(?:朋友|家属|家人|孩子|儿子|女儿|同事|老公|老婆|爱人|妻子|丈夫"
	r"|妈妈?|爸爸?|父亲|母亲)|一家[二两三四五六]口|(?<![0-9])[0-9]{1,2}[人位](?![0-9])"
	r"|[一二两三四五六七八九十]{1,2}[人位](?!组)|夫妇|夫妻|父子|父女|母子|母女|等人"
)


def read_absence(piece: Piece) -> list[Doubt]:
	"""Absence, waiting and stand-ins; the words are taken."""
	doubts = list[Doubt]()
	for pattern, what, doubt in (
		(_WAITING, What.WAITING, Doubt.WAITING),
		(_ABSENT, What.ABSENT, Doubt.CANCELLED),
		(_PROXY, What.PROXY, Doubt.PROXY),
	):
		doubts += [doubt] * bool(piece.take_all(pattern, what))
	_take_single(piece, doubts)
	return doubts


def _take_single(piece: Piece, doubts: list[Doubt]) -> None:
	"""One character that says so, unless it stands within what is as long as a name (陈代明)."""
	for run in list(_RUN.finditer(piece.key)):
		for found in _SINGLE.finditer(run[0]):
			if found.start() and len(run[0]) <= 3:
				continue
			absent = found[0] in "缺旷"
			start = run.start() + found.start()
			piece.take(start, start + 1, What.ABSENT if absent else What.PROXY)
			doubts.append(Doubt.CANCELLED if absent else Doubt.PROXY)


def read_cross(piece: Piece) -> list[Doubt]:
	"""A cross of its own, after durations were read (1小时×2次)."""
	return [Doubt.CANCELLED] * bool(piece.take_all(_CROSS, What.ABSENT))


def read_lost_time(piece: Piece) -> list[Doubt]:
	"""Lateness, travel, rest: the words and the time that stands beside them are no service."""
	doubts = list[Doubt]()
	while found := _NOT_SERVICE.search(piece.key):
		after = _LOST_TIME.match(piece.key, found.end())
		piece.take(found.start(), after.end() if after else found.end(), What.NOT_SERVICE)
		doubts = [Doubt.NOT_SERVICE]
	return doubts


def read_companions(piece: Piece) -> list[Doubt]:
	return [Doubt.COMPANION] * bool(piece.take_all(COMPANION, What.COMPANION))


def says_absence(text: str) -> bool:
	"""Whether words of absence or of waiting stand in the text."""
	return bool(read_absence(Piece(text)))
