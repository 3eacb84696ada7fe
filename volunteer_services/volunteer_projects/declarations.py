"""What the projects' room declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Concerns, Document, Evidence, Person, Years
from volunteer_services.foundation.messages.kinds import Kind

_PLACES = {"region": "region", "site": "site", "team": "team"}
_REFERS = (("region", "Service Region"), ("site", "Service Site"), ("team", "Volunteer Team"))
PROJECT, ACTIVITY = "Volunteer Project", "Service Activity"
SHIFT, SIGN_UP, CHECK_IN = "Activity Shift", "Activity Sign Up", "Check In"
MAKE_UP = "Make-up Declaration"
COVER, GROUP = "Cover Request", "Group Sign Up"
AVAILABILITY = "Shift Availability"
KIOSK = "Site Kiosk"
MATERIAL, MATERIAL_ENTRY = "Activity Material", "Material Entry"

MESSAGES = (
	Kind("Sign-up"),
	Kind("Cover"),
)

DOCUMENTS = {
	PROJECT: Document(
		has_workflow=True,
		concerns=Concerns(users=("owner", "social_worker")),
		scope=_PLACES,
		refers=(*_REFERS, ("recording_unit", "Recording Unit")),
		persons=(
			Person(
				"proposed_by",
				on_merge="moves",
				keeps=False,
				copied=("name", "project_name", "proposed_on", "proposal_status", "proposal_answer"),
			),
		),
	),
	"Volunteer Project Post": Document(row_of=PROJECT),
	"Project Requirement": Document(row_of=PROJECT),
	ACTIVITY: Document(has_workflow=True, scope=_PLACES, refers=_REFERS, names_files=True),
	"Service Activity Participant": Document(
		row_of=ACTIVITY,
		persons=(
			Person(
				on_merge="moves",
				copied=(
					"parent",
					"post",
					"starts_on",
					"ends_on",
					"break_minutes",
					"status",
					"rating",
					"remark",
					"service_log",
				),
			),
		),
	),
	SHIFT: Document(
		scope=_PLACES,
		refers=_REFERS,
		persons=(
			Person(
				"shift_leader",
				on_merge="moves",
				keeps=False,
				copied=("name", "shift_title", "activity_name", "starts_on", "ends_on"),
			),
		),
	),
	SIGN_UP: Document(
		scope=_PLACES | {"own": "volunteer"},
		refers=_REFERS,
		# The sign-ups of the closed file for other shifts go on; one that both files have stays.
		persons=(Person(on_merge="listens"),),
	),
	CHECK_IN: Document(
		scope=_PLACES | {"own": "volunteer"},
		refers=_REFERS,
		persons=(
			Person(
				on_merge="moves",
				copied=("name", "activity_name", "kind", "happened_at", "received_at", "method", "remark"),
			),
		),
	),
	KIOSK: Document(
		scope={"region": "region", "site": "site"},
		refers=(("region", "Service Region"), ("site", "Service Site")),
	),
	MAKE_UP: Document(
		has_workflow=True,
		concerns=Concerns(users=("owner", "declared_by")),
		scope=_PLACES,
		refers=_REFERS,
		kept=Years("`docstatus` in (1, 2)", "declared_on"),
		evidence=Evidence(None, "proof", frozenset({"Draft"})),
		names_files=True,
		fills_links=True,
	),
	COVER: Document(
		scope=_PLACES,
		refers=_REFERS,
		persons=(
			Person(
				on_merge="moves",
				keeps=False,
				copied=("name", "activity_name", "starts_on", "status", "message", "taken_by_name"),
			),
			Person(
				"taken_by",
				on_merge="moves",
				keeps=False,
				copied=("name", "activity_name", "starts_on", "status", "closed_on"),
			),
		),
	),
	"Cover Request Asked": Document(
		row_of=COVER,
		persons=(
			Person(
				on_merge="moves",
				keeps=False,
				copied=("parent", "asked_on", "answer", "answered_on"),
			),
		),
	),
	GROUP: Document(
		scope=_PLACES,
		refers=_REFERS,
		persons=(
			Person(
				on_merge="moves",
				keeps=False,
				copied=("name", "group_name", "activity_name", "starts_on", "head_count", "status"),
			),
		),
	),
	AVAILABILITY: Document(
		scope=_PLACES,
		refers=_REFERS,
		# What both files said of a shift stays; the file that goes on holds.
		persons=(
			Person(
				on_merge="listens",
				keeps=False,
				copied=("name", "activity_name", "starts_on", "ends_on", "answer", "answered_on"),
			),
		),
	),
	MATERIAL: Document(scope=_PLACES, refers=_REFERS),
	MATERIAL_ENTRY: Document(
		scope=_PLACES,
		refers=_REFERS,
		persons=(
			Person(
				on_merge="moves",
				copied=(
					"name",
					"activity_name",
					"material_name",
					"kind",
					"qty",
					"is_damaged",
					"happened_at",
					"still_out",
				),
			),
		),
	),
}
