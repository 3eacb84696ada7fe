"""What the time bank declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Concerns, Document, Part, Person, Through, Years
from volunteer_services.foundation.messages.kinds import Kind

PROFILE, ACCOUNT, ENTRY = "Volunteer Profile", "Points Account", "Points Entry"
_REGION, _SITE, _TEAM = ("region", "Service Region"), ("site", "Service Site"), ("team", "Volunteer Team")

MESSAGES = (Kind("Points and Rewards"),)

DOCUMENTS = {
	ACCOUNT: Document(
		is_paper=True,
		scope={"member_team": "team", "own": "volunteer"},
		through=(Through("volunteer", PROFILE, with_own=False),),
		# A merge posts the balance to the account that stays (services/books/merging.py).
		persons=(Person(on_merge="listens"),),
		refers=(_TEAM,),
	),
	ENTRY: Document(through=(Through("account", ACCOUNT),), part_of_copy=Part("account", ACCOUNT)),
	"Points Transfer": Document(
		through=(Through("name", ENTRY, "transfer"),), kept=Years("`name` is not null", "posted_on")
	),
	"Points Earning": Document(
		scope={"own": "volunteer"},
		through=(Through("volunteer", PROFILE, with_own=False),),
		persons=(Person(on_merge="moves", keeps=False),),  # the record that it belongs to keeps the file
	),
	"Points Adjustment": Document(
		has_workflow=True,
		concerns=Concerns(
			users=("owner", "prepared_by", "submitted_by"),
			persons=("from_volunteer",),
			rows=(("Points Adjustment Row", "volunteer"),),
		),
		scope={"region": "region", "user": "prepared_by"},
		persons=(
			Person(
				"from_volunteer",
				copied=("name", "adjustment_kind", "total_points", "reason", "posted_on", "workflow_state"),
			),
		),
		refers=(_REGION,),
		names_files=True,
	),
	"Points Adjustment Row": Document(
		row_of="Points Adjustment",
		persons=(Person(copied=("parent", "points", "remark")),),
	),
	"Reward Sponsor": Document(
		scope={"region": "region"}, open_to_read=True, refers=(_REGION,), names_files=True
	),
	"Reward Item": Document(
		spoken="item_title",
		scope={"region": "region", "site": "site"},
		open_to_read=True,
		refers=(_REGION, _SITE, ("sponsor", "Reward Sponsor")),
		names_files=True,
	),
	"Reward Redemption": Document(
		is_paper=True,
		has_workflow=True,
		concerns=Concerns(users=("owner", "requested_by"), persons=("volunteer",)),
		scope={"region": "region", "site": "site", "team": "team", "own": "volunteer"},
		persons=(Person(on_merge="moves"),),
		refers=(_REGION, _SITE, _TEAM, ("sponsor", "Reward Sponsor")),
		names_files=True,
	),
	"Points Donation": Document(
		is_paper=True,
		scope={"member_team": "from_team", "own": "from_volunteer"},
		through=(Through("from_volunteer", PROFILE, with_own=False),),
		listed="volunteer_services.time_bank.services.giving.donations.listed",
		# Open gifts refuse the merge; those that were made stay on their paper.
		persons=(
			Person("from_volunteer"),
			# Who gave is the donor's to tell.
			Person("to_volunteer", copied=("name", "points", "message", "donated_on", "docstatus")),
		),
		names_files=True,
	),
	"Hardship Grant": Document(
		has_workflow=True,
		concerns=Concerns(users=("owner", "prepared_by", "submitted_by"), persons=("volunteer",)),
		scope={"region": "region", "site": "site"},
		persons=(Person(),),
		refers=(_REGION, _SITE),
		names_files=True,
	),
}
