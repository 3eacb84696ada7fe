"""The kiosk of a site's tablet: opened by who manages the site, used by whoever stands before it."""

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.portal.services import kiosk as tablet
from volunteer_services.volunteer_projects.services.kiosk import checks, device


@endpoint(methods=["POST"])
def open_here(service_site: str) -> dict:
	"""Make this browser the kiosk of a site, and log its user out: {site_name}."""
	require_permission(device.SITE, "read", service_site)
	device.require_may_open(service_site)
	return tablet.hand_over(service_site)


@endpoint(methods=["POST"])
def close(kiosk: str) -> None:
	"""End a kiosk, wherever its tablet is."""
	require_permission(device.DOCTYPE, "read", kiosk)
	device.require_may_open(device.site_of(kiosk))
	device.close(kiosk)


@endpoint(allow_guest=True, methods=["POST"])
def leave() -> None:
	"""End the kiosk of this tablet."""
	tablet.leave()


@endpoint(allow_guest=True, methods=["POST"])
def check(text: str) -> dict:
	"""On a kiosk: check in or out by the code of the own page: {result, text, name, activity, at}."""
	token = tablet.token()
	return retry.whole(lambda: checks.by_code(token, text))


@endpoint(allow_guest=True, methods=["POST"])
def check_by_number(number: str, full_name: str) -> dict:
	"""On a kiosk: check in or out by the number and the name: {result, text, name, activity, at}."""
	token = tablet.token()
	return retry.whole(lambda: checks.by_number(token, number, full_name))
