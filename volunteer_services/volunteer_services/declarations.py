"""What the module of settings and appointments declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Document, Person
from volunteer_services.foundation.messages.kinds import Kind

MESSAGES = (Kind("System Check", is_for_staff=True),)

DOCUMENTS = {
	"Volunteer Services Settings": Document(names_files=True),
	"Staff Appointment": Document(
		scope={"appointment": "scope", "user": "user"},
		refers=tuple(("scope", tree) for tree in ("Service Region", "Service Site", "Volunteer Team")),
	),
	# Read by the manager and the auditor alone; the person reads their own on their page.
	"Message Delivery": Document(
		persons=(
			Person(
				on_merge="moves",
				keeps=False,
				copied=("name", "kind", "channel", "state", "text", "sent_on"),
			),
		),
	),
	"Message Preference": Document(scope={"user": "user"}),
}
