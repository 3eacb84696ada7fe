"""Recipients, their needs, pairings and what is on the menu."""

from tests import factories as make
from tests.site.service_needs import needs_world
from tests.walker.makers.registry import makes


@makes("Service Need Kind")
def need_kind(place, made):
	return make._insert({"doctype": "Service Need Kind", "kind_name": make.unique("陪伴探访")})


@makes("Service Recipient")
def recipient(place, made):
	"""With an address on the level that no role reads, and a row in each table."""
	doc = needs_world.recipient(
		place,
		sources=[{"source_kind": "Minimum Living Allowance", "level": "一级"}],
		risk_notes="楼梯陡",
	)
	doc.update({"address": "西村街道环市路1号301", "phone": "020-81234567", "has_contact": 1})
	doc.flags.by_service = doc.flags.ignore_permissions = True
	return doc.save()


@makes("Service Offer")
def offer(place, made):
	return make._insert(
		{
			"doctype": "Service Offer",
			"offer_name": make.unique("家电义修"),
			"need_kind": made["Service Need Kind"].name,
			"offer_text": "小家电免费检修，自备配件",
			"region": place.region.name,
			"site": place.site.name,
			"team": place.team.name,
			"for_whom": [{"recipient_group": "Elderly Living Alone"}],
		}
	)


@makes("Service Need")
def need(place, made):
	doc = needs_world.need(
		place,
		recipient=made["Service Recipient"].name,
		skills=[
			{"skill": make._insert({"doctype": "Service Skill", "skill_name": make.unique("技能")}).name}
		],
	)
	doc.db_set("team", place.team.name)
	return doc


@makes("Recipient Pairing")
def pairing(place, made):
	return make._insert(
		{
			"doctype": "Recipient Pairing",
			"recipient": made["Service Recipient"].name,
			"volunteer": made["Volunteer Profile"].name,
			"team": place.team.name,
			"purpose": "陪伴独居长者",
			"from_date": "2026-01-01",
		},
		"Paired",
	)


@makes("Pairing Contact")
def contact(place, made):
	return make._insert(
		{
			"doctype": "Pairing Contact",
			"pairing": made["Recipient Pairing"].name,
			"contact_on": "2026-02-01",
			"contact_kind": "Phone",
			"note": "一切都好",
		}
	)
