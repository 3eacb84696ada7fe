"""Sessions of courses: who attended, many at once."""

from volunteer_services.foundation.domain.arguments import Rows, Text
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_readiness.services import roll, sessions


@endpoint(methods=["POST"])
def preview(session: str, text: Text) -> list[dict]:
	"""What a pasted list says, a line a person ``name or number  minutes  score``: line, volunteer,
	volunteer_name, minutes, score, problem."""
	return roll.preview(session, text)


@endpoint(methods=["POST"])
def record(session: str, rows: Rows) -> dict:
	"""Record attendances: rows with volunteer, minutes and, where there is one, score.

	Returns {"recorded", "passed", "problems"}: what cannot be recorded stays out, with its problem.
	"""
	return roll.record(session, roll.attended(rows))


@endpoint(methods=["POST"])
def cancel_session(session: str, reason: str = "") -> dict:
	"""Cancel a session that nobody attended."""
	sessions.cancel(session, reason)
	return {"session": session}
