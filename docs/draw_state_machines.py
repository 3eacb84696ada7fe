"""Writes state-machines.md from the workflows that the app ships: python docs/draw_state_machines.py"""

from pathlib import Path

from volunteer_services.setup.workflows import MACHINES

HEAD = """# State machines

Drawn from `volunteer_services/setup/workflows.py` by `docs/draw_state_machines.py`. The docstatus follows
the state: Approved is 1, Cancelled is 2, all others are 0. An organisation may change the workflows on its
site; the guard (`foundation/workflow/guard.py`) reads the active one. Certificates and star awards have no
workflow: their status is changed by services only (Draft → Valid → Superseded | Revoked; Proposed → Public
Notice → Granted | Objected → Revoked). So are those of qualifications (Unverified → Valid → Expiring →
Expired; Revoked), sessions of courses (Not Started → In Progress → Ended; Cancelled) and insurance covers
(Planned → Insured → In Force → Lapsed); a signed agreement takes effect and ends by the calendar, too.
"""


def main() -> None:
	drawings = (
		f"\n## {machine.doctype}\n\n```mermaid\n{machine.drawing().to_mermaid()}```\n" for machine in MACHINES
	)
	Path(__file__).with_name("state-machines.md").write_text("".join([HEAD, *drawings]), encoding="utf-8")


if __name__ == "__main__":
	main()
