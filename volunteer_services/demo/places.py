"""Regions, recording units, sites and teams."""

import frappe
from stdnum.cn import uscc

from volunteer_services.demo.data import places as data
from volunteer_services.demo.data.names import full_name
from volunteer_services.demo.world import World, insert

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_KIND_PREFIX = {
	"Social Service Organisation": "52",
	"Social Group": "51",
	"Village or Residents Committee": "55",
}
_POPULATION = {"City": 9_000_000, "District": 1_100_000, "Street": 95_000, "Community": 8_500}


def make(world: World) -> str:
	"""The whole ground on which the story plays."""
	for code, name, level, parent in data.REGIONS:
		world.regions[code] = _region(world, code, name, level, parent)
	for position, row in enumerate(data.UNITS):
		world.units[row[0]] = _unit(world, position, *row)
	frappe.db.set_value("Recording Unit", world.units["liwan_old"], "successor", world.units["liwan"])
	for position, row in enumerate(data.SITES):
		world.sites[row[0]] = _site(world, position, *row)
	for row in data.UPPER_TEAMS:
		world.teams[row[0]] = _team(world, *row)
	for key, name, region, parent, site, sector in data.SMALL_TEAMS:
		world.teams[key] = _team(world, key, name, "小队", region, parent, site=site, sector=sector)
	for number, (name, state, region, parent, reason) in enumerate(data.OTHER_TEAMS):
		_team(world, f"other{number}", name, "小队", region, parent, state=state, decision_reason=reason)
	return (
		f"{len(world.regions)} regions, {len(world.units)} units, {len(world.sites)} sites, "
		f"{len(world.teams) + len(data.OTHER_TEAMS)} teams"
	)


def _region(world: World, code: str, name: str, level: str, parent: str | None) -> str:
	doc = {
		"doctype": "Service Region",
		"region_code": code,
		"region_name": name,
		"region_level": level,
		"parent_service_region": parent,
		"is_group": int(level != "Community"),
		**dict(zip(("latitude", "longitude"), data.CENTRES.get(code, ()), strict=False)),
	}
	if level in _POPULATION:
		residents = round(_POPULATION[level] * world.rng.uniform(0.6, 1.4), -2)
		doc["statistics"] = [_statistics(world.today.year - back, residents) for back in (2, 1)]
	return insert(doc).name


def _statistics(year: int, residents: float) -> dict:
	return {
		"year": year,
		"resident_population": int(residents),
		"urban_population": int(residents * 0.86),
		"youth_league_members": int(residents * 0.05),
		"party_members": int(residents * 0.06),
	}


def _unit(world: World, position: int, key: str, name: str, kind: str, region: str) -> str:
	return insert(
		{
			"doctype": "Recording Unit",
			"unit_name": name,
			"credit_code": credit_code(_KIND_PREFIX[kind], region[:6], 30_600_101 + position * 137),
			"unit_kind": kind,
			"head": full_name(world.rng),
			"handler": full_name(world.rng),
			"phone": f"020-8333{position + 1:04d}",
			"region": region,
		}
	).name


def credit_code(prefix: str, area: str, serial: int) -> str:
	"""An invented unified social credit code whose two check characters are right."""
	organisation = f"{serial:08d}"
	rest = (
		11
		- sum(int(digit) * weight for digit, weight in zip(organisation, _ORGANISATION_WEIGHTS, strict=True))
		% 11
	)
	body = f"{prefix}{area}{organisation}{'0' if rest == 11 else 'X' if rest == 10 else rest}"
	return body + uscc.calc_check_digit(body)


def _site(
	world: World, position: int, key: str, name: str, site_type: str, region: str, unit: str, address: str
) -> frappe._dict:
	changed = world.day(-540)
	operators = [{"recording_unit": world.units[unit], "from_date": "2018-03-01"}]
	if key == "nanyuan":  # the contract changed hands; the records stay with who recorded them
		operators[0]["from_date"] = changed
		operators.append(
			{
				"recording_unit": world.units["liwan_old"],
				"from_date": "2018-03-01",
				"to_date": world.day(-541),
			}
		)
	areas = [region] + ([data.SERVED_TOO[key]] if key in data.SERVED_TOO else [])
	site = insert(
		{
			"doctype": "Service Site",
			"site_name": name,
			"site_type": site_type,
			"region": region,
			"status": "Active",
			"address": address,
			"opening_hours": data.OPENING_HOURS[position % len(data.OPENING_HOURS)],
			"contact_person": full_name(world.rng),
			"contact_phone": f"020-8333{position + 101:04d}",
			"service_areas": [{"region": area} for area in areas],
			"operators": operators,
		}
	)
	return frappe._dict(key=key, name=site.name, title=name, region=region, unit=world.units[unit])


def _team(
	world: World,
	key: str,
	name: str,
	level: str,
	region: str,
	parent: str | None,
	site: str | None = None,
	state: str = "Active",
	**values,
) -> frappe._dict:
	doc = insert(
		{
			"doctype": "Volunteer Team",
			"team_name": name,
			"team_level": level,
			"region": region,
			"parent_volunteer_team": world.teams[parent].name if parent else None,
			"is_group": int(level != "小队"),
			"site": world.sites[site].name if site else None,
			"founded_on": world.day(-1500 + 7 * len(world.teams)),
			**values,
		},
		state,
	)
	found = world.sites.get(site) if site else None
	return frappe._dict(
		key=key,
		name=doc.name,
		title=name,
		region=region,
		site=site,
		site_name=found and found.name,
		unit=found and found.unit,
	)
