"""The words of service records: sources, reasons of corrections, levels of approval."""

from __future__ import annotations

from volunteer_services.foundation.domain.words import Word


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
