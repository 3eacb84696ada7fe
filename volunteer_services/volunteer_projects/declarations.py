"""What the projects' room declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Concerns, Document, Person

_PLACES = {"region": "region", "site": "site", "team": "team"}
_REFERS = (("region", "Service Region"), ("site", "Service Site"), ("team", "Volunteer Team"))
PROJECT, ACTIVITY = "Volunteer Project", "Service Activity"
SHIFT, SIGN_UP, CHECK_IN = "Activity Shift", "Activity Sign Up", "Check In"
COVER, GROUP = "Cover Request", "Group Sign Up"

DOCUMENTS = {
	PROJECT: Document(
		has_workflow=True,
		concerns=Concerns(users=("owner", "social_worker")),
		scope=_PLACES,
		refers=(*_REFERS, ("recording_unit", "Recording Unit")),
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
}
