"""What the projects' room declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Concerns, Document, Person

_PLACES = {"region": "region", "site": "site", "team": "team"}
_REFERS = (("region", "Service Region"), ("site", "Service Site"), ("team", "Volunteer Team"))
PROJECT, ACTIVITY = "Volunteer Project", "Service Activity"

DOCUMENTS = {
	PROJECT: Document(
		has_workflow=True,
		concerns=Concerns(users=("owner", "social_worker")),
		scope=_PLACES,
		refers=(*_REFERS, ("recording_unit", "Recording Unit")),
	),
	"Volunteer Project Post": Document(row_of=PROJECT),
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
}
