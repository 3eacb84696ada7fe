"""What the reading of a pasted list can say, as stored words with their Chinese."""

from __future__ import annotations

from volunteer_services.foundation.domain.words import Word


class Doubt(Word):
	"""Why a person should look at an entry before it is used."""

	NO_NAME = "No name was found", "没有找到姓名"
	ODD_NAME = "This may be no name", "可能不是姓名"
	NICKNAME = "This looks like a nickname", "像是昵称或称呼"
	COMPANION = "Companions without a name", "有未写姓名的同行人"
	CANCELLED = "This person may have cancelled", "可能已取消或请假"
	UNNUMBERED = "The line has no number", "该行没有编号"
	SEVERAL_NAMES = "Several names may stand in one line", "一行可能有多个姓名"
	SEVERAL_MOBILES = "Several mobile numbers stand together", "有多个手机号"
	TIME_UNCLEAR = "The time is unclear", "时间不明确"
	ONE_TIME = "Only one time was found", "只有一个时间"
	PAST_MIDNIGHT = "The service ends after midnight", "结束时间在次日"
	CONTRADICTION = "The duration contradicts start and end", "时长与起止时间不符"
	DUPLICATE = "The same person stands in an earlier line", "与前面的行重复"
	WAITING = "This person may only be waiting or undecided", "可能是候补或尚未确定"
	PROXY = "One person may stand in for another", "可能由他人代替"
	NOT_SERVICE = (
		"Time that is no service, such as lateness, travel or rest",
		"含迟到、路程、休息等非服务时间",
	)
	NO_TIME = "The sheet has times, but none for this person", "表中有时间栏,但此人没有时间"
	OTHER_DAY = "The line speaks of another day", "写的是其他日期"
	UNKNOWN_COLUMN = "A column is not known, and it may hold the time", "有未识别的栏目,可能是时间"
	NOT_UNDERSTOOD = "Not all words were understood", "有内容未能识别"

	@property
	def asks(self) -> bool:
		"""Whether what is credited may differ from what the line says, so that a person must answer."""
		return self not in _DOUBTS_OF_THE_NAME


# These say less surely who is meant; the hours are clear, and the match asks where the name does not do.
_DOUBTS_OF_THE_NAME = frozenset({Doubt.NO_NAME, Doubt.ODD_NAME, Doubt.NICKNAME, Doubt.DUPLICATE})


class What(Word):
	"""What was read from some words of a line."""

	NAME = "Name of Person", "姓名"
	NUMBER = "Volunteer No", "志愿者编号"
	MOBILE = "Mobile", "手机"
	LAST_FOUR = "Last Four Digits", "尾号"
	IDENTITY = "ID Number", "证件号码"
	TIME = "Time", "时间"
	DURATION = "Duration", "时长"
	DAY = "Day", "日期"
	SECTION = "Section", "场次"
	PRESENT = "Present", "出勤"
	ABSENT = "Absence", "缺席或请假"
	WAITING = "Waiting", "候补或未定"
	PROXY = "Stand-in", "代替"
	COMPANION = "Companions", "同行人"
	NOT_SERVICE = "No Service Time", "非服务时间"


class SkipReason(Word):
	"""Why a line of the paste is no entry."""

	HEADER = "Heading", "标题行"
	SAMPLE = "Example line", "示例行"
	DESCRIPTION = "Description", "说明文字"
	TABLE_HEADER = "Column headings", "表头"
	TOTAL = "Total line", "合计行"
	EMPTY = "Nothing readable", "没有可读内容"
	SECTION = "Section: holds for the lines below", "场次,对下面各行有效"
	TOO_LONG = "Too long for one line", "该行过长"
	SIGNATURE = "Signature line", "签字行"


class Outcome(Word):
	"""What became of an entry."""

	MATCHED = "Matched", "已匹配"
	DOUBTFUL = "Doubtful", "待确认"
	UNKNOWN = "Not Found", "未找到"
	DUPLICATE = "Duplicate", "重复"


class MatchReason(Word):
	"""Why an entry was matched, or was not."""

	NUMBER = "Name and volunteer number agree", "姓名与志愿者编号一致"
	LAST_FOUR = "Name and last four digits agree", "姓名与尾号一致"
	SIGNED_UP = "Signed up for the activity", "已报名本活动"
	IN_TEAM = "Member of the team", "本队成员"
	SEVERAL = "Several volunteers have this name", "有多名同名志愿者"
	OUTSIDE = "Neither signed up nor in the team", "未报名也不在本队"
	CONFLICT = "The last four digits differ from the file", "尾号与档案不一致"
	NUMBER_CONFLICT = "The volunteer number belongs to another name", "志愿者编号与姓名不一致"
	OTHER_NAME = "The last four digits belong to another name", "尾号属于另一姓名"
	MAY_HAVE_CANCELLED = "This person may have cancelled", "可能已取消或请假"
	MUST_ANSWER = "What the line says must be looked at", "该行内容须人工核对"
	NO_SUCH_NAME = "No volunteer has this name", "没有该姓名的志愿者"
	NO_NAME = "No name was found", "没有找到姓名"
	MATCHED_BEFORE = "This volunteer stands in an earlier line", "该志愿者已在前面的行"
