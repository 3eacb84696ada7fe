"""What the room of sites and pilots declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Concerns, Document, Evidence, Years
from volunteer_services.foundation.messages.kinds import Kind

_SCOPE = {"region": "region", "site": "service_site"}
_PLACE = (("region", "Service Region"), ("service_site", "Service Site"))
_PILOT = ("pilot_site", "Pilot Site")
_AWARDED = ("awarding_body", "Recording Unit")
ASSESSMENT, SUBMISSION, PILOT = "Site Assessment", "Site Submission", "Pilot Site"
PROGRAMME, VISIT = "Pilot Programme", "Site Visit"

MESSAGES = (Kind("Site Work", is_for_staff=True),)

DOCUMENTS = {
	ASSESSMENT: Document(
		has_workflow=True,
		concerns=Concerns(users=("owner", "assessor", "submitted_by"), lines=("filled_by",)),
		scope=_SCOPE,
		refers=(*_PLACE, _PILOT),
		kept=Years("`docstatus` in (1, 2)", "decided_on"),
		evidence=Evidence("Site Assessment Result", "evidence", frozenset({"Draft"})),
		names_files=True,
		fills_links=True,
	),
	"Site Assessment Result": Document(row_of=ASSESSMENT),
	PROGRAMME: Document(
		scope={"region": "region"}, open_to_read=True, refers=(("region", "Service Region"), _AWARDED)
	),
	"Pilot Programme Phase": Document(row_of=PROGRAMME),
	"Pilot Programme Submission": Document(row_of=PROGRAMME),
	PILOT: Document(
		has_workflow=True,
		is_paper=True,
		scope=_SCOPE,
		refers=(*_PLACE, ("programme", PROGRAMME), _AWARDED),
		kept=Years("`plaque_no` is not null", "designated_on"),
		evidence=Evidence(
			"Pilot Site Milestone",
			"evidence",
			frozenset({"Candidate", "Preparing", "Designated", "Active", "Withdrawn"}),
		),
		names_files=True,
		fills_links=True,
	),
	"Pilot Site Milestone": Document(row_of=PILOT),
	VISIT: Document(
		scope=_SCOPE,
		refers=(*_PLACE, _PILOT),
		kept=Years("`status` = 'Visited'", "visited_on"),
		fills_links=True,
	),
	"Site Visit Expert": Document(row_of=VISIT),
	"Site Visit Resource": Document(row_of=VISIT),
	"Site Visit Finding": Document(row_of=VISIT),
	SUBMISSION: Document(
		has_workflow=True,
		concerns=Concerns(users=("owner", "submitted_by"), lines=("edited_by",)),
		scope=_SCOPE,
		refers=(*_PLACE, _PILOT, ("programme", PROGRAMME)),
		kept=Years("`docstatus` in (1, 2)", "accepted_on"),
		evidence=Evidence(
			"Site Submission Attachment", "file", frozenset({"Draft", "Returned"}), body="body"
		),
		names_files=True,
		fills_links=True,
	),
	"Site Submission Attachment": Document(row_of=SUBMISSION),
}
