"""The words of recognition: the states of a star award."""

from __future__ import annotations

from volunteer_services.foundation.domain.words import Word


class StarAwardStatus(Word):
	"""The course of a star award."""

	PROPOSED = "Proposed", "拟认定"
	NOTICE = "Public Notice", "公示中"
	GRANTED = "Granted", "已认定"
	OBJECTED = "Objected", "异议"
	REVOKED = "Revoked", "撤销"
