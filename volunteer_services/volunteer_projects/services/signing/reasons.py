"""Why somebody cannot sign up, or keep the place, and what the organiser may set aside."""

from __future__ import annotations

from dataclasses import dataclass

import frappe


@dataclass(frozen=True)
class Reason:
	"""Why somebody cannot sign up. ``may_override``: the organiser may let them in, with a word why."""

	error: type[Exception]
	message: str
	title: str
	may_override: bool = False


def still_stand(reasons: list[Reason], override: str | None) -> list[Reason]:
	"""The reasons that are left when the organiser has said why (``override``)."""
	return [reason for reason in reasons if not (override and reason.may_override)]


def refuse(reasons: list[Reason], override: str | None) -> str:
	"""Raise the error of the first reason that stands; returns the text of those that are overridden."""
	standing = still_stand(reasons, override)
	if standing:
		text = " ".join(dict.fromkeys(reason.message for reason in standing))
		frappe.throw(text, standing[0].error, title=standing[0].title)
	return "\n".join([override or "", *(reason.message for reason in reasons)]) if reasons else ""
