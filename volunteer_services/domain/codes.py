"""The words that Select fields store, with their Chinese and, where a standard has one, their code.

The English word is the stored value. ``OPTIONS`` gives the values in order, so that a static test can compare
them with the DocType JSON. Sources: GB/T 2261.1 (sex), GB/T 4762 (political status), [S1] [S2] [S3] [S4].
"""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

W = TypeVar("W", bound="Word")


class Word(str, Enum):
	"""A stored English word with ``zh``, its Chinese, and ``code``, its code in a standard ("" = none)."""

	zh: str
	code: str

	def __new__(cls: type[W], value: str, zh: str = "", code: str = "") -> W:
		member = str.__new__(cls, value)
		member._value_ = value
		member.zh = zh
		member.code = code
		return member

	def __str__(self) -> str:
		return str(self.value)

	@classmethod
	def options(cls) -> tuple[str, ...]:
		"""The stored values in order, as a Select field lists them."""
		return tuple(str(member.value) for member in cls)

	@classmethod
	def from_code(cls: type[W], code: str) -> W:
		"""The member with this code of the standard; a missing leading zero is forgiven.

		Raises KeyError for a code that the standard does not have.
		"""
		for member in cls:
			if member.code and member.code.lstrip("0") == code.strip().lstrip("0"):
				return member
		raise KeyError(code)


class Sex(Word):
	"""GB/T 2261.1."""

	UNKNOWN = "Unknown", "未知的性别", "0"
	MALE = "Male", "男", "1"
	FEMALE = "Female", "女", "2"
	UNSPECIFIED = "Unspecified", "未说明的性别", "9"


class PoliticalStatus(Word):
	"""GB/T 4762, 01 to 13."""

	CPC = "CPC Member", "中共党员", "01"
	CPC_PROBATIONARY = "CPC Probationary Member", "中共预备党员", "02"
	LEAGUE = "Youth League Member", "共青团员", "03"
	RCCK = "RCCK Member", "民革党员", "04"
	CDL = "CDL Member", "民盟盟员", "05"
	CNDCA = "CNDCA Member", "民建会员", "06"
	CAPD = "CAPD Member", "民进会员", "07"
	CPWDP = "CPWDP Member", "农工党党员", "08"
	ZHI_GONG = "CZGP Member", "致公党党员", "09"
	JIUSAN = "Jiusan Society Member", "九三学社社员", "10"
	TDSL = "TDSL Member", "台盟盟员", "11"
	NO_PARTY = "Without Party Affiliation", "无党派人士", "12"
	MASSES = "Ordinary Citizen", "群众", "13"


class MemberKind(Word):
	"""Kinds of volunteers whom the plans name [S1] [S2] [S3]; a person can be of several."""

	PARTY = "Party Member", "党员"
	LEAGUE = "League Member", "团员"
	STUDENT = "Student", "学生"
	FIVE_ELDERS = "Five Elders", "五老"
	OWNER = "Property Owner", "业主"
	PARENT_CHILD = "Parent and Child", "亲子"
	PROFESSIONAL = "Professional", "专业人士"
	BACKBONE = "Backbone Volunteer", "骨干"
	EMERGENCY = "Emergency Volunteer", "应急"
	ONLINE = "Online Volunteer", "网络志愿者"


class ProjectCategory(Word):
	"""The six actions [S1]."""

	ASSISTANCE = "Assistance", "帮扶"
	CONVENIENCE = "Convenience", "便民"
	CIVILITY = "Civility", "文明"
	SAFETY = "Safety", "平安"
	YOUTH_CARE = "Youth Care", "护苗"
	CULTURE = "Culture", "文化"


class Theme(Word):
	"""The three themes [S3]."""

	PEOPLE = "People", "关爱他人"
	SOCIETY = "Society", "关爱社会"
	NATURE = "Nature", "关爱自然"


class NeedGroup(Word):
	"""Groups of people served: the eight of [S1], and everybody."""

	EMPTY_NEST = "Elderly Living Alone", "空巢老人"
	LEFT_BEHIND = "Left-behind Children", "留守儿童"
	MIGRANT_CHILDREN = "Migrant Children", "流动儿童"
	DISABLED = "People with Disabilities", "残疾人"
	WORKERS = "Workers in Need", "困难职工"
	MIGRANT_WORKERS = "Migrant Workers", "农民工"
	LOW_INCOME = "Low-income Households", "低保户"
	CORRECTION = "People in Community Correction", "矫正对象"
	GENERAL = "General Public", "社会公众"


class SiteType(Word):
	"""Kinds of service sites."""

	SOCIAL_WORK = "Social Work Station", "社工站"
	LEI_FENG = "Lei Feng Service Station", "学雷锋志愿服务站"
	COMMITTEE = "Village or Residents Committee", "村(居)委会"
	PROPERTY = "Property Service Station", "物业志愿服务站"
	POST = "Volunteer Post", "志愿V站/驿站"
	HOME = "Volunteers Home", "志愿者之家"
	CULTURAL = "Public Cultural Facility", "公共文化设施"
	BASE = "Base", "基地"


class LogSource(Word):
	"""How a service record came to be."""

	MANUAL = "Manual", "手工录入"
	ACTIVITY = "Activity", "活动生成"
	CHECK_IN = "Check-in", "签到"
	IMPORT = "Import", "导入"
	TRANSFER = "Transfer", "转移接续"
	OPENING = "Opening", "期初"


class CorrectionReason(Word):
	"""Why a record is corrected [L67 §13]."""

	WRONG_TIME = "Wrong Time", "时间有误"
	WRONG_PERSON = "Wrong Person", "人员有误"
	WRONG_ACTIVITY = "Wrong Activity", "活动有误"
	WRONG_CONTENT = "Wrong Content", "内容有误"
	DUPLICATE = "Duplicate Record", "重复记录"
	NOT_SERVICE = "Not Volunteer Service", "不属于志愿服务"
	OTHER = "Other Reason", "其他原因"


class StarAwardStatus(Word):
	"""The course of a star award."""

	PROPOSED = "Proposed", "拟认定"
	NOTICE = "Public Notice", "公示中"
	GRANTED = "Granted", "已认定"
	OBJECTED = "Objected", "异议"
	REVOKED = "Revoked", "撤销"


class AgeBand(Word):
	"""Age bands of the figures that an authority reports."""

	CHILD = "Under 14", "14岁以下"
	MINOR = "14-17", "14-17岁"
	YOUNG = "18-34", "18-34岁"
	MIDDLE = "35-59", "35-59岁"
	ELDER = "60+", "60岁以上"


class ApprovalLevel(Word):
	"""Who must approve a service record; ordered Site < District < City."""

	SITE = "Site", "站点"
	DISTRICT = "District", "区级"
	CITY = "City", "市级"

	@property
	def rank(self) -> int:
		"""0 for Site, 1 for District, 2 for City."""
		return list(ApprovalLevel).index(self)

	def __lt__(self, other: str) -> bool:
		return self.rank < ApprovalLevel(other).rank

	def __le__(self, other: str) -> bool:
		return self.rank <= ApprovalLevel(other).rank

	def __gt__(self, other: str) -> bool:
		return self.rank > ApprovalLevel(other).rank

	def __ge__(self, other: str) -> bool:
		return self.rank >= ApprovalLevel(other).rank


class IdType(Word):
	"""Kinds of identity documents that can be registered."""

	RESIDENT = "Resident ID", "居民身份证"
	PERMIT = "HK Macao Taiwan Residence Permit", "港澳台居民居住证"
	PASSPORT = "Passport", "护照"
	FOREIGN_CARD = "Foreign Permanent Resident Card", "外国人永久居留身份证"


OPTIONS: dict[str, tuple[str, ...]] = {
	cls.__name__: cls.options()
	for cls in (
		Sex,
		PoliticalStatus,
		MemberKind,
		ProjectCategory,
		Theme,
		NeedGroup,
		SiteType,
		LogSource,
		CorrectionReason,
		StarAwardStatus,
		AgeBand,
		ApprovalLevel,
		IdType,
	)
}
