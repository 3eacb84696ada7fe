"""The words of the registry: sex, political status, member kinds, identity documents, age bands, kinds of
sites."""

from __future__ import annotations

from volunteer_services.foundation.domain.words import Word


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


class AgeBand(Word):
	"""Age bands of the figures that an authority reports."""

	CHILD = "Under 14", "14岁以下"
	MINOR = "14-17", "14-17岁"
	YOUNG = "18-34", "18-34岁"
	MIDDLE = "35-59", "35-59岁"
	ELDER = "60+", "60岁以上"


class IdType(Word):
	"""Kinds of identity documents that can be registered."""

	RESIDENT = "Resident ID", "居民身份证"
	PERMIT = "HK Macao Taiwan Residence Permit", "港澳台居民居住证"
	PASSPORT = "Passport", "护照"
	FOREIGN_CARD = "Foreign Permanent Resident Card", "外国人永久居留身份证"
