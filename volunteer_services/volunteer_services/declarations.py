"""What the module of settings and appointments declares of its documents (foundation/house.py)."""

from volunteer_services.foundation.house import Document

DOCUMENTS = {
	"Volunteer Services Settings": Document(names_files=True),
	"Staff Appointment": Document(
		scope={"appointment": "scope", "user": "user"},
		refers=tuple(("scope", tree) for tree in ("Service Region", "Service Site", "Volunteer Team")),
	),
}
