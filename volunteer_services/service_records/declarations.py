"""What the room of service records declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Concerns, Document, Evidence, Person, Years
from volunteer_services.foundation.messages.kinds import Kind

_SCOPE = {"region": "region", "site": "site", "team": "team", "own": "volunteer"}
_REGION, _SITE, _TEAM = ("region", "Service Region"), ("site", "Service Site"), ("team", "Volunteer Team")
_UNIT = ("recording_unit", "Recording Unit")
CERTIFICATE, SELF_REPORT = "Service Certificate", "Service Self Report"

MESSAGES = (
	Kind("Service Record"),
	Kind("Record Correction"),
	Kind("Service Complaint", is_for_staff=True),
)

DOCUMENTS = {
	"Service Log": Document(
		has_workflow=True,
		concerns=Concerns(users=("recorder",), persons=("volunteer",)),
		scope=_SCOPE,
		persons=(Person(on_merge="moves"),),
		refers=(_REGION, _SITE, _TEAM, _UNIT),
		kept=Years("`docstatus` in (1, 2)", "service_date"),
	),
	"Record Correction": Document(
		has_workflow=True,
		concerns=Concerns(users=("owner", "requested_by"), persons=("volunteer",)),
		scope=_SCOPE,
		persons=(Person(on_merge="moves"),),
		refers=(_REGION, _TEAM),
		names_files=True,
	),
	SELF_REPORT: Document(
		has_workflow=True,
		concerns=Concerns(users=("confirmed_by",), persons=("volunteer",)),
		# Whoever is named as witness sees it, too.
		scope=_SCOPE | {"user": "witness_user"},
		persons=(
			Person(
				on_merge="moves",
				# Witness and reviewers are other people's data.
				copied=(
					"name",
					"starts_on",
					"ends_on",
					"minutes",
					"location",
					"service_content",
					"workflow_state",
					"decision_reason",
					"service_log",
				),
			),
		),
		refers=(_REGION, _SITE, _TEAM),
		kept=Years("`workflow_state` = 'Recorded'", "starts_on"),
		evidence=Evidence(
			None,
			"proof",
			frozenset({"Waiting for Witness", "Waiting for Acceptance", "Refused", "Withdrawn"}),
		),
		names_files=True,
	),
	# Certificates stay with the file for which they were issued: it stands on them.
	CERTIFICATE: Document(
		is_paper=True,
		scope=_SCOPE,
		persons=(Person(),),
		refers=(_REGION, _TEAM, _UNIT),
		kept=Years("`docstatus` in (1, 2)", "creation"),
	),
	"Service Certificate Entry": Document(row_of=CERTIFICATE),
	"Service Certificate Request": Document(
		scope=_SCOPE,
		persons=(Person(on_merge="moves"),),
		refers=(_REGION, _SITE, _TEAM, _UNIT),
		kept=Years("`certificate` is not null", "decided_on"),
	),
	# Leaders do not see it: whoever handles a complaint has no part in what it is about.
	"Service Complaint": Document(
		scope={"region": "region", "site": "site"},
		refers=(_REGION, _SITE, _TEAM),
		kept=Years("`status` in ('Closed', 'Not Taken Up')", "closed_on"),
	),
}
