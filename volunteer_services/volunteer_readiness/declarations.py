"""What the room of readiness declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Concerns, Document, Person, Through, Years
from volunteer_services.foundation.messages.kinds import Kind

PROFILE = "Volunteer Profile"
_REGION, _SITE, _TEAM = ("region", "Service Region"), ("site", "Service Site"), ("team", "Volunteer Team")
# What belongs to a person is seen where their file is seen, and by themselves.
_FILE = Through("volunteer", PROFILE, with_own=False)
POLICY, CLAIM, AGREEMENT = "Volunteer Insurance Policy", "Insurance Claim", "Volunteer Agreement"
CALL_OUT = "Emergency Call-out"

MESSAGES = (
	Kind("Call-out", is_urgent=True),
	Kind("Readiness"),
)

DOCUMENTS = {
	"Volunteer Qualification": Document(
		scope={"own": "volunteer"},
		through=(_FILE,),
		persons=(Person(on_merge="moves"),),
		refers=(("qualification_type", "Qualification Type"),),
		kept=Years("`status` <> 'Unverified'", "verified_on"),
		names_files=True,
	),
	"Course Session": Document(
		scope={"region": "region", "site": "site"},
		open_to_read=True,
		refers=(_REGION, _SITE, ("course", "Volunteer Course")),
	),
	"Course Attendance": Document(
		is_paper=True,
		scope={"region": "region", "site": "site", "own": "volunteer"},
		through=(_FILE,),
		# Whoever sat in a session under both files was there once (services/merging.py).
		persons=(Person(on_merge="listens"),),
		refers=(_REGION, _SITE, ("session", "Course Session"), ("course", "Volunteer Course")),
		kept=Years("`result` = 'Passed'", "attended_on"),
	),
	POLICY: Document(
		scope={"region": "region"},
		open_to_read=True,
		refers=(_REGION,),
		kept=Years("`is_disabled` = 0", "to_date"),
		names_files=True,
	),
	"Insurance Benefit": Document(row_of=POLICY),
	"Insurance Cover": Document(
		scope={"own": "volunteer"},
		through=(_FILE,),
		persons=(Person(on_merge="moves"),),
		refers=(("policy", POLICY),),
		kept=Years("`status` <> 'Planned'", "to_date"),
	),
	CLAIM: Document(
		has_workflow=True,
		concerns=Concerns(users=("owner",), persons=("volunteer",)),
		scope={"region": "region", "site": "site", "team": "team", "own": "volunteer"},
		through=(_FILE,),
		# Witnesses and the liable party are other people's data.
		persons=(
			Person(
				on_merge="moves",
				copied=(
					"name",
					"happened_on",
					"place",
					"what_happened",
					"first_aid",
					"hospital",
					"medical_details",
					"amount_asked",
					"amount_paid",
					"workflow_state",
				),
			),
		),
		refers=(_REGION, _SITE, _TEAM, ("policy", POLICY)),
		kept=Years("`name` is not null", "happened_on"),
		fills_links=True,
	),
	"Insurance Claim Paper": Document(row_of=CLAIM),
	AGREEMENT: Document(
		has_workflow=True,
		scope={"region": "region", "site": "site", "team": "team", "own": "volunteer"},
		through=(_FILE,),
		persons=(Person(on_merge="moves"),),
		refers=(_REGION, _SITE, _TEAM, ("recording_unit", "Recording Unit")),
		kept=Years("`workflow_state` <> 'Draft'", "signed_on"),
		names_files=True,
		fills_links=True,
	),
	CALL_OUT: Document(
		has_workflow=True,
		scope={"region": "region", "site": "site", "team": "team"},
		refers=(_REGION, _SITE, _TEAM),
		kept=Years("`workflow_state` not in ('On Alert', 'Stood Down')", "ordered_on"),
		fills_links=True,
	),
	"Call-out Post": Document(row_of=CALL_OUT),
	"Call-out Team": Document(row_of=CALL_OUT, refers=(_TEAM,)),
	# Whoever leads the call-out sees who was called, and so does whoever keeps the person's file.
	"Call-out Response": Document(
		scope={"own": "volunteer"},
		through=(Through("call_out", CALL_OUT, with_own=False), _FILE),
		# Whoever was called under both files was called once (services/merging.py).
		persons=(
			Person(
				on_merge="listens",
				copied=(
					"name",
					"scenario",
					"status",
					"post",
					"asked_on",
					"answer",
					"answered_on",
					"eta",
					"set_out_on",
					"arrived_on",
					"out_on",
					"remark",
				),
			),
		),
		refers=(_TEAM, ("call_out", CALL_OUT)),
		kept=Years("`arrived_on` is not null", "arrived_on"),
	),
}
