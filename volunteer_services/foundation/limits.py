"""How often something may be asked within an hour: one counter for all limits, atomic in Redis.

Reading a count and writing it back lets calls that come at once pass together; adding and reading in one word
does not.
"""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.exceptions import RequestLimitError

HOUR_SECONDS = 3600
TRUSTED_PROXIES = "volunteer_services_trusted_proxies"
_PREFIX = "volunteer_services:limit:"
_UNKNOWN = "unknown"


def take(kind: str, who: str, limit: int, wanted: int = 1, seconds: int = HOUR_SECONDS) -> int:
	"""Take up to ``wanted`` of what ``who`` may still ask of this kind; returns how many are granted.

	The time begins with the first request. What is not granted is not counted.
	"""
	if wanted < 1:
		return 0
	key = frappe.cache.make_key(f"{_PREFIX}{kind}:{who}")
	with frappe.cache.pipeline(transaction=True) as pipe:
		pipe.set(key, 0, ex=seconds, nx=True)
		pipe.incrby(key, wanted)
		used = cint(pipe.execute()[1])
	refused = min(wanted, max(0, used - limit))
	if refused:
		frappe.cache.decrby(key, refused)
	return wanted - refused


def require(kind: str, who: str, limit: int, seconds: int = HOUR_SECONDS) -> None:
	"""Count one request. Raises RequestLimitError above the limit."""
	if not take(kind, who, limit, seconds=seconds):
		frappe.throw(
			_("You have asked as often as one hour allows. Go on later."),
			RequestLimitError,
			title=_("Too Many Questions"),
		)


def address() -> str:
	"""Where the request came from, for limits: the other end of the connection.

	Anybody can write an X-Forwarded-For. It counts only as far as proxies of our own wrote it: site_config's
	``volunteer_services_trusted_proxies`` says how many of them, one behind the other, stand before the site
	(1 for the nginx of a bench), and the address that the outermost of them saw is taken.
	"""
	request = getattr(frappe.local, "request", None)
	connection = getattr(request, "remote_addr", None) or _UNKNOWN
	proxies = cint(frappe.conf.get(TRUSTED_PROXIES))
	if proxies < 1:
		return connection
	header = request.headers.get("X-Forwarded-For") or "" if request else ""
	seen = [part.strip() for part in header.split(",") if part.strip()]
	return seen[-proxies][:64] if len(seen) >= proxies else connection
