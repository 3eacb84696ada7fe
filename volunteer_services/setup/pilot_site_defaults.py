"""Checklist standards and programme templates that come with the app; data that the organisation may
succeed, disable or copy."""

import frappe

_RECORDS = "Linked Records"

# (code, title, evidence, source of counted records, guidance)
_SEVEN = (
	("7-1", "有统一标识", "Photo", "", "门头、标牌、旗帜、服装使用统一的志愿服务标识，附现场照片。"),
	("7-2", "有办公场所", "Photo", "", "有固定的办公场所并对外公示开放时间，附场所照片。"),
	("7-3", "有志愿者队伍", _RECORDS, "Active Teams", "站点有在册并正常活动的志愿服务团队。"),
	("7-4", "有管理制度", "Document", "", "有志愿者招募、培训、记录、激励等管理制度，附制度文本。"),
	("7-5", "有工作台账", _RECORDS, "Service Records", "近12个月有经审核的志愿服务记录。"),
	("7-6", "有服务内容", "Document", "", "有服务项目清单或服务计划，附文本。"),
	("7-7", "有志愿服务活动", _RECORDS, "Activities", "近12个月开展过志愿服务活动。"),
)
_SIX = (
	("6-1", "有阵地", "Photo", "", "有固定的志愿服务阵地，附现场照片。"),
	("6-2", "有队伍", _RECORDS, "Active Teams", "有在册并正常活动的志愿服务团队。"),
	("6-3", "有活动", _RECORDS, "Activities", "近12个月开展过志愿服务活动。"),
	("6-4", "有项目", _RECORDS, "Projects", "近12个月有实施的志愿服务项目。"),
	("6-5", "有制度", "Document", "", "有志愿服务管理制度，附制度文本。"),
	("6-6", "有宣传", "Photo", "", "有宣传栏、宣传品或媒体报道，附照片。"),
)
# The six functions of [OP24] stand in the guidance of the items that they are seen by.
_SIX_OF_2024 = (
	("24-1", "有场所", "Photo", "", "有相对固定、对外开放的志愿服务场所，能收集需求、组织活动，附现场照片。"),
	("24-2", "有队伍", _RECORDS, "Active Teams", "有在册并正常活动的志愿服务团队，能开展招募培训。"),
	("24-3", "有项目", _RECORDS, "Projects", "近12个月发布并实施过志愿服务项目。"),
	("24-4", "有设施", "Photo", "", "有开展服务和宣传展示所需的设施设备，附照片。"),
	("24-5", "有制度", "Document", "", "有招募、培训、服务记录、激励等管理制度，附制度文本。"),
	("24-6", "有标识", "Photo", "", "门头、标牌、服装使用统一的志愿服务标识，附照片。"),
)
SIX_OF_2024 = {
	"standard_name": "六个有（2024）",
	"issued_by": "中共中央办公厅、国务院办公厅",
	"document_no": "《关于健全新时代志愿服务体系的意见》（2024）",
	"effective_from": "2024-04-12",
	"items": _SIX_OF_2024,
}
# [S4], [S1] and [OP24].
STANDARDS = (
	{
		"standard_name": "七个有",
		"issued_by": "广州市民政局",
		"document_no": "穗民案〔2020〕102号",
		"effective_from": "2018-01-01",
		"items": _SEVEN,
	},
	{
		"standard_name": "六个有",
		"issued_by": "中山市",
		"document_no": "中山市社区志愿服务行动方案（2014）",
		"effective_from": "2014-01-01",
		"items": _SIX,
	},
	SIX_OF_2024,
)

# [S0] and [S1]: templates, to be copied to a year.
PROGRAMMES = (
	{
		"programme_name": "邻里守望志愿服务基地",
		"year": 2018,
		"standard_name": "七个有",
		"description": "建设邻里守望志愿服务基地：专家走访、导师辅导、书籍支持、督导提升。",
		"resources": "专家走访\n导师\n书籍\n督导",
		"target_level": "Programme",
		"target_count": 4,
		"submissions_due_on": "2018-10-31",
		"submissions_required": (("Feature Case", 1), ("Volunteer Story", 1)),
		"phases": (
			("宣传动员", "2018-01-01", "2018-01-31", "动员通知、申报表"),
			("筹备", "2018-02-01", "2018-03-31", "基地工作方案"),
			("揭牌授牌", "2018-03-01", "2018-03-31", "揭牌授牌仪式记录"),
			("项目实施辅导", "2018-04-01", "2018-06-30", "项目计划、辅导记录"),
			("深化督导与提升", "2018-07-01", "2018-09-30", "督导记录、整改情况"),
			("资料提交", "2018-10-01", "2018-10-31", "特色案例、志愿故事各一篇"),
			("总结调研撰写报告", "2018-10-01", "2018-12-31", "总结报告"),
		),
	},
	{
		"programme_name": "社区志愿服务示范点",
		"year": 2014,
		"standard_name": "六个有",
		"description": "每个镇街每年至少新增一个“六个有”示范点。",
		"requires_certification": 1,
		"target_level": "Street",
		"target_count": 1,
		"phases": (("创建示范点", "2014-01-01", "2014-12-31", "“六个有”达标材料"),),
	},
)


def ensure_standards() -> None:
	"""The shipped standards, where the site has none of the name."""
	for values in STANDARDS:
		ensure_standard(values)


def ensure_standard(values: dict) -> None:
	"""One shipped standard, where the site has none of the name."""
	if frappe.db.exists("Checklist Standard", {"standard_name": values["standard_name"]}):
		return
	items = [
		{
			"item_code": code,
			"item_title": title,
			"evidence_required": evidence,
			"record_source": source,
			"guidance": guidance,
			"is_mandatory": 1,
			"minimum": 1,
			"weight": 1,
		}
		for code, title, evidence, source, guidance in values["items"]
	]
	frappe.get_doc(
		{
			"doctype": "Checklist Standard",
			**values,
			"items": items,
			"pass_rule": "All Mandatory",
			"valid_months": 12,
		}
	).insert(ignore_permissions=True)


def ensure_programmes() -> None:
	"""The shipped templates, where the site has no programme yet."""
	if frappe.db.count("Pilot Programme"):
		return
	for values in PROGRAMMES:
		standard = frappe.db.get_value(
			"Checklist Standard", {"standard_name": values["standard_name"]}, "name", order_by="version_no"
		)
		phases = [
			dict(zip(("phase_title", "from_date", "to_date", "deliverables"), row, strict=True))
			for row in values["phases"]
		]
		wanted = [{"kind": kind, "count": count} for kind, count in values.get("submissions_required", ())]
		rows = {"phases": phases, "submissions_required": wanted, "standard": standard, "is_template": 1}
		fields = {key: value for key, value in values.items() if key != "standard_name"}
		frappe.get_doc({"doctype": "Pilot Programme", **fields, **rows}).insert(ignore_permissions=True)
