"""What the room of needs and recipients declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Document, Person, Through
from volunteer_services.foundation.messages.kinds import Kind

RECIPIENT, NEED = "Service Recipient", "Service Need"
_REGION, _SITE, _TEAM = ("region", "Service Region"), ("site", "Service Site"), ("team", "Volunteer Team")

PAIRING = "Recipient Pairing"

MESSAGES = (Kind("Service Need", is_for_staff=True), Kind("Pairing"))

# Whom they visit is another person's data: the copy of a volunteer's data names nobody.
_OF_PAIR = ("name", "pairing_kind", "from_date", "to_date", "visits_per_month", "workflow_state")

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
		# What somebody asks without a login names a region alone: the sites that serve it see it.
		scope={"region": "region", "site": "site", "area": "region", "team": "team"},
		refers=(
			_REGION,
			_SITE,
			_TEAM,
			("recipient", RECIPIENT),
			("merged_into", NEED),
			("offer", "Service Offer"),
		),
	),
	"Recipient Need Skill": Document(row_of=NEED),
	PAIRING: Document(
		has_workflow=True,
		scope={"region": "region", "site": "site", "team": "team"},
		persons=(
			Person(on_merge="moves", copied=_OF_PAIR),
			Person("second_volunteer", on_merge="moves", copied=_OF_PAIR),
		),
		refers=(_REGION, _SITE, _TEAM, ("recipient", RECIPIENT)),
		names_files=True,
	),
	"Pairing Contact": Document(
		through=(Through("pairing", PAIRING, with_own=False),), refers=(("pairing", PAIRING),)
	),
	"Service Offer": Document(
		scope={"region": "region", "site": "site", "team": "team"},
		refers=(_REGION, _SITE, _TEAM),
		names_files=True,
	),
	"Service Offer Group": Document(row_of="Service Offer"),
}
