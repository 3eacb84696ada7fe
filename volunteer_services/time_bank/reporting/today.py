"""The counter on the home page: redemptions that the user may hand over."""

from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.house import Concerns
from volunteer_services.foundation.reporting.agenda import Wait
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.foundation.settings import settings
from volunteer_services.foundation.workflow.waiting import Asked, waiting

REDEMPTION = "Reward Redemption"
_READY = """t.`workflow_state` = 'Approved' and not (
	%(two)s > 0 and t.`points` >= %(two)s and coalesce(t.`approved_by`, '') in ('', %(me)s))"""
_REWARD = """exists (select 1 from `tabReward Item` as i
	left join `tabService Site` as s on s.`name` = i.`site`
	left join `tabVolunteer Team` as m on m.`name` = t.`team` and m.`site` = i.`site`
	where i.`name` = t.`reward_item` and (coalesce(i.`site`, '') = '' or {0}))"""


def to_hand_over(sight: Sight) -> Wait:
	"""Approved redemptions that lie ready for their people: not one's own, not those of many points that the
	user approved, and only what lies where the user serves."""
	two_persons = cint(settings().two_persons_points)
	found = waiting(
		REDEMPTION,
		sight,
		Asked(
			actions=frozenset({"Hand Over"}),
			concerns=Concerns(users=(), persons=("volunteer",)),
			where=f"{_READY} and {_within(sight)}",
			params={"two": two_persons},
		),
	)
	return Wait(
		_("Redemptions to Hand Over"), found.count, found.since, REDEMPTION, {"workflow_state": "Approved"}
	)


def _within(sight: Sight) -> str:
	"""The scope of a redemption, asked of the place where the reward lies (services/rewards)."""
	condition = sight.condition(REDEMPTION, "place")
	for column, place in (("region", "s.`region`"), ("site", "i.`site`"), ("team", "m.`name`")):
		condition = condition.replace(f"`place`.`{column}`", place)
	return _REWARD.format(condition)
