"""A sheet of recipients as communities keep it (花名册): headings, rows, and who may be on file already.

Nothing is guessed: what is not understood is asked or refused with its words, and nothing of the row is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date

from volunteer_services.foundation.domain import arguments, errors, readings
from volunteer_services.foundation.domain.office import Headings, Row, What, folded

HEADINGS = Headings(
	"recipient_name",
	{
		"recipient_name": ("姓名", "名字", "服务对象", "服务对象姓名", "老人姓名", "name"),
		"sex": ("性别", "sex"),
		"birth_year": ("出生年份", "出生年", "出生年月", "出生日期", "出生年月日", "生日", "birth year"),
		"groups": ("对象类别", "服务对象类别", "人群类别", "人群", "类别", "groups"),
		"care_level": ("自理能力", "自理情况", "自理程度", "护理等级", "care level"),
		"living": ("居住情况", "居住状况", "居住方式", "living situation"),
		"region": ("社区", "村居", "社区居委会", "所属社区", "region"),
		"languages": ("语言", "常用语言", "languages"),
		"visit_every_days": ("探访间隔", "探访间隔天", "每几天探访一次", "visit every days"),
		"guardian_name": ("监护人", "监护人姓名", "guardian"),
		"address": ("住址", "家庭住址", "现住址", "居住地址", "地址", "详细地址", "address"),
		"phone": ("电话", "联系电话", "手机", "手机号", "手机号码", "phone"),
		"contact_person": ("联系人", "紧急联系人", "亲属", "person to call"),
		"risk_notes": ("注意事项", "探访注意事项", "what a visitor must know"),
		"consent": ("同意建档", "是否同意", "本人同意", "consent given"),
		"consent_on": ("同意日期", "签署日期", "授权日期", "consent given on"),
		"consent_way": ("同意方式", "授权方式", "way of consent"),
		"may_share_address": ("可告知地址", "同意告知地址", "地址可告知志愿者", "may be told to visitors"),
	},
)
"""Each field and what its heading is called in the sheets of communities."""

CHOICES: dict[str, dict[str, str]] = {
	"sex": {"男": "Male", "女": "Female", "m": "Male", "f": "Female"},
	"care_level": {
		"自理": "Cares for Oneself",
		"能自理": "Cares for Oneself",
		"半失能": "Partly Dependent",
		"半自理": "Partly Dependent",
		"失能": "Dependent",
		"不能自理": "Dependent",
	},
	"living": {
		"独居": "Lives Alone",
		"空巢": "Children Live Elsewhere",
		"与配偶": "With Spouse",
		"与配偶同住": "With Spouse",
		"与家人": "With Family",
		"与家人同住": "With Family",
		"与子女同住": "With Family",
		"机构": "In an Institution",
		"养老院": "In an Institution",
	},
	"consent_way": {
		"书面": "Paper Form",
		"纸质": "Paper Form",
		"书面同意": "Paper Form",
		"口头": "Witnessed Orally",
		"电话": "Phone Recording",
	},
	"groups": {
		"独居老人": "Elderly Living Alone",
		"空巢老人": "Elderly Living Alone",
		"留守儿童": "Left-behind Children",
		"流动儿童": "Migrant Children",
		"随迁子女": "Migrant Children",
		"残疾人": "People with Disabilities",
		"困难职工": "Workers in Need",
		"农民工": "Migrant Workers",
		"低保户": "Low-income Households",
		"低收入家庭": "Low-income Households",
		"困难家庭": "Low-income Households",
		"社区矫正人员": "People in Community Correction",
		"妇女": "Women",
		"烈军属": "Families of Martyrs and Servicemen",
		"病人": "Patients",
		"患者": "Patients",
		"其他": "Other",
	},
}
"""Words of such sheets besides those of the form."""

TICKS = ("consent", "may_share_address")
_YEAR = re.compile(r"(\d{4})(?:年|\.?)?(?:\D.*)?|(\d{4})(?:\d{2}|\d{4})")


def read_choice(field_: str, name: str, value: object, options: dict[str, str], shown: str) -> str:
	"""The stored word of a choice. ``options``: the form's words, folded; ``shown``: them for the refusal.
	Raises NotOptionError."""
	found = options.get(folded(value)) or CHOICES.get(field_, {}).get(folded(value))
	if not found:
		raise errors.NotOptionError(name, arguments.shown(readings.plain(value)), shown)
	return found


def read_year(name: str, value: object) -> int:
	"""The year of a birth year, month or day. Raises NotCellDayError for what has no year of four digits."""
	if isinstance(value, date):
		return value.year
	found = _YEAR.fullmatch(unicodedata.normalize("NFKC", readings.plain(value)))
	if not found:
		raise errors.NotCellDayError(name, arguments.shown(readings.plain(value)))
	return int(found.group(1) or found.group(2))


@dataclass(frozen=True)
class OnFile:
	"""A file that one may see: its name, birth year where known, and the region."""

	name: str
	born: int | None
	region: str


def what_of(born: int | None, region: str, files: list[OnFile], twice: bool) -> tuple[What, OnFile | None]:
	"""What a row of a name does beside the ``files`` of that name.

	The same year and region: on file. A year that is unknown, or another region: somebody decides. ``twice``:
	the sheet has the name and year in another row, too.
	"""
	same = [one for one in files if born is not None and one.born == born and one.region == region]
	if same:
		return What.ON_FILE, same[0]
	doubtful = [one for one in files if born is None or one.born is None or one.born == born]
	if doubtful:
		return What.ASKED, doubtful[0]
	return (What.ASKED, None) if twice else (What.NEW, None)


def twice_in(rows: list[Row]) -> set[int]:
	"""Numbers of the rows whose name and birth year stand in a row before them, too."""
	seen = Counter[tuple[object, object]]()
	found = set()
	for row in rows:
		key = (row.values.get("recipient_name"), row.values.get("birth_year"))
		if seen[key]:
			found.add(row.number)
		seen[key] += 1
	return found
