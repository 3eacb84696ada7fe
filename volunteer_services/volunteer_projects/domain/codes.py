"""The words of projects: the six actions, the three themes, the groups in need [S1][S3]."""

from __future__ import annotations

from volunteer_services.foundation.domain.words import Word


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
