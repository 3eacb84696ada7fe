"""Who may be given something at an activity: those who come, those who lead a shift or a group, and whom else
the organiser knows."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import MaterialError
from volunteer_services.volunteer_projects.domain.materials import EntryKind, MaterialKind
from volunteer_services.volunteer_projects.domain.sign_up import HOLDS_PLACE
from volunteer_services.volunteer_registry.services import visitors

_LEFT = ("Rejected", "Deregistered")
# The queue's order is that of the sign-ups; who leads something comes first.
_EXPECTED = """select s.`volunteer`, s.`post`, s.`shift`, 2 as place from `tabActivity Sign Up` s
		where s.`activity` = %(activity)s and s.`status` in %(holds)s
			and (%(shift)s = '' or s.`shift` = %(shift)s)
	union all
	select f.`shift_leader`, f.`post`, f.`name`, 0 from `tabActivity Shift` f
		where f.`activity` = %(activity)s and coalesce(f.`shift_leader`, '') <> ''
			and (%(shift)s = '' or f.`name` = %(shift)s)
	union all
	select g.`volunteer`, g.`group_name`, g.`shift`, 1 from `tabGroup Sign Up` g
		where g.`activity` = %(activity)s and g.`status` <> 'Withdrawn'
			and (%(shift)s = '' or g.`shift` = %(shift)s)"""


def expected(activity: str, shift: str | None = None) -> list[frappe._dict]:
	"""Those who hold a place, lead a shift or are responsible for a group, each once, leaders first:
	volunteer, volunteer_name, post (or group), role (0 leads a shift, 1 a group, 2 comes), last_four."""
	return frappe.db.sql(
		f"""select e.`volunteer`, v.`full_name` as volunteer_name, min(e.`place`) as role,
			max(e.`post`) as post, v.`mobile_last_four` as last_four
		from ({_EXPECTED}) e inner join `tabVolunteer Profile` v on v.`name` = e.`volunteer`
		group by e.`volunteer`, v.`full_name`, v.`mobile_last_four`, v.`name_pinyin`
		order by role, v.`name_pinyin`, e.`volunteer`""",  # noqa: S608 (our own text)
		{"activity": activity, "shift": cstr(shift), "holds": tuple(sorted(HOLDS_PLACE))},
		as_dict=True,
	)


def to_be_given(material: frappe._dict, shift: str | None) -> list[frappe._dict]:
	"""``expected``, with ``has``: pieces of the material that they have already."""
	rows = expected(material.activity, shift)
	has = having(material, [row.volunteer for row in rows], shift)
	for row in rows:
		row.has = has.get(row.volunteer, 0)
	return rows


def having(
	material: frappe._dict, volunteers: list[str], shift: str | None, is_locked: bool = False
) -> dict[str, int]:
	"""Pieces of a material that people have: of one that comes back what they hold now, of one that is used
	up what they were given for the shift. ``is_locked``: whoever asks holds the material, and is told what
	was committed meanwhile."""
	comes_back = material.kind == MaterialKind.RETURNABLE
	rows = frappe.db.sql(
		f"""select `volunteer`, sum(if(`kind` = %(out)s, `qty`, if(%(comes_back)s, -`qty`, 0)))
		from `tabMaterial Entry` where `material` = %(material)s and `volunteer` in %(volunteers)s
			and (%(comes_back)s or coalesce(`shift`, '') = %(shift)s)
		group by `volunteer`{" lock in share mode" if is_locked else ""}""",  # noqa: S608 (our own text)
		{
			"material": material.name,
			"volunteers": tuple({*volunteers, ""}),
			"out": EntryKind.HANDED_OUT.value,
			"comes_back": int(comes_back),
			"shift": cstr(shift),
		},
	)
	return {volunteer: cint(pieces) for volunteer, pieces in rows if cint(pieces) > 0}


def known(activity: str, volunteers: list[str]) -> dict[str, str]:
	"""The names of people who may be given something, by their files, in the order asked for.

	Who does not come to the activity is somebody whom the session's user sees or has looked up today. Raises
	UnknownVisitorError, and MaterialError for somebody who is not there or has left.
	"""
	coming = {row.volunteer for row in expected(activity)}
	visitors.refuse_unknown(name for name in volunteers if name not in coming)
	rows = frappe.get_all(
		"Volunteer Profile",
		filters={"name": ["in", volunteers or [""]]},
		fields=["name", "full_name", "workflow_state"],
		limit_page_length=0,
	)
	found = {row.name: row for row in rows}
	for name in volunteers:
		row = found.get(name)
		if row is None or row.workflow_state in _LEFT:
			frappe.throw(
				_("{0} is no volunteer to whom something can be handed out.").format(
					frappe.utils.escape_html(row.full_name if row else name)
				),
				MaterialError,
				title=_("Activity Materials"),
			)
	return {name: found[name].full_name for name in dict.fromkeys(volunteers)}


def shift_of(activity: str, shift: str | None) -> str | None:
	"""The shift that entries name: one of the activity's own; the whole activity is no shift. Raises
	MaterialError for another activity's."""
	if not shift:
		return None
	row = frappe.db.get_value("Activity Shift", shift, ["activity", "is_whole"], as_dict=True)
	if not row or row.activity != activity:
		frappe.throw(
			_("{0} is no shift of this activity.").format(frappe.utils.escape_html(shift)),
			MaterialError,
			title=_("Activity Materials"),
		)
	return None if row.is_whole else shift
