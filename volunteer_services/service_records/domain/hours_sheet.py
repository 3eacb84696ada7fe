"""A sheet of hours as teams keep it: headings, and whom a row means.

A number decides before a mobile, a mobile before a name; where two do not agree, or several people have the
name, somebody is asked. Nobody gets hours because a name happened to fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from volunteer_services.foundation.domain.office import Headings, What
from volunteer_services.volunteer_registry.domain.duplicates import normalise_name

HEADINGS = Headings(
	"volunteer_name",
	{
		"volunteer_name": ("姓名", "名字", "志愿者", "志愿者姓名", "义工姓名", "name"),
		"volunteer_no": ("志愿者编号", "志愿者号", "注册号", "义工号", "volunteer no", "volunteer no."),
		"id_number": ("身份证号", "身份证号码", "证件号", "证件号码", "身份证", "id number"),
		"mobile": ("手机", "手机号", "手机号码", "电话", "联系电话", "mobile"),
		"service_date": ("服务日期", "日期", "活动日期", "服务时间", "service date"),
		"starts_on": ("开始时间", "服务开始时间", "签到时间", "starts on"),
		"ends_on": ("结束时间", "服务结束时间", "签退时间", "ends on"),
		"break_minutes": ("休息分钟", "休息时间", "break minutes"),
		"minutes": ("服务分钟", "服务时长(分钟)", "时长(分钟)", "分钟", "service minutes"),
		"hours": ("服务时长", "时长", "服务小时", "小时", "小时数", "工时", "时长(小时)", "hours"),
		"service_content": ("服务内容", "内容", "活动内容", "service content"),
		"location": ("服务地点", "地点", "活动地点", "service location"),
		"activity_leader": ("活动负责人", "负责人", "带队人", "activity leader"),
		"external_id": ("记录编号", "外部编号", "原编号", "external id"),
		"remark": ("备注", "备註", "说明", "remark"),
	},
)  # fmt: skip


class Doubt(str, Enum):
	"""Why a row asks, or is refused."""

	UNKNOWN_NUMBER = "unknown number"
	OTHER_NAME = "other name"
	SEVERAL = "several"
	NOBODY = "nobody"


@dataclass(frozen=True)
class Somebody:
	"""A volunteer whom the sender may see."""

	name: str
	full_name: str
	mobile: str | None = None


@dataclass(frozen=True)
class Meant:
	"""Whom a row means. ``people``: the one it is, or those among whom somebody chooses."""

	what: What
	people: tuple[Somebody, ...] = ()
	doubt: Doubt | None = None


def whom(
	name: str,
	mobile: str | None,
	numbered: Sequence[Somebody] | None,
	namesakes: Sequence[Somebody],
) -> Meant:
	"""Whom a row means. ``numbered``: who has the number or paper that it names; None where it names none.
	``namesakes``: who has its name. ``mobile``: normalised."""
	wanted = normalise_name(name)
	if numbered is not None:
		if not numbered:
			return Meant(What.REFUSED, doubt=Doubt.UNKNOWN_NUMBER)
		if len(numbered) == 1 and normalise_name(numbered[0].full_name) == wanted:
			return Meant(What.NEW, (numbered[0],))
		return Meant(What.ASKED, tuple(numbered), Doubt.OTHER_NAME)
	same = tuple(one for one in namesakes if normalise_name(one.full_name) == wanted)
	if not same:
		return Meant(What.REFUSED, doubt=Doubt.NOBODY)
	if mobile:
		reached = tuple(one for one in same if one.mobile == mobile)
		if len(reached) == 1:
			return Meant(What.NEW, reached)
		return Meant(What.ASKED, reached or same, Doubt.SEVERAL if reached else Doubt.OTHER_NAME)
	return Meant(What.NEW, same) if len(same) == 1 else Meant(What.ASKED, same, Doubt.SEVERAL)
