"""Names for tables of tens of millions of rows."""

import secrets

_BYTES = 10


def random_name() -> str:
	"""20 hex digits (80 bits): a collision among 10 million rows has a chance of about 4e-11.

	The engine's own ``hash`` has 10 hex digits, too few for bulk inserts of that size.
	"""
	return secrets.token_hex(_BYTES)
