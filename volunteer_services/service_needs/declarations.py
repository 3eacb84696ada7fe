"""What the room of needs and recipients declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Concerns, Document
from volunteer_services.foundation.messages.kinds import Kind

RECIPIENT, NEED = "Service Recipient", "Service Need"
_REGION, _SITE, _TEAM = ("region", "Service Region"), ("site", "Service Site"), ("team", "Volunteer Team")

MESSAGES = (Kind("Service Need", is_for_staff=True),)

DOCUMENTS = {
	# As strict as health data: leaders and volunteers see what a visit needs, and nothing here.
	RECIPIENT: Document(
		scope={"region": "region", "site": "site"},
		refers=(_REGION, _SITE),
		names_files=True,
	),
	"Service Recipient Group": Document(row_of=RECIPIENT),
	"Recipient Source": Document(row_of=RECIPIENT),
	NEED: Document(
		has_workflow=True,
		concerns=Concerns(users=("owner",)),
		scope={"region": "region", "site": "site", "team": "team"},
		refers=(_REGION, _SITE, _TEAM, ("recipient", RECIPIENT), ("merged_into", NEED)),
	),
	"Recipient Need Skill": Document(row_of=NEED),
}
