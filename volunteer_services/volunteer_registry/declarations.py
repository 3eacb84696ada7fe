"""What the registry declares of its documents (foundation/house.py): the trees, the files, who belongs
where."""

from volunteer_services.foundation.house import Concerns, Document, Person

PROFILE = "Volunteer Profile"
REGION, SITE, TEAM, UNIT = "Service Region", "Service Site", "Volunteer Team", "Recording Unit"

DOCUMENTS = {
	REGION: Document(refers=(("parent_service_region", REGION),)),
	UNIT: Document(refers=(("region", REGION), ("successor", UNIT)), names_files=True),
	SITE: Document(
		scope={"region": "region", "site": "name"},
		refers=(("region", REGION),),
		names_files=True,
		spoken="site_name",
	),
	"Service Site Area": Document(row_of=SITE, refers=(("region", REGION),)),
	"Service Site Operator": Document(row_of=SITE, refers=(("recording_unit", UNIT),)),
	TEAM: Document(
		spoken="team_name",
		has_workflow=True,
		concerns=Concerns(),
		scope={"region": "region", "site": "site", "team": "name"},
		persons=(
			Person(
				"leader",
				keeps=False,
				copied=("name", "team_name", "team_level", "region", "site", "workflow_state"),
			),
		),
		refers=(("parent_volunteer_team", TEAM), ("region", REGION), ("site", SITE)),
	),
	PROFILE: Document(
		spoken="full_name",
		last_four="mobile_last_four",
		has_workflow=True,
		concerns=Concerns(users=("owner", "user"), lines=("former_users",)),
		scope={
			"region": "region",
			"area": "region",
			"member_team": "primary_team",
			"member": "name",
			"own": "name",
		},
		persons=(
			Person(
				"merged_into",
				keeps=False,
				copied=(),
				why_not_copied="the closed file points to the copied one",
			),
		),
		refers=(("region", REGION), ("primary_team", TEAM)),
		names_files=True,
	),
	"Volunteer Application": Document(
		scope={"region": "region", "area": "region", "site": "site", "team": "team"},
		persons=(
			Person(
				on_merge="moves",
				keeps=False,
				copied=(
					"name",
					"applied_on",
					"kind",
					"status",
					"consent_method",
					"consent_on",
					"photo_consent",
					"health_consent",
					"place_consent",
					"consent_notice",
				),
			),
		),
		refers=(("region", REGION), ("site", SITE), ("team", TEAM)),
		names_files=True,
	),
	"Volunteer Profile Kind": Document(row_of=PROFILE),
	"Volunteer Profile Skill": Document(row_of=PROFILE),
	"Volunteer Availability": Document(row_of=PROFILE),
	"Volunteer Proxy": Document(row_of=PROFILE),
	"Volunteer Platform Number": Document(row_of=PROFILE),
	"Team Membership": Document(
		scope={"member_team": "team", "own": "volunteer"},
		# The memberships of the closed file end with it; those of the other one go on.
		persons=(Person(keeps=False),),
		refers=(("team", TEAM),),
	),
}
