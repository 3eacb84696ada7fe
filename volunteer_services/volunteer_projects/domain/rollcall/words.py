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


class SkipReason(Word):
	"""Why a line of the paste is no entry."""

	HEADER = "Heading", "标题行"
	SAMPLE = "Example line", "示例行"
	DESCRIPTION = "Description", "说明文字"
	TABLE_HEADER = "Column headings", "表头"
	TOTAL = "Total line", "合计行"
	EMPTY = "Nothing readable", "没有可读内容"


class Outcome(Word):
	"""What became of an entry."""

	MATCHED = "Matched", "已匹配"
	DOUBTFUL = "Doubtful", "待确认"
	UNKNOWN = "Not Found", "未找到"
	DUPLICATE = "Duplicate", "重复"


class MatchReason(Word):
	"""Why an entry was matched, or was not."""

	LAST_FOUR = "Name and last four digits agree", "姓名与尾号一致"
	SIGNED_UP = "Signed up for the activity", "已报名本活动"
	IN_TEAM = "Member of the team", "本队成员"
	SEVERAL = "Several volunteers have this name", "有多名同名志愿者"
	OUTSIDE = "Neither signed up nor in the team", "未报名也不在本队"
	CONFLICT = "The last four digits differ from the file", "尾号与档案不一致"
	OTHER_NAME = "The last four digits belong to another name", "尾号属于另一姓名"
	MAY_HAVE_CANCELLED = "This person may have cancelled", "可能已取消或请假"
	NO_SUCH_NAME = "No volunteer has this name", "没有该姓名的志愿者"
	NO_NAME = "No name was found", "没有找到姓名"
	MATCHED_BEFORE = "This volunteer stands in an earlier line", "该志愿者已在前面的行"
