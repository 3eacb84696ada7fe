"""What the room of recognition declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Document, Person, Years
from volunteer_services.foundation.messages.kinds import Kind

MESSAGES = (Kind("Star"),)

DOCUMENTS = {
	"Star Award": Document(
		is_paper=True,
		scope={"region": "region", "site": "site", "team": "team", "own": "volunteer"},
		# Stars stay with the file to which they were granted; the recalculation grants to the other one.
		persons=(Person(),),
		refers=(("region", "Service Region"), ("team", "Volunteer Team")),
		kept=Years("`status` in ('Granted', 'Revoked')", "awarded_on"),
	),
}
