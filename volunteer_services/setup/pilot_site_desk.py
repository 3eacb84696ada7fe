"""What the desk of the pilot sites is given at install: the Kanban board by state."""

from volunteer_services.setup import boards
from volunteer_services.setup.pilot_site_machines import PILOT_SITE_MACHINES

BOARD = "Pilot Sites by State"
COLOURS = {
	"Candidate": "Light Blue",
	"Preparing": "Blue",
	"Designated": "Green",
	"Active": "Cyan",
	"Concluded": "Purple",
	"Withdrawn": "Gray",
	"Plaque Revoked": "Red",
}
FIELDS = ("progress", "next_milestone", "next_due_on")


def ensure_board() -> None:
	"""The board of pilot sites, where the site has none of the name."""
	machine = next(one for one in PILOT_SITE_MACHINES if one.doctype == "Pilot Site")
	boards.ensure(BOARD, machine, COLOURS, FIELDS)
