"""Checking in by the place of the phone: how far it is from the activity, and whether that is near enough.

Degrees are those of WGS 84, as a browser gives them. Map services in China shift theirs (GCJ-02) by up to
some hundred metres: the place of the activity is taken from a device, too, not copied from a map.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from geopy.distance import geodesic

from volunteer_services.volunteer_projects.domain.errors import (
	AccuracyError,
	NoPointError,
	RadiusError,
	TooFarError,
)

LEAST_RADIUS_M, MOST_RADIUS_M = 50, 2000
WORST_ACCURACY_M = 200
"""A phone that knows its place less well than this cannot say where it is."""


@dataclass(frozen=True)
class Point:
	"""A place in degrees. Raises NoPointError for what is none; (0, 0) lies in the sea and means unknown."""

	latitude: float
	longitude: float

	def __post_init__(self) -> None:
		is_point = (
			math.isfinite(self.latitude)
			and math.isfinite(self.longitude)
			and abs(self.latitude) <= 90
			and abs(self.longitude) <= 180
			and (self.latitude, self.longitude) != (0, 0)
		)
		if not is_point:
			raise NoPointError(self.latitude, self.longitude)


def check_radius(radius_m: int) -> None:
	"""Raise RadiusError for a radius that no phone can keep to, or that holds half a town."""
	if not LEAST_RADIUS_M <= radius_m <= MOST_RADIUS_M:
		raise RadiusError(radius_m, LEAST_RADIUS_M, MOST_RADIUS_M)


def distance_m(one: Point, other: Point) -> int:
	"""Metres on the ellipsoid, whole."""
	metres: float = geodesic((one.latitude, one.longitude), (other.latitude, other.longitude)).meters
	return round(metres)


def check_in_distance(phone: Point, activity: Point, radius_m: int, accuracy_m: float) -> int:
	"""The distance of somebody who comes in, in metres. Raises AccuracyError, TooFarError."""
	found = known_distance(phone, activity, accuracy_m)
	if found > radius_m:
		raise TooFarError(found, radius_m)
	return found


def known_distance(phone: Point, activity: Point, accuracy_m: float) -> int:
	"""The distance in metres, where the phone knows its place. Raises AccuracyError."""
	if not math.isfinite(accuracy_m) or not 0 <= accuracy_m <= WORST_ACCURACY_M:
		raise AccuracyError(round(accuracy_m) if math.isfinite(accuracy_m) else 0, WORST_ACCURACY_M)
	return distance_m(phone, activity)
