"""What people choose to be told, and how."""

from volunteer_services.foundation.domain.arguments import Rows
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.messages import preferences


@endpoint(methods=["POST"])
def choose(choices: Rows, quiet_from: int, quiet_until: int) -> int:
	"""Keep the caller's own choice for each kind of message: rows with kind, by_email, by_sms and digest
	("At Once" or "Once a Day"), and the full hours between which nothing but what is urgent is sent.

	Raises PermissionError for who has neither a file nor an office, MessagePreferenceError for what is not
	offered.
	"""
	return preferences.save(choices, quiet_from, quiet_until)
